import { open } from 'node:fs/promises';
import type { Say } from '../language.js';
import { Refusal } from '../terminal.js';
import { decodedLines, NotThisEncoding } from './text-lines.js';

/**
 * Encodings of files that can be imported, by the names of the WHATWG; `gbk` and `gb2312` are read as what holds them
 * both, GB18030.
 */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'gbk', 'gb2312', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export const isEncoding = (name: string): name is Encoding => (encodings as readonly string[]).includes(name);

/** How far into a file is looked to tell a damaged UTF-8 file from one in another encoding, bytes. */
const LOOKED_AT = 4 << 20;
/**
 * So many characters of three and more bytes that are right for each that is wrong, and the file is UTF-8 that was
 * damaged.
 */
const RIGHT_FOR_EACH_WRONG = 10;

const startOf = async (file: string, bytes: number): Promise<Buffer> => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
};

const marks: readonly (readonly [mark: string, encoding: Encoding])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['84319533', 'gb18030'],
];

/** Reads all of a file in an encoding; where it is not in it. */
const faultIn = async (file: string, encoding: Encoding): Promise<NotThisEncoding | null> => {
  try {
    for await (const line of decodedLines(file, encoding)) void line;
    return null;
  } catch (error) {
    if (error instanceof NotThisEncoding) return error;
    throw error;
  }
};

/** Text in GB18030 read as UTF-8 is nearly all wrong; a few wrong bytes among what is right are damage. */
const isDamagedUtf8 = async (file: string): Promise<boolean> => {
  const text = new TextDecoder('utf-8').decode(await startOf(file, LOOKED_AT));
  let [right, wrong] = [0, 0];
  for (const character of text) {
    if (character === '\uFFFD') wrong += 1;
    else if (character >= '\u0800') right += 1;
  }
  return right > 0 && right >= RIGHT_FOR_EACH_WRONG * wrong;
};

const allowed = encodings.join(', ');

const place = (fault: NotThisEncoding, say: Say): string =>
  say(`第 ${fault.line} 行第 ${fault.byte} 字节`, `line ${fault.line}, byte ${fault.byte}`);

/**
 * The encoding of a file: as asked for, else by its mark, else strict UTF-8, else GB18030 where all of it decodes
 * cleanly. The whole file is read once before
 * anything of it is taken; a refusal names encoding and place.
 */
export const encodingOf = async (file: string, asked: Encoding | undefined, say: Say): Promise<Encoding> => {
  const head = (await startOf(file, 4)).toString('hex');
  const marked = marks.find(([mark]) => head.startsWith(mark))?.[1];
  const known = asked ?? marked;
  if (known !== undefined) {
    const fault = await faultIn(file, known);
    if (!fault) return known;
    throw new Refusal(
      say(
        `${file}：${place(fault, say)}不是 ${known}；请用 --encoding 指明编码（${allowed}）`,
        `${file}: ${place(fault, say)} is not ${known}; name the encoding by --encoding (${allowed})`,
      ),
    );
  }
  const notUtf8 = await faultIn(file, 'utf-8');
  if (!notUtf8) return 'utf-8';
  if (await isDamagedUtf8(file))
    throw new Refusal(
      say(
        `${file}：看来是 UTF-8，但${place(notUtf8, say)}已损坏；请修复该处，若确为其他编码请用 --encoding 指明（${allowed}）`,
        `${file}: seems to be UTF-8, damaged at ${place(notUtf8, say)}; mend it there, or name the encoding by --encoding (${allowed})`,
      ),
    );
  const notGb18030 = await faultIn(file, 'gb18030');
  if (!notGb18030) return 'gb18030';
  throw new Refusal(
    say(
      `${file}：既不是 UTF-8（${place(notUtf8, say)}），也不是 GB18030（${place(notGb18030, say)}）；请用 --encoding 指明编码（${allowed}）`,
      `${file}: neither UTF-8 (${place(notUtf8, say)}) nor GB18030 (${place(notGb18030, say)}); name the encoding by --encoding (${allowed})`,
    ),
  );
};
