import { hash } from 'node:crypto';
import type { EventMetadata, JsonObject } from '@heatledger/event-store';
import { keysOfPointer, withValuesAt } from '@heatledger/kernel';
import { canonicalForm } from './canonical.js';

/** What stands in the metadata for personal values, and what opens it. */
export type Committed = Required<Pick<EventMetadata, 'commitments' | 'salts'>>;

const SALT = /^[0-9a-f]{32}$/;

/** SHA-256, hex, of the salt's 16 bytes, the JSON pointer and the RFC 8785 form of the value. */
export const commitmentOf = (salt: string, path: string, value: unknown): string => {
  const said = path + canonicalForm(value);
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(said));
  bytes.write(salt, 'hex');
  bytes.write(said, 16);
  return hash('sha256', bytes, 'hex');
};

/** Commits to each value under a salt of its own. */
export const committedTo = (values: readonly { readonly path: string; readonly value: unknown }[], saltOf: (path: string) => string): Committed => {
  const commitments: Record<string, string> = {};
  const salts: Record<string, string> = {};
  for (const { path, value } of values.length > 1 ? [...values].sort((a, b) => (a.path < b.path ? -1 : 1)) : values) {
    const salt = (salts[path] = saltOf(path));
    commitments[path] = commitmentOf(salt, path, value);
  }
  return { commitments, salts };
};

const placesOf = (paths: readonly string[]): { readonly keys: readonly string[]; readonly value: undefined }[] => paths.map((path) => ({ keys: keysOfPointer(path), value: undefined }));

/** The content without what the metadata commits to: what the digest covers itself, whether the values are there, masked or gone. */
export const uncommitted = (data: JsonObject, { commitments }: Pick<EventMetadata, 'commitments'>): JsonObject => {
  if (commitments === undefined) return data;
  const paths = Object.keys(commitments);
  return paths.every(isField) ? withoutFields(data, commitments) : withValuesAt(data, placesOf(paths));
};

/** True for the pointer of a field of the content itself, whose name needs no escape. */
const isField = (path: string): boolean => path.lastIndexOf('/') === 0 && !path.includes('~');

/** The usual case, in which personal values are fields of their own, without the way over keys. */
const withoutFields = (data: JsonObject, commitments: Readonly<Record<string, string>>): JsonObject => {
  const rest: Record<string, JsonObject[string]> = {};
  for (const name of Object.keys(data)) if (!Object.hasOwn(commitments, `/${name}`)) rest[name] = data[name] as JsonObject[string];
  return rest;
};

const valueAt = (data: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return data;
  return typeof data === 'object' && data !== null && Object.hasOwn(data, key) ? valueAt((data as Readonly<Record<string, unknown>>)[key], rest) : undefined;
};

/** Pointers of personal values that are not what was committed to when they were written. */
export const brokenCommitments = (data: JsonObject, { commitments = {}, salts = {} }: Pick<EventMetadata, 'commitments' | 'salts'>): readonly string[] => {
  const holds = (path: string): boolean => {
    const [value, salt] = [valueAt(data, keysOfPointer(path)), Object.hasOwn(salts, path) ? salts[path] : undefined];
    return value !== undefined && salt !== undefined && SALT.test(salt) && commitmentOf(salt, path, value) === commitments[path];
  };
  const toNothing = Object.keys(salts).filter((path) => !Object.hasOwn(commitments, path));
  return [...Object.keys(commitments).filter((path) => !holds(path)), ...toNothing];
};
