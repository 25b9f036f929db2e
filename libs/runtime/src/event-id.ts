import { derivedId } from './derived-id.js';

/** Id of the `index`-th event of a command: the same command makes the same ids. */
export const eventIdOf = (commandId: string, index: number): string => derivedId(String(index), commandId);
