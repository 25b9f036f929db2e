import { accept, reject, stamped, type CommandMeta, type Decision, type Instant, type Made, type Order, type RuleRef } from '@heatledger/kernel';
import { rectificationDue, type RulesInForce } from '@heatledger/rulebook';
import { compareInstants, isBefore, mayBeCrew } from '@heatledger/vocabulary';
import type { Demand, DemandRectification } from '../inspection.commands.js';
import { RectificationDemanded, type InspectionEvent } from '../inspection.events.js';
import type { InspectionRejection } from '../inspection.rejections.js';
import type { FindingState, Inspection } from '../inspection.state.js';
import type { InspectionWorld } from '../inspection.world.js';
import { aboutInspection } from '../policies/stage.js';
import { findingOf } from './follow-finding.js';

type Answer = Decision<InspectionEvent, InspectionRejection>;
type Refusal = Extract<Answer, { accepted: false }>;

interface Term {
  readonly due: Instant;
  readonly ruledDue?: Instant;
  readonly dueStatedBy?: string;
  readonly reason?: string | undefined;
}
type Set = { readonly ok: true; readonly term: Term; readonly rule?: RuleRef } | { readonly ok: false; readonly refusal: Refusal };

const no = (code: InspectionRejection, detail: object): Set => ({ ok: false, refusal: { accepted: false, code, detail: { ...detail } } });

/** The rules' term for the severity, or the date that the inspector sets, by name, and where the rules have one with the reason. */
const termOf = ({ due, reason }: Demand, { severity }: FindingState, { at, actor }: CommandMeta, rules: RulesInForce): Set => {
  const ruled = rectificationDue(rules, severity, at);
  if (!ruled.ok)
    return due === undefined
      ? no('inspection/due-missing', { ...ruled.detail, field: 'due', allowed: 'a date: the rules give none', rulebook: ruled.code })
      : { ok: true, term: { due, dueStatedBy: actor.id, reason } };
  const { due: ruledDue, rule } = ruled.value;
  if (due === undefined || compareInstants(due, ruledDue) === 0) return { ok: true, term: { due: ruledDue }, rule };
  if (reason === undefined)
    return no('inspection/reason-missing', { field: 'reason', value: due, allowed: `why not ${ruledDue}, as the rules have it for this severity` });
  return { ok: true, term: { due, ruledDue, dueStatedBy: actor.id, reason }, rule };
};

/** A demand names who must put it right and until when; asked for again it is nothing new. */
export const demandRectification = (inspection: Inspection, { data, meta }: Order<Made<typeof DemandRectification>>, rules: InspectionWorld): Answer => {
  const found = findingOf(inspection, data.findingId, 'raised', 'demanded', 'sent-back');
  if (!found.ok) return found.refusal;
  const { finding } = found;
  const isSame = finding.responsible === data.responsible && finding.due === (data.due ?? finding.due);
  if (finding.phase === 'demanded' && isSame) return accept();
  if (!mayBeCrew(rules.people, data.responsible) && (rules.people?.staff.get(data.responsible)?.disabled ?? true))
    return reject('inspection/unknown-unit', { field: 'responsible', value: data.responsible });
  if (data.due !== undefined && isBefore(data.due, meta.at))
    return reject('inspection/due-in-the-past', { field: 'due', value: data.due, allowed: `not before ${meta.at}` });
  const set = termOf(data, finding, meta, rules);
  if (!set.ok) return set.refusal;
  const demanded = RectificationDemanded({ ...aboutInspection(inspection), findingId: data.findingId, responsible: data.responsible, ...set.term });
  return accept(stamped(demanded, set.rule ? { rule: set.rule } : {}));
};
