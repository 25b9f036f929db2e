import type { RuleRef } from '@heatledger/kernel';

/** A rule about to be recorded in the fact `id`, with its trace: the one it has, else that of the same figure earlier in the command (`traces`), else the fact itself, which records it first. */
export const tracedRule = (rule: RuleRef, id: string, traces: Map<RuleRef, string>): RuleRef => {
  const { pack, version, clause } = rule;
  const trace = rule.trace ?? traces.get(rule) ?? id;
  traces.set(rule, trace);
  return { ...(clause === undefined ? {} : { clause }), pack, trace, version };
};

/** A rule as it was read from the fact `id`; one recorded before traces were kept is traced to that fact. */
export const traceable = (rule: RuleRef | undefined, id: string): RuleRef | undefined =>
  rule === undefined || rule.trace !== undefined ? rule : { ...rule, trace: id };
