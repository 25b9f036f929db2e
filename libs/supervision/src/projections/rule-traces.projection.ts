import type { AnyKind, Message, Projection, RecordedFact } from '@heatledger/kernel';

/** Where a figure was recorded and repeated, in the order in which it became known. */
export interface RuleTrace {
  readonly trace: string;
  readonly facts: readonly { readonly id: string; readonly stream: string; readonly revision: number }[];
}

const tracesOf = ({ data, meta }: RecordedFact): readonly string[] => {
  const { traceId } = data as { readonly traceId?: unknown };
  return [...new Set([meta.rule?.trace, traceId].filter((trace): trace is string => typeof trace === 'string'))];
};

/** Every figure by its trace: the fact that recorded it first and those that repeat it. */
export const ruleTracesOver = (kinds: readonly AnyKind[]): Projection<RuleTrace, Message> => {
  const noted = (doc: RuleTrace | null, { id, stream, revision }: RecordedFact, trace: string): RuleTrace => ({
    trace,
    facts: [...(doc?.facts ?? []), { id, stream, revision }],
  });
  return {
    name: 'rule-traces',
    version: 1,
    doc: 'Figures by the trace they carry, each with the facts that speak of it.',
    key: tracesOf,
    evolve: Object.fromEntries(kinds.map(({ type }) => [type, noted])),
    indexes: {},
  };
};
