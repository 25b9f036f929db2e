import { problemTable, Refused } from '@heatledger/edge';
import { contexts } from '@heatledger/server';
import { refusalText } from '@heatledger/vocabulary';
import { Refusal, type Terminal } from '../terminal.js';

const sentences = problemTable(contexts.flatMap(({ deciders }) => deciders.map(({ rejections }) => rejections)));

/** The answer of a service, or its refusal as the terminal says it: what is refused, and what would do. */
export const told = async <T>(work: Promise<T>, { language }: Terminal): Promise<T> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    const said = sentences.get(error.code)?.[language] ?? '';
    throw new Refusal(said + (language === 'en' ? ' ' : '') + (refusalText(error.code, error.detail)?.[language] ?? ''));
  });
