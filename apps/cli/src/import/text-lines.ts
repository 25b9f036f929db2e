import { createReadStream } from 'node:fs';
import { Refusal } from '../terminal.js';

/** A line of a file, without its end; `number` counts from 1, `bytes` says how far the file is read. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly bytes: number;
}

/** Bytes that are not text in the encoding they were read in; `byte` counts from 1 within the line. */
export class NotThisEncoding extends Refusal {
  constructor(
    readonly encoding: string,
    readonly line: number,
    readonly byte: number,
  ) {
    super(`line ${line}, byte ${byte}: not ${encoding}`);
    this.name = 'NotThisEncoding';
  }
}

/** A line that is longer than any record may be. */
export class LineTooLong extends Refusal {
  constructor(readonly line: number) {
    super(`line ${line} is longer than ${LONGEST >> 20} MiB`);
    this.name = 'LineTooLong';
  }
}

const LONGEST = 16 << 20;
const FEED = 0x0a;

/** How wide the end of a line is, and where in it the feed stands. */
const widths: Readonly<Record<string, readonly [width: number, feed: number]>> = {
  'utf-16le': [2, 0],
  'utf-16be': [2, 1],
};

/**
 * Where the line that begins at `from` ends, its end included; −1 when it does not end here. Both are even where
 * characters have two bytes.
 */
const endOfLine = (bytes: Buffer, from: number, [width, feed]: readonly [number, number]): number => {
  for (let at = bytes.indexOf(FEED, from); at >= 0; at = bytes.indexOf(FEED, at + 1)) {
    if (width === 1) return at + 1;
    const start = at - feed;
    if ((start - from) % 2 === 0 && start >= from && bytes[start + 1 - feed] === 0) return start + width;
  }
  return -1;
};

const isText = (bytes: Uint8Array, encoding: string, stream: boolean): boolean => {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
};

/** The first byte, from 1, with which a line is no longer text. */
const wrongByte = (line: Uint8Array, encoding: string): number => {
  let [right, wrong] = [0, line.length];
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    if (isText(line.subarray(0, middle), encoding, true)) right = middle;
    else wrong = middle;
  }
  return wrong;
};

const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text);

/**
 * The lines of a file, one at a time and in bounded memory. A line ends with a line feed (with a carriage return
 * before it or not) and with nothing else: U+2028,
 * U+2029, U+0085 and a lone carriage return are characters of it. Throws NotThisEncoding at the first byte that is no
 * text, LineTooLong beyond 16 MiB.
 */
export async function* decodedLines(file: string, encoding = 'utf-8'): AsyncGenerator<Line> {
  const width = widths[encoding] ?? [1, 0];
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let [number, read] = [0, 0];
  let rest: Buffer = Buffer.alloc(0);
  const lineOf = (bytes: Buffer): Line => {
    number += 1;
    read += bytes.length;
    try {
      const text = decoder.decode(bytes);
      const whole = text.endsWith('\n') ? text.slice(0, -1) : text;
      return {
        number,
        text: withoutReturn(number === 1 && whole.startsWith('\uFEFF') ? whole.slice(1) : whole),
        bytes: read,
      };
    } catch {
      throw new NotThisEncoding(encoding, number, wrongByte(bytes, encoding));
    }
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = endOfLine(bytes, from, width); end >= 0; end = endOfLine(bytes, from, width)) {
      yield lineOf(bytes.subarray(from, end));
      from = end;
    }
    rest = bytes.subarray(from);
    if (rest.length > LONGEST) throw new LineTooLong(number + 1);
  }
  if (rest.length > 0) yield lineOf(rest);
}
