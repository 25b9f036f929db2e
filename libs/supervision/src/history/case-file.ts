import { evolveOne, type AnyDecider, type AnyKind, type Bilingual, type Catalogue, type DataClass, type Mask, type RecordedFact, type RuleRef, type Telling } from '@heatledger/kernel';
import { hiddenIn, isBefore, maskedData, maskedText } from '@heatledger/vocabulary';
import { changesBetween, type Change } from './changes.js';

/** What a reader wants to see of a case: what had happened by `at`, what was known by `known`, both, or everything. */
export interface Horizon {
  /** Instant: only what had occurred by then. */
  readonly at?: string | undefined;
  /** Instant: only what had been recorded by then. */
  readonly recordedBy?: string | undefined;
}

/** One line of a case's story. */
export interface HistoryLine {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly type: string;
  /** When it occurred. */
  readonly at: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly role: string;
  readonly channel: string;
  readonly rule: RuleRef | null;
  readonly sentence: Bilingual;
  readonly data: Readonly<Record<string, unknown>>;
  /** What the fact changed in the state of its aggregate. */
  readonly changed: readonly Change[];
  /** Id of the event or command that led to it. */
  readonly causedBy: string | null;
  readonly digest: string | null;
}

export interface CaseFile {
  readonly case: string;
  readonly streams: readonly string[];
  readonly lines: readonly HistoryLine[];
}

/** A fact with the digest it is chained by. */
export type ChainedFact = RecordedFact & { readonly digest?: string };

/** How the facts of a case are told: by kind and by aggregate. */
export interface Storytellers {
  readonly catalogue: Catalogue;
  /** By category of stream. */
  readonly deciders: ReadonlyMap<string, AnyDecider>;
  /** Data classes beyond C2 that the reader may see. */
  readonly open: readonly DataClass[];
  /** How a fact that happened at an instant is told. */
  readonly telling: (at: string) => Telling;
}

/** True when a fact lies within the horizon on both axes of time. */
export const isWithin = ({ meta, recordedAt }: RecordedFact, { at, recordedBy }: Horizon): boolean =>
  (at === undefined || !isBefore(at, meta.at)) && (recordedBy === undefined || !isBefore(recordedBy, recordedAt));

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

const secretsOf = (kind: AnyKind, fact: RecordedFact, open: readonly DataClass[]): readonly (readonly [string, Mask])[] =>
  hiddenIn(kind, fact.data as Readonly<Record<string, unknown>>, open).flatMap(({ value, mask }) => textsIn(value).map((text) => [text, mask] as const));

/** What a reader may not see, with how it is masked. */
type Secrets = ReadonlyMap<string, Mask>;

/** What is this short stands in other words by chance. */
const LEAST_WITHIN = 2;

/** A state may keep a secret within a longer text, as a signature of what was entered does. */
const hushedText = (text: string, secrets: Secrets): string => {
  const mask = secrets.get(text);
  if (mask) return maskedText(text, mask);
  let hushedOne = text;
  for (const [secret, as] of secrets) if (secret.length >= LEAST_WITHIN && hushedOne.includes(secret)) hushedOne = hushedOne.replaceAll(secret, maskedText(secret, as));
  return hushedOne;
};

const hushed = (value: unknown, secrets: Secrets): unknown => {
  if (typeof value === 'string') return hushedText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => hushed(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, hushed(item, secrets)]));
};

const lineOf = (fact: ChainedFact, kind: AnyKind, changed: readonly Change[], { open, telling }: Storytellers): HistoryLine => {
  const data = maskedData(kind, fact.data as Readonly<Record<string, unknown>>, open);
  const { meta } = fact;
  const as = telling(meta.at);
  return {
    id: fact.id,
    stream: fact.stream,
    revision: fact.revision,
    position: fact.position,
    type: fact.type,
    at: meta.at,
    recordedAt: fact.recordedAt,
    actor: meta.actor.id,
    role: meta.actor.role,
    channel: meta.channel,
    rule: meta.rule ?? null,
    sentence: { zh: kind.say.zh(data, as), en: kind.say.en(data, as) },
    data,
    changed,
    causedBy: meta.causation ?? meta.command ?? null,
    digest: fact.digest ?? null,
  };
};

const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

/**
 * A case's whole story from the facts of its streams, in the order they were recorded: one line a fact, as a plain sentence in both languages,
 * with what it changed and what caused it; personal fields masked unless the reader's classes open them. Source: regulation 四(三), 三(二)3.
 */
export const caseFileOf = (name: string, facts: readonly ChainedFact[], tellers: Storytellers, horizon: Horizon = {}): CaseFile => {
  const { catalogue, deciders, open } = tellers;
  const states = new Map<string, unknown>();
  const secrets = new Map<string, Mask>();
  const lines: HistoryLine[] = [];
  for (const fact of facts) {
    const kind = catalogue.get(fact.type);
    if (!kind || !isWithin(fact, horizon)) continue;
    for (const [secret, mask] of secretsOf(kind, fact, open)) secrets.set(secret, mask);
    const decider = deciders.get(categoryOf(fact.stream));
    const before: unknown = states.get(fact.stream) ?? decider?.initial;
    const after: unknown = decider ? evolveOne(decider.evolve, before, fact) : before;
    states.set(fact.stream, after);
    const changed = changesBetween(before, after).map(({ field, from, to }) => ({ field, from: hushed(from, secrets), to: hushed(to, secrets) }));
    lines.push(lineOf(fact, kind, changed, tellers));
  }
  return { case: name, streams: [...new Set(lines.map(({ stream }) => stream))], lines };
};

/** What a case looked like later and did not before: lines gained, and lines that only the earlier view had (late entries can move a line on the axis of what happened). */
export const differenceBetween = (earlier: CaseFile, later: CaseFile): { readonly gained: readonly HistoryLine[]; readonly lost: readonly HistoryLine[] } => {
  const idsOf = ({ lines }: CaseFile): ReadonlySet<string> => new Set(lines.map(({ id }) => id));
  const [before, after] = [idsOf(earlier), idsOf(later)];
  return { gained: later.lines.filter(({ id }) => !before.has(id)), lost: earlier.lines.filter(({ id }) => !after.has(id)) };
};

/** The lines in the order in which things happened, rather than in which they became known. */
export const asItHappened = (lines: readonly HistoryLine[]): readonly HistoryLine[] =>
  [...lines].sort((a, b) => (isBefore(a.at, b.at) ? -1 : isBefore(b.at, a.at) ? 1 : 0));
