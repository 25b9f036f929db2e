import { status, type Metadata, type ServerErrorResponse } from '@grpc/grpc-js';
import { refusal } from './answers.js';
import type { TestLog } from './log.js';

/** Who may come in, by name and password. */
export interface Access {
  readonly users: Readonly<Record<string, string>>;
  readonly administrators: readonly string[];
}

const nameOf = (metadata: Metadata): string | undefined => {
  const [, coded = ''] = /^Basic (.*)$/.exec(String(metadata.get('authorization')[0] ?? '')) ?? [];
  const text = Buffer.from(coded, 'base64').toString('utf8');
  return text.includes(':') ? text.slice(0, text.indexOf(':')) : undefined;
};

/** A name with a password that is not its own. */
export const refusedAtTheDoor = ({ users }: Access, metadata: Metadata): ServerErrorResponse | null => {
  const name = nameOf(metadata);
  if (name === undefined) return null;
  const expected = `Basic ${Buffer.from(`${name}:${users[name] ?? ''}`).toString('base64')}`;
  const known = Object.hasOwn(users, name) && metadata.get('authorization')[0] === expected;
  return known ? null : refusal(status.UNAUTHENTICATED, 'Unauthenticated');
};

/** The whole log may be read by administrators, and by whom its metadata name. */
export const refusedByRights = (
  { administrators }: Access,
  log: TestLog,
  metadata: Metadata,
): ServerErrorResponse | null => {
  const name = nameOf(metadata);
  const told = log.visible('$$$all')?.at(-1);
  const { $acl } = (told ? JSON.parse(Buffer.from(told.data).toString('utf8')) : {}) as {
    $acl?: { $r?: string | readonly string[] };
  };
  const readers = [$acl?.$r ?? []].flat();
  if (name !== undefined && (administrators.includes(name) || readers.includes(name))) return null;
  return refusal(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
};
