import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sayIn } from '../language.js';
import { recordsOf } from './csv-records.js';
import { encodingOf } from './encodings.js';
import { decodedLines } from './text-lines.js';

const directory = mkdtempSync(join(tmpdir(), 'heatledger-lines-'));
const file = join(directory, 'file');
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const say = sayIn('en');

const written = (content: string | Uint8Array): string => {
  writeFileSync(file, content);
  return file;
};
const linesOf = async (content: string | Uint8Array, encoding?: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const { text } of decodedLines(written(content), encoding)) lines.push(text);
  return lines;
};
const utf16 = (text: string, bigEndian = false): Buffer =>
  bigEndian ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'utf16le');

describe('The lines of a file', () => {
  it('I8: end with a line feed and with nothing else that some take for an end', async () => {
    expect(await linesOf('a\u2028b\u2029c\u0085d\re\r\nf\vg\n\nh')).toEqual([
      'a\u2028b\u2029c\u0085d\re',
      'f\vg',
      '',
      'h',
    ]);
  });

  it('I8: law: whatever they hold, they come out as they were joined', async () => {
    const line = fc
      .string({ unit: fc.constantFrom('a', '"', '\u2028', '\u2029', '\u0085', '\r', '片', '𠮷') })
      .filter((text) => !text.endsWith('\r'));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 8 }), async (lines) => {
        expect(await linesOf(lines.map((text) => `${text}\n`).join(''))).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  });

  it('I1: are read in two-byte encodings too, where a line feed is half of another character', async () => {
    const text = '\uFEFF片区,ਊ\u010A一\n城东,\u0A0A\n';
    expect(await linesOf(utf16(text), 'utf-16le')).toEqual(['片区,ਊĊ一', '城东,\u0A0A']);
    expect(await linesOf(utf16(text, true), 'utf-16be')).toEqual(['片区,ਊĊ一', '城东,\u0A0A']);
  });

  it('I1: are whole where characters lie across the blocks that are read', async () => {
    const line = `${'片'.repeat(999)}x`;
    const many = Array.from({ length: 400 }, () => line);
    expect(await linesOf(many.join('\n'))).toEqual(many);
  });
});

describe('The encoding of a file', () => {
  const gbk = Buffer.concat([Buffer.from('id,what\n1,'), Buffer.from([0xc6, 0xac, 0xc7, 0xf8]), Buffer.from('\n')]);
  const found = (content: string | Uint8Array): Promise<string> => encodingOf(written(content), undefined, say);

  it('I1: is UTF-8 where all of it is; the mark tells the others; else it is GB18030 where all of it is', async () => {
    expect(await found('id,what\n1,漏水\n')).toBe('utf-8');
    expect(await found('id\n1\n')).toBe('utf-8');
    expect(await found(utf16('\uFEFFid\n'))).toBe('utf-16le');
    expect(await found(utf16('\uFEFFid\n', true))).toBe('utf-16be');
    expect(await found(gbk)).toBe('gb18030');
    expect(await linesOf(gbk, 'gb18030')).toEqual(['id,what', '1,片区']);
  });

  it('I1: is refused with the place where it is neither, and where it is UTF-8 that was damaged', async () => {
    await expect(found(Buffer.concat([gbk, Buffer.from([0x32, 0x2c, 0xff, 0x0a])]))).rejects.toThrow(
      /neither UTF-8 \(line 2, byte \d+\) nor GB18030 \(line 3, byte 3\).*--encoding \(utf-8, /,
    );
    const damaged = Buffer.concat([
      Buffer.from('id,what\n' + '1,暖气一直不热\n'.repeat(20)),
      Buffer.from([0x32, 0x2c, 0xe6, 0xbc, 0x0a]),
    ]);
    await expect(found(damaged)).rejects.toThrow(/seems to be UTF-8, damaged at line 22, byte 5/);
  });

  it('I1: that was asked for is kept to, or refused with the place', async () => {
    await expect(encodingOf(written(gbk), 'utf-8', say)).rejects.toThrow(/line 2, byte 6 is not utf-8/);
    expect(await encodingOf(written(gbk), 'gbk', say)).toBe('gbk');
  });
});

describe('The records of a CSV file', () => {
  const records = async (content: string): Promise<readonly string[]> => {
    const told: string[] = [];
    for await (const record of recordsOf(decodedLines(written(content)), ',', say))
      told.push(record.ok ? `${record.line}: ${record.fields.join('|')}` : `${record.line}! ${record.reason}`);
    return told;
  };

  it('I2: a quote that is never closed costs its row only, and is told with its line', async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => `${index + 2},plain`);
    const told = await records(['id,what', '1,"open', ...rows].join('\n'));
    expect(told).toHaveLength(1202);
    expect(told[1]).toBe('2! a quote that is opened in line 2 is never closed');
    expect(told.slice(2)).toEqual(rows.map((row, index) => `${index + 3}: ${row.replace(',', '|')}`));
  });

  it('I2: nor does one that a later quote seems to close', async () => {
    expect(await records('id,what\n1,"open\n2,plain\n3,"x, y"\n4,last\n')).toEqual([
      '1: id|what',
      expect.stringMatching(/^2! quotes in line 2/),
      '3: 2|plain',
      '4: 3|x, y',
      '5: 4|last',
    ]);
  });

  it('I2: a field may go over lines, and a row that is too short is told', async () => {
    expect(await records('id,what\r\n1,"a ""b""\r\nc"\r\n2\r\n')).toEqual([
      '1: id|what',
      '2: 1|a "b"\nc',
      '4! the row has 1 fields, the heading 2',
    ]);
  });

  it('I2: law: records that are written as CSV demands are read as they were, whatever stands in their fields', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '片', '\u2028') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 6 }), async (rows) => {
        const content = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
        const told: (readonly string[])[] = [];
        for await (const record of recordsOf(decodedLines(written(content)), ',', say))
          told.push(record.ok ? record.fields : ['refused']);
        expect(told).toEqual(rows);
      }),
      { numRuns: 100 },
    );
  });
});
