import { Refused } from '@heatledger/edge';
import { Refusal } from '../terminal.js';

/** The answer of a service, or its refusal as the terminal says it: code, field, value, what is allowed. */
export const told = async <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    const { field = '', value = '', allowed = '' } = error.detail;
    throw new Refusal(`${error.code}: ${field} ${String(value)}; ${String(allowed)}`);
  });
