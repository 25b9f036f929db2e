const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

const mix = (text: string, seed: number): number => {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x9e3779b1);
    hash = rotate(hash, 13) ^ (hash >>> 15);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** A UUID (version 8) made from its parts alone: the same cause names the same target on every delivery. Not a secret and not cryptographic; at least one part must be a random id. */
export const derivedUuid = (...parts: readonly string[]): string => {
  const text = parts.join('\u001f');
  const hex = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344].map((seed) => mix(text, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
