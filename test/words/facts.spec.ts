import { catalogueOf } from '@heatledger/kernel';
import { contexts } from '@heatledger/server';
import { maskedData, tellingIn } from '@heatledger/vocabulary';
import { describe, expect, it } from '@jest/globals';
import { caseFiles, keptVersions } from '../golden/kept-history.js';
import { sampled } from './sampled.js';
import { strangersIn } from './plain-chinese.js';

const kinds = [...catalogueOf(contexts.flatMap(({ deciders }) => deciders.flatMap((decider) => decider.kinds))).values()];
const telling = tellingIn('Asia/Shanghai');
const codes = (data: unknown): readonly string[] =>
  typeof data === 'string' ? [data] : typeof data === 'object' && data !== null ? Object.values(data).flatMap(codes) : [];

/** Words that a sentence may take from the fact itself: codes, names and texts, but no word of a closed list and no id. */
const own = (data: unknown): readonly string[] => codes(data).filter((word) => !/^[0-9a-f]{8}-/.test(word));

describe('The sentence of a fact', () => {
  it.each(kinds.map((kind) => [kind.type, kind] as const))('W: %s is told in plain Chinese', (_type, kind) => {
    for (const sparse of [true, false])
      for (const { data, texts } of sampled(kind, sparse)) {
        const shown = [data, maskedData(kind, data, [])];
        for (const one of shown) {
          const zh = kind.say.zh(one, telling);
          expect([zh, strangersIn(zh, texts)]).toEqual([zh, []]);
          expect(kind.say.en(one, telling)).not.toMatch(/undefined|\[object|NaN|[0-9a-f]{8}-[0-9a-f]{4}-/);
        }
      }
  });

  it.each(keptVersions())('W: of the kept history of %s is told in plain Chinese', (version) => {
    const archives = caseFiles(version).flatMap(({ lines }) => lines.flatMap(({ data: { archiveNumber } }) => (typeof archiveNumber === 'string' ? [archiveNumber] : [])));
    const strange = caseFiles(version).flatMap(({ lines }) =>
      lines.flatMap(({ type, data, sentence: { zh } }) => strangersIn(zh, [...own(data), ...archives]).map((word) => `${type}: ${word} in ${zh}`)),
    );
    expect([...new Set(strange)]).toEqual([]);
  });
});
