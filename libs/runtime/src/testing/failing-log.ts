import {
  EventStoreError,
  type Appended,
  type EventStore,
  type Expected,
  type FollowOptions,
  type NewEvent,
  type Page,
} from '@heatledger/event-store';

/** What a log does in place of appending; undefined lets it append. */
export type Instead = (stream: string) => Error | Appended | undefined;

/** A log that can be told to fail, over one that does not; give it back to itself with `fails = undefined`. */
export const failingLog = (inner: EventStore): { readonly store: EventStore; instead: Instead; away: boolean } => {
  const trouble = { store: inner, instead: (() => undefined) as Instead, away: false };
  const append = inner.append.bind(inner);
  const follow = inner.follow.bind(inner);
  inner.append = (stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> => {
    const instead = trouble.instead(stream);
    if (instead instanceof Error) return Promise.reject(instead);
    return instead ? Promise.resolve(instead) : append(stream, events, expected);
  };
  inner.follow = async function* (options: FollowOptions, signal: AbortSignal): AsyncGenerator<Page> {
    for await (const page of follow(options, signal)) {
      if (trouble.away) throw new EventStoreError('unavailable', 'the log is away');
      yield page;
    }
  };
  return trouble;
};
