import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type persistent from '@eventstore/db-client/generated/persistent_pb.js';
import type { LogRecord } from './log.js';

type FilterOptions = streams.ReadReq.Options.FilterOptions | persistent.CreateReq.AllOptions.FilterOptions;

/** Which records a subscriber wants; throws for a pattern that is none, as the server does. */
export const filterOf = (options: FilterOptions | undefined): ((record: LogRecord) => boolean) => {
  const stream = options?.getStreamIdentifier();
  const expression = stream ?? options?.getEventType();
  if (!expression) return () => true;
  const subject = ({ stream: name, type }: LogRecord): string => (stream ? name : type);
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => subject(record).startsWith(prefix));
  const pattern = new RegExp(expression.getRegex());
  return (record) => pattern.test(subject(record));
};
