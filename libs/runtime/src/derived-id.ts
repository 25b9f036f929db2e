import { hash } from 'node:crypto';

const VARIANTS = '89ab';

/** The UUID (version 5, RFC 9562) of a name within a namespace, itself a UUID: the same two make the same id, now and in any other program. */
export const derivedId = (name: string, namespace: string): string => {
  const bytes = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  if (bytes.write(namespace.replaceAll('-', ''), 'hex') !== 16) throw new Error(`${namespace} is no UUID, so nothing can be named within it`);
  bytes.write(name, 16);
  const hex = hash('sha1', bytes, 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
