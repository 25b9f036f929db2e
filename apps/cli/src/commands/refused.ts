import { problemTable, Refused } from '@heatledger/edge';
import { contexts } from '@heatledger/server';
import { Refusal, type Terminal } from '../terminal.js';

const sentences = problemTable(contexts.flatMap(({ deciders }) => deciders.map(({ rejections }) => rejections)));

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200);

/** The answer of a service, or its refusal as the terminal says it: code, sentence, field, value, what is allowed. */
export const told = async <T>(work: Promise<T>, { say, language }: Terminal): Promise<T> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    const { field, value, allowed } = error.detail;
    const where = field === undefined ? '' : ` — ${shown(field)}: ${value === undefined ? say('未给出', 'not given') : shown(value)}`;
    const instead = allowed === undefined ? '' : ` (${say('允许', 'allowed')}: ${shown(allowed)})`;
    throw new Refusal(`${error.code}: ${sentences.get(error.code)?.[language] ?? ''}${where}${instead}`);
  });
