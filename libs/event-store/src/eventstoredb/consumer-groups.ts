import type { PersistentSubscriptionToAllResolvedEvent } from '@eventstore/db-client';
import { EventStoreError, type Filter, type RecordedEvent } from '../event-store.js';
import { Answers } from './answers.js';
import type { Connection } from './connection.js';
import { failureOf, Silence, unavailable } from './failures.js';
import { serverFilterOf } from './log-follower.js';
import { callsOverLog, callsOverStream, type Call, type GroupCalls } from './group-calls.js';
import { within } from './pauses.js';
import { recordedOf } from './recorded.js';

type Next<T> = IteratorResult<T, undefined>;

/** Ends what a consumer waits for: when it leaves, or when the connection is thrown away. */
class Leaving {
  #end: (() => void) | null = null;
  readonly #ended = (): void => this.#end?.();

  constructor(
    private readonly signal: AbortSignal,
    private readonly standing: AbortSignal,
    private readonly gone: Error,
  ) {
    for (const one of [signal, standing]) one.addEventListener('abort', this.#ended, { once: true });
  }

  /** What comes next, or that there is no more; nothing is kept of what was waited for before. */
  orElse<T>(next: Promise<Next<T>>): Promise<Next<T>> {
    return new Promise((resolve, reject) => {
      this.#end = () => (this.signal.aborted ? resolve({ done: true, value: undefined }) : reject(this.gone));
      next.then(resolve, reject);
      if (this.signal.aborted || this.standing.aborted) this.#end();
    });
  }

  over(): void {
    for (const one of [this.signal, this.standing]) one.removeEventListener('abort', this.#ended);
    this.#end = null;
  }
}

/** Competing consumers: the server hands each event to one of those who connect under the name. */
export interface ConsumerGroup extends Pick<Filter, 'types' | 'categories'> {
  readonly name: string;
  /** Deliveries of one event before it is parked; 10 when absent. */
  readonly retries?: number;
  /** Milliseconds without an answer after which an event is delivered again; 30 000 when absent. */
  readonly answerWithin?: number;
}

/** An event handed to a consumer, who answers once: done, again, aside, or never mind. */
export interface Delivery {
  readonly event: RecordedEvent;
  /** 0 at first, then how often it was delivered before. */
  readonly retry: number;
  done(): Promise<void>;
  again(reason: string): Promise<void>;
  park(reason: string): Promise<void>;
  skip(reason: string): Promise<void>;
}

/** How a group stands. */
export interface GroupInfo {
  readonly name: string;
  readonly status: string;
  readonly parked: number;
  readonly inFlight: number;
  readonly connections: number;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;
const DEADLINE = 10_000;

/**
 * Consumer groups of internal services, kept by the server: over the whole log, over some of its categories or types,
 * or of one stream.
 */
export class ConsumerGroups {
  readonly #calls: GroupCalls;
  readonly #stream: string | undefined;

  /** Groups of one stream where it is named; the same name can stand for another group elsewhere. */
  constructor(
    private readonly connection: Connection,
    stream?: string,
  ) {
    this.#calls = stream === undefined ? callsOverLog(connection) : callsOverStream(connection, stream);
    this.#stream = stream;
  }

  /** Makes the group; false when it is there already. */
  async create({ name, types, categories, retries = 10, answerWithin = 30_000 }: ConsumerGroup): Promise<boolean> {
    if (types && categories)
      throw new EventStoreError('invalid-event', `consumer group ${name}: types or categories are allowed, not both`);
    if (this.#stream !== undefined && (types ?? categories))
      throw new EventStoreError(
        'invalid-event',
        `consumer group ${name}: types and categories are allowed over the whole log, not for one stream`,
      );
    const filter = serverFilterOf({ ...(types ? { types } : {}), ...(categories ? { categories } : {}) });
    return this.#asked(name, 'create', (call) =>
      this.#calls.create(name, { retries, answerWithin, filter }, call),
    ).then(
      () => true,
      (error: unknown) => {
        if (isOfType(error, 'persistent-subscription-exists')) return false;
        throw error;
      },
    );
  }

  async remove(name: string): Promise<void> {
    await this.#asked(name, 'remove', (call) => this.#calls.remove(name, call));
  }

  /**
   * Hands out events as they are asked for, until the signal; leaving waits until the answers are out, and what was
   * not answered by then goes to another consumer.
   */
  async *connect(name: string, signal: AbortSignal, bufferSize = 10): AsyncGenerator<Delivery> {
    checkName(name);
    const standing = this.connection.standing();
    const subscription = this.#calls.connect(name, { ...this.connection.call, bufferSize });
    const answers = new Answers(subscription);
    const leaving = new Leaving(signal, standing, unavailable(`consumer group ${name}`, 'the connection was thrown away'));
    subscription.on('error', () => undefined);
    const arriving = (subscription as AsyncIterable<PersistentSubscriptionToAllResolvedEvent>)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const { done, value: resolved } = await leaving.orElse(arriving.next());
        if (done) return;
        const event = recordedOf(resolved);
        const answer = (work: Promise<void>): Promise<void> =>
          answers
            .give(within(work, DEADLINE, () => new Silence(`consumer group ${name}: answer`, DEADLINE)))
            .catch((error: unknown) => this.#refuse(name, 'answer', error));
        if (!event) {
          await answer(subscription.nack('park', 'not written by Heatledger', resolved));
          continue;
        }
        yield {
          event,
          retry: resolved.retryCount,
          done: () => answer(subscription.ack(resolved)),
          again: (reason) => answer(subscription.nack('retry', reason, resolved)),
          park: (reason) => answer(subscription.nack('park', reason, resolved)),
          skip: (reason) => answer(subscription.nack('skip', reason, resolved)),
        };
      }
    } catch (error) {
      if (!signal.aborted) this.#refuse(name, 'connect', error);
    } finally {
      leaving.over();
      await answers.leave();
    }
  }

  /** Delivers the parked events again. */
  async replayParked(name: string): Promise<void> {
    await this.#asked(name, 'replay parked events', (call) => this.#calls.replayParked(name, call));
  }

  async info(name: string): Promise<GroupInfo> {
    const { status, stats, connections } = await this.#asked(name, 'look', (call) => this.#calls.info(name, call));
    return {
      name,
      status,
      parked: Number(stats.parkedMessageCount),
      inFlight: stats.totalInFlightMessages,
      connections: connections.length,
    };
  }

  async #asked<T>(name: string, what: string, ask: (call: Call) => Promise<T>): Promise<T> {
    checkName(name);
    const standing = this.connection.standing();
    try {
      return await within(
        ask({ ...this.connection.call, deadline: DEADLINE }),
        DEADLINE,
        () => new Silence(`consumer group ${name}: ${what}`, DEADLINE),
      );
    } catch (error) {
      if (error instanceof Silence || isOfType(error, 'deadline-exceeded')) await this.connection.discard(standing);
      if (isOfType(error, 'persistent-subscription-exists')) throw error;
      return this.#refuse(name, what, error);
    }
  }

  #refuse(name: string, what: string, error: unknown): never {
    const subject = `consumer group ${name}: ${what}`;
    if (isOfType(error, 'persistent-subscription-does-not-exist'))
      throw new EventStoreError('invalid-event', `${subject}: there is no such group`, { cause: error });
    if (isOfType(error, 'maximum-subscribers-reached'))
      throw new EventStoreError('invalid-event', `${subject}: it has as many consumers as it allows`, { cause: error });
    const failure = failureOf(error, subject);
    throw failure.kind === 'refused'
      ? failure.error
      : unavailable(subject, failure.kind === 'unknown' ? failure.reason : failure.kind);
  }
}

const isOfType = (error: unknown, type: string): boolean =>
  typeof error === 'object' && error !== null && Reflect.get(error, 'type') === type;

const checkName = (name: string): void => {
  if (!NAME.test(name))
    throw new EventStoreError(
      'invalid-event',
      `consumer group ${JSON.stringify(name.slice(0, 60))}: letters, digits, . _ - (at most 100) are allowed`,
    );
};
