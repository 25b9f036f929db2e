import type { EventStore } from '@heatledger/event-store';
import type { AppraisalItem, DraftScheme } from '@heatledger/rulebook';
import { PublishAppraisal, ReappraiseUnit, ReviseAppraisal, WithdrawAppraisal, type AppraisalInputs } from '@heatledger/supervision';
import { appraisalIdOf } from '@heatledger/supervision/nest';
import { millis } from '@heatledger/vocabulary';
import type { Act } from './stage.js';
import { HOUR, staff } from './town.js';

/** A fact of the season that an appraiser can point at. */
export interface SeenFact {
  readonly id: string;
  readonly type: string;
  readonly zone: string;
  readonly clock: string;
}

/** The facts of a log that appraisers deduct for, in the order in which they were recorded. */
export const factsSeen = async (store: EventStore): Promise<readonly SeenFact[]> => {
  const found: SeenFact[] = [];
  const types = [...new Set(Object.keys(deductions).map((name) => name.split(' ')[0] ?? ''))];
  for await (const { events } of store.scan({ types }))
    for (const { id, type, data } of events) found.push({ id, type, zone: String(data['zone'] ?? ''), clock: String(data['clock'] ?? '') });
  return found;
};

/** When the season and what follows from it are over, and units are appraised. */
export const APPRAISAL = millis('2026-05-21T09:00:00+08:00');

const period = { from: '2025-11-10', to: '2026-03-20' } as const;
const company = '热力公司';

/** What the appraisers of this town deduct; the company's own habit, no table says so. */
const deductions: Readonly<Record<string, Pick<AppraisalItem, 'group' | 'pointsTenths' | 'reason'>>> = {
  'ClockBreached arrive': { group: '服务响应', pointsTenths: -5, reason: '到场超时' },
  'ClockBreached resolve': { group: '投诉处理与满意', pointsTenths: -10, reason: '超期未办结' },
  'RectificationOverdue ': { group: '安全与应急', pointsTenths: -10, reason: '整改逾期' },
};

/** What the town would appraise by next: late arrivals can cost less, and a B needs more. */
const draft: DraftScheme = {
  id: 'draft-next-season',
  version: '1',
  total: 100,
  weights: { 供热质量: 35, 服务响应: 10, 投诉处理与满意: 30, 安全与应急: 15, 收费与信息: 10 },
  grades: [
    { grade: 'A', name: { zh: 'A', en: 'A' }, atLeast: 90 },
    { grade: 'B', name: { zh: 'B', en: 'B' }, atLeast: 85 },
    { grade: 'C', name: { zh: 'C', en: 'C' }, atLeast: 60 },
    { grade: 'D', name: { zh: 'D', en: 'D' }, atLeast: 0 },
  ],
  vetoes: [],
  source: '下一采暖季考核办法征求意见稿',
};

const itemsFrom = (facts: readonly SeenFact[], zone: string, most: number): readonly AppraisalItem[] =>
  facts
    .filter((fact) => fact.zone === zone)
    .flatMap(({ id, type, clock }) => {
      const deduction = deductions[`${type} ${type === 'ClockBreached' ? clock : ''}`];
      return deduction ? [{ ...deduction, eventId: id }] : [];
    })
    .slice(0, most);

const inputs = (unitKind: AppraisalInputs['unitKind'], unit: string, items: readonly AppraisalItem[]): AppraisalInputs => ({
  appraisalId: appraisalIdOf({ unitKind, unit, ...period }),
  unitKind,
  unit,
  ...period,
  items,
  vetoes: [],
});

/** What a zone is appraised by. */
export const zoneAppraisal = (zone: string, facts: readonly SeenFact[]): AppraisalInputs => inputs('zone', zone, itemsFrom(facts, zone, 30));

/** The appraisals of a season: three zones, one of them revised, the company's published under a wrong item, withdrawn and published again, one score set beside the published one under another rule. */
export const appraisalStory = (facts: readonly SeenFact[]): readonly Act[] => {
  const acts: Act[] = [];
  const [inspector, second] = [staff.inspector, staff.inspector2];
  const act = (by: Act['by'], command: Act['command'], hours: number): void => void acts.push({ at: APPRAISAL + hours * HOUR, by, command });
  const zones = ['城东', '城西', '新区'].map((zone) => zoneAppraisal(zone, facts));
  zones.forEach((zone, n) => act(inspector, PublishAppraisal(zone), n));
  const [first] = zones;
  const wrong = first?.items[0];
  if (first && wrong)
    act(
      second,
      ReviseAppraisal({
        appraisalId: first.appraisalId,
        reason: '复核：超时系用户原因',
        add: [],
        remove: [{ group: wrong.group, eventId: wrong.eventId }],
      }),
      26,
    );
  const all = inputs(
    'company',
    company,
    zones.flatMap(({ items }) => items.slice(0, 5)),
  );
  act(inspector, PublishAppraisal(all), 48);
  act(second, WithdrawAppraisal({ appraisalId: all.appraisalId, reason: '漏计新区的整改逾期' }), 50);
  act(inspector, PublishAppraisal({ ...all, items: zones.flatMap(({ items }) => items.slice(0, 8)) }), 72);
  if (first) act(staff.chief, ReappraiseUnit({ appraisalId: first.appraisalId, draft }), 80);
  return acts;
};

/** The appraisal that is revised and scored again. */
export const appraisedFirst = appraisalIdOf({ unitKind: 'zone', unit: '城东', ...period });
