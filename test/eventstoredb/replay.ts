import { EventStoreDBClient, jsonEvent, type EventData, type ResolvedEvent } from '@eventstore/db-client';
import type { EventStoreDbServer } from './server.js';

/** What was asked of the real server, asked again; `look` leaves of both answers what does not differ from run to run. An entry without an id only prepares. */
export type Replay = readonly [id: string, again: () => unknown, look?: (told: unknown) => unknown];

/** Where it is asked. */
export interface Place {
  readonly server: () => EventStoreDbServer;
  readonly client: () => EventStoreDBClient;
}

export const made = (...types: string[]): EventData[] => types.map((type) => jsonEvent({ type, data: { type } }));

export const until = async (holds: () => boolean): Promise<void> => {
  for (const end = performance.now() + 15_000; !holds(); await new Promise((next) => setTimeout(next, 5)))
    if (performance.now() > end) throw new Error('it did not come to that');
};

/** A subscription of any kind, as far as it is listened to. */
interface Listened {
  on(event: 'data', listener: (resolved: ResolvedEvent) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'confirmation' | 'caughtUp' | 'end' | 'close', listener: () => void): unknown;
}

/** What a subscription tells, line by line, as the traces write it; nothing is noted after an error. */
export const noted = (subscription: Listened): string[] => {
  const lines: string[] = [];
  const note = (line: string): void => void (lines.some((one) => one.startsWith('error')) || lines.push(line));
  for (const event of ['confirmation', 'caughtUp', 'end', 'close'] as const) subscription.on(event, () => note(event));
  subscription.on('data', ({ event }) => note(`data:${event?.type}@${event?.revision}`));
  subscription.on('error', (error) =>
    note(`error:${error.constructor.name}:${String(Reflect.get(error, 'type'))}:${error.message.replaceAll(/-mwtn\w+/g, '')}`),
  );
  return lines;
};

/** Lines with "caughtUp" at their end: whether it comes before or after what was appended meanwhile is a race. */
export const settled = (lines: unknown): unknown => {
  const all = lines as readonly string[];
  return [...all.filter((line) => line !== 'caughtUp'), ...all.filter((line) => line === 'caughtUp')];
};
