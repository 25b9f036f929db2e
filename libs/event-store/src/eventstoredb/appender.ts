import { jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { EventStoreError, type Appended, type Expected, type NewEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { failureOf, Silence, unavailable } from './failures.js';
import { pause, pauseBefore, within } from './pauses.js';
import { positionOf } from './places.js';
import { MOVED } from './recorded.js';

/** How long an append may take and how often it is tried. */
export interface AppendLimits {
  /** Milliseconds for one try. */
  readonly deadline: number;
  readonly tries: number;
}

/** More than the client's own deadline, for the ways in which it never answers. */
const GRACE = 1_000;
const RACES = 20;

/** Revision that the stream must end in: −1 for a stream that is not there. */
const PAST = -1;

/** Appends with an own deadline; an unknown outcome is asked for again with the same ids and the same expectation, which the server answers without writing twice. */
export class Appender {
  constructor(
    private readonly connection: Connection,
    private readonly limits: AppendLimits,
    private readonly endOf: (stream: string) => Promise<number>,
    private readonly chance: () => number = Math.random,
  ) {}

  async append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<Appended> {
    if (expected !== 'any') return this.#exactly(stream, events, expected === 'none' ? PAST : expected.exact);
    // the server keeps ids of `any` appends in memory only, so the end is looked up and named
    for (let race = 1; ; race++) {
      const appended = await this.#exactly(stream, events, await this.endOf(stream));
      if (appended.ok || race === RACES) return appended;
    }
  }

  async #exactly(stream: string, events: readonly NewEvent[], from: number): Promise<Appended> {
    const what = `append to ${stream}`;
    const proposed = events.map(({ id, type, data, metadata, recordedAt }) => jsonEvent({ id, type, data: { ...data }, metadata: { ...metadata, ...(recordedAt === undefined ? {} : { [MOVED]: recordedAt }) } }));
    const expectedRevision = from === PAST ? NO_STREAM : BigInt(from);
    for (let attempt = 1; ; attempt++) {
      const standing = this.connection.standing();
      try {
        const { success, nextExpectedRevision, position } = await within(
          this.connection.client.appendToStream(stream, proposed, { ...this.connection.call, expectedRevision, deadline: this.limits.deadline }),
          this.limits.deadline + GRACE,
          () => new Silence(what, this.limits.deadline),
        );
        // a connection string may say throwOnAppendFailure=false
        if (!success) return { ok: false, conflict: { actual: nextExpectedRevision < 0n ? 'none' : Number(nextExpectedRevision) } };
        const revision = from + events.length;
        const odd = (said: string): EventStoreError => new EventStoreError('corrupt', `${what}: the server answered ${said}`, { stream });
        if (!position) throw odd('success and stored nothing, as it does for a deleted stream');
        if (nextExpectedRevision !== BigInt(revision)) throw odd(`revision ${nextExpectedRevision} where ${revision} was due`);
        return { ok: true, revision, position: positionOf(position) };
      } catch (error) {
        const failure = failureOf(error, what, stream);
        if (failure.kind === 'conflict') return { ok: false, conflict: { actual: failure.actual } };
        if (failure.kind === 'refused') throw failure.error;
        const reason = failure.kind === 'unknown' ? failure.reason : 'the stream is not there';
        if (failure.kind === 'unknown' && failure.silent) await this.connection.discard(standing);
        if (attempt === this.limits.tries) throw unavailable(`${what}: outcome unknown after ${attempt} tries; the same command again tells`, reason);
        await pause(pauseBefore(attempt, this.chance()));
      }
    }
  }
}
