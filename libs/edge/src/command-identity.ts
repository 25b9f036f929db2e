import { hash } from 'node:crypto';
import { canonicalForm, derivedId } from '@heatledger/runtime';

/** Namespace of command ids made from requests; never changes, since ids in the log came from it. */
const REQUESTS = '9a7c2f0e-5d0b-5b1e-8f55-0d5b6f5c6a11';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The key as given, with or without the quotes of a structured field; nothing when it is not one. */
export const idempotencyKey = (header: string): string | undefined => {
  const bare = header.length > 2 && header.startsWith('"') && header.endsWith('"') ? header.slice(1, -1) : header;
  return KEY.test(bare) ? bare : undefined;
};

/** What identifies a request to carry something out. */
export interface Identity {
  readonly actor: string;
  readonly method: string;
  readonly path: string;
}

/** The same request again makes the same command id; another caller or route never does. */
export const commandIdOf = ({ actor, method, path }: Identity, key: string): string => derivedId(JSON.stringify([actor, method, path, key]), REQUESTS);

/** SHA-256, hex, of method, path and canonical body (RFC 8785). */
export const fingerprintOf = ({ method, path }: Identity, body: unknown): string =>
  hash('sha256', `${method} ${path}\n${canonicalForm(body ?? {})}`, 'hex');
