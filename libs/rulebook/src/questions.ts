import type { Bilingual, Instant } from '@heatledger/kernel';
import { clockCaseFrom } from './clock-form.js';
import { explainClock } from './clock-explanation.js';
import type { ClockExplanation } from './clock-history.js';
import { refuse } from './refusals.js';
import { inFormWords, refundCaseFrom, type ReadRefundCase } from './refund-form.js';
import { refund } from './refund.js';
import { dayFrom, packFor, zoneOf } from './registry.js';
import type { WorkCalendar } from './calendar-years.js';
import type { RulePack } from './pack.js';
import type { Refund, Ruled } from './rules.js';

/** What is known beside what the program came with: packs adopted, years announced, the company's zone. */
export interface KnownRules {
  readonly packs?: readonly RulePack[];
  readonly years?: WorkCalendar;
  readonly zone?: string;
  /** When it is asked: what is still to come is not paid back. */
  readonly now?: Instant;
}

/** The case of a form under a pack that may count in a zone of its own. */
const caseUnder = (pack: RulePack, form: unknown, known: KnownRules, read: ReadRefundCase): Ruled<ReadRefundCase> =>
  pack.zone === undefined ? { ok: true, value: read } : refundCaseFrom(form, zoneOf(known, pack));

const refundUnder = (found: Ruled<RulePack>, form: unknown, known: KnownRules, read: ReadRefundCase): Ruled<Refund> => {
  if (!found.ok) return found;
  const own = caseUnder(found.value, form, known, read);
  if (!own.ok) return own;
  const { refundCase } = own.value;
  const asked = known.now === undefined ? refundCase : { ...refundCase, now: known.now };
  return inFormWords(refund({ pack: found.value, season: null, zone: known.zone }, asked));
};

/** A refund asked for in people's words: which pack (`PACK[@DATE]`), which case. A pack that did not hold at the time of the case is refused. */
export const askRefund = (pack: string, form: unknown, known: KnownRules = {}): Ruled<Refund> => {
  const read = refundCaseFrom(form, zoneOf(known));
  if (!read.ok) return read;
  const { refundCase, season } = read.value;
  const days = refundCase.from === undefined ? [season.from, season.to] : [dayFrom(known, refundCase.from)];
  return refundUnder(packFor(pack, days, known.packs), form, known, read.value);
};

/** A deadline asked for in people's words. */
export const askClock = (pack: string, form: unknown, known: KnownRules = {}): Ruled<ClockExplanation> => {
  const read = clockCaseFrom(form, known);
  if (!read.ok) return read;
  const { clockCase, clock, history, season } = read.value;
  const found = packFor(pack, [dayFrom(known, clockCase.at)], known.packs);
  return found.ok ? explainClock({ pack: found.value, season, years: known.years, zone: known.zone }, clockCase, clock, history) : found;
};

/** One case under several packs, and how far each figure lies from the first. */
export interface Comparison {
  readonly results: readonly ({ readonly pack: string; readonly refund: Refund; readonly differenceFen: number | null } | { readonly pack: string; readonly refused: { readonly code: string; readonly detail: unknown } })[];
  readonly say: readonly Bilingual[];
}

/** What one case comes to under two packs or more: a view that writes nothing; a date with a pack asks what if that version had held. */
export const compareRefunds = (names: readonly string[], form: unknown, known: KnownRules = {}): Ruled<Comparison> => {
  if (!Array.isArray(names) || names.length < 2 || names.length > 20 || !names.every((name) => typeof name === 'string')) return refuse('packs', names, 'two packs or more, at most 20');
  const read = refundCaseFrom(form, zoneOf(known));
  if (!read.ok) return read;
  const { refundCase, season } = read.value;
  const answered = names.map((pack) => {
    const first = refundCase.from === undefined ? season.from : dayFrom(known, refundCase.from);
    return { pack, ruled: refundUnder(packFor(pack, pack.includes('@') ? [] : [first, season.to], known.packs), form, known, read.value) };
  });
  const [first] = answered;
  const base = first?.ruled.ok ? first.ruled.value.fen : null;
  const results = answered.map(({ pack, ruled }) => (ruled.ok ? { pack, refund: ruled.value, differenceFen: base === null ? null : ruled.value.fen - base } : { pack, refused: { code: ruled.code, detail: ruled.detail } }));
  const say = answered.map(({ pack, ruled }) => (ruled.ok ? { zh: `${pack}：${(ruled.value.fen / 100).toFixed(2)} 元`, en: `${pack}: ${(ruled.value.fen / 100).toFixed(2)} yuan` } : { zh: `${pack}：不予计算（${ruled.code}）`, en: `${pack}: refused (${ruled.code})` }));
  return { ok: true, value: { results, say } };
};
