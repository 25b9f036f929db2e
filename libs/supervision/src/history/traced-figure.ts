import type { Bilingual, RecordedFact, RuleRef } from '@heatledger/kernel';
import { maskedData } from '@heatledger/vocabulary';
import type { Storytellers } from './case-file.js';

/** One fact that speaks of a figure. */
export interface TracedFact {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When it occurred. */
  readonly at: string;
  readonly recordedAt: string;
  readonly rule: RuleRef | null;
  readonly sentence: Bilingual;
}

/** A figure by its trace: as first recorded, under which rule, how it came about, and every fact that repeats it. */
export interface TracedFigure {
  readonly traceId: string;
  readonly case: string;
  /** Absent for a figure that a person stated. */
  readonly rule: RuleRef | null;
  readonly figure: { readonly type: string; readonly sentence: Bilingual; readonly data: Readonly<Record<string, unknown>> };
  /** How it came about, sentence by sentence, where the fact keeps it. */
  readonly explanation: readonly Bilingual[];
  readonly facts: readonly TracedFact[];
}

type Data = Readonly<Record<string, unknown>>;

const explanationIn = ({ trace, reasons }: Data): readonly Bilingual[] =>
  ([trace, reasons].find((said) => Array.isArray(said)) as readonly Bilingual[] | undefined) ?? [];

/** What a trace stands for, from the facts that carry it, the first one first; nothing without facts. Personal fields are masked unless the reader's classes open them. */
export const figureOf = (traceId: string, facts: readonly RecordedFact[], { catalogue, open, telling }: Pick<Storytellers, 'catalogue' | 'open' | 'telling'>): TracedFigure | null => {
  const told = facts.flatMap((fact) => {
    const kind = catalogue.get(fact.type);
    if (!kind) return [];
    const data = maskedData(kind, fact.data as Data, open);
    const { id, stream, revision, type, recordedAt, meta } = fact;
    const as = telling(meta.at);
    return [
      {
        data,
        line: {
          id,
          stream,
          revision,
          type,
          at: meta.at,
          recordedAt,
          rule: meta.rule ?? null,
          sentence: { zh: kind.say.zh(data, as), en: kind.say.en(data, as) },
        },
      },
    ];
  });
  const [first] = told;
  if (!first) return null;
  const { type, sentence, rule, stream } = first.line;
  return {
    traceId,
    case: facts[0]?.meta.correlation ?? stream,
    rule,
    figure: { type, sentence, data: first.data },
    explanation: explanationIn(first.data),
    facts: told.map(({ line }) => line),
  };
};
