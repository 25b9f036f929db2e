import {
  persistentSubscriptionToAllSettingsFromDefaults,
  persistentSubscriptionToStreamSettingsFromDefaults,
  START,
  type Filter,
  type PersistentSubscriptionToAll,
  type PersistentSubscriptionToAllInfo,
  type PersistentSubscriptionToStream,
  type PersistentSubscriptionToStreamInfo,
} from '@eventstore/db-client';
import type { Connection } from './connection.js';

export type Call = Connection['call'] & { readonly deadline: number };

/** How a group is made. */
export interface Making {
  readonly retries: number;
  /** Milliseconds. */
  readonly answerWithin: number;
  /** Of the whole log only. */
  readonly filter: Filter;
}

/** What the client is asked about groups; it has other names for groups over the whole log and for those of one stream. */
export interface GroupCalls {
  create(name: string, making: Making, call: Call): Promise<void>;
  remove(name: string, call: Call): Promise<void>;
  connect(name: string, options: Connection['call'] & { readonly bufferSize: number }): PersistentSubscriptionToAll | PersistentSubscriptionToStream;
  replayParked(name: string, call: Call): Promise<void>;
  info(name: string, call: Call): Promise<PersistentSubscriptionToAllInfo | PersistentSubscriptionToStreamInfo>;
}

const settingsOf = ({ retries, answerWithin }: Making) => ({ startFrom: START, maxRetryCount: retries, messageTimeout: answerWithin }) as const;

export const callsOverLog = ({ client }: Connection): GroupCalls => ({
  create: (name, making, call) =>
    client.createPersistentSubscriptionToAll(name, persistentSubscriptionToAllSettingsFromDefaults(settingsOf(making)), {
      ...call,
      filter: making.filter,
    }),
  remove: (name, call) => client.deletePersistentSubscriptionToAll(name, call),
  connect: (name, options) => client.subscribeToPersistentSubscriptionToAll(name, options, { highWaterMark: options.bufferSize }),
  replayParked: (name, call) => client.replayParkedMessagesToAll(name, call),
  info: (name, call) => client.getPersistentSubscriptionToAllInfo(name, call),
});

export const callsOverStream = ({ client }: Connection, stream: string): GroupCalls => ({
  create: (name, making, call) =>
    client.createPersistentSubscriptionToStream(stream, name, persistentSubscriptionToStreamSettingsFromDefaults(settingsOf(making)), call),
  remove: (name, call) => client.deletePersistentSubscriptionToStream(stream, name, call),
  connect: (name, options) => client.subscribeToPersistentSubscriptionToStream(stream, name, options, { highWaterMark: options.bufferSize }),
  replayParked: (name, call) => client.replayParkedMessagesToStream(stream, name, call),
  info: (name, call) => client.getPersistentSubscriptionToStreamInfo(stream, name, call),
});
