import type { Bilingual, Instant, Telling } from '@heatledger/kernel';
import { dayIn } from './zones.js';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const SHORT = 8;

/** The number people say on the telephone, from the day in the company's zone and the end of the random id: `R-20260105-7K3M`. */
export const numberFrom = (series: string, zone: string, at: Instant, id: string): string => {
  const tail = parseInt(id.slice(-5), 16);
  const letters = [15, 10, 5, 0].map((shift) => LETTERS.charAt((tail >>> shift) & 31)).join('');
  return `${series}-${dayIn(zone, at).replaceAll('-', '')}-${letters}`;
};

/** What stands for an id whose number nobody knows: its first eight characters. */
export const shortId = (id: string): string => id.slice(0, SHORT);

/** True for what is an id and nothing else. */
export const isId = (text: string): boolean => new RegExp(`^${UUID.source}$`, 'i').test(text);

/** Every id that a text or the content of a fact mentions, each once. */
export const idsIn = (content: unknown): readonly string[] => [...new Set((JSON.stringify(content) ?? '').match(UUID) ?? [])];

/** Tells facts without looking anything up: ids by their first eight characters, codes as they are. */
export const tellingIn = (zone: string): Telling => ({ zone, numberOf: shortId, nameOf: (code) => code });

/** For sentences that are kept: ids stay whole, so that whoever reads the sentence can look their numbers up. */
export const tellingToKeep = (zone: string): Telling => ({ zone, numberOf: (id) => id, nameOf: (code) => code });

/** A sentence that was kept, with a number for each id in it. */
export const numbered = (text: string, { numberOf }: Pick<Telling, 'numberOf'>): string => text.replaceAll(UUID, (id) => numberOf(id));

/** The same in both languages. */
export const numberedInBoth = ({ zh, en }: Bilingual, telling: Pick<Telling, 'numberOf'>): Bilingual => ({ zh: numbered(zh, telling), en: numbered(en, telling) });
