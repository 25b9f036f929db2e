import type { RecordedFact } from '@heatledger/kernel';
import type { KpiName } from '@heatledger/rulebook';
import type { KpiItem } from './kpi-items.js';

/** Facts that show how a case stands in a rate. */
const telling: Readonly<Partial<Record<KpiName, readonly string[]>>> = {
  'room-temperature-pass': ['MeasurementJudged'],
  'repair-arrival': ['ClockBreached', 'ClockFinishedLate'],
  'complaint-response': ['ClockBreached', 'ClockFinishedLate'],
  'complaint-handling': ['ClockBreached', 'ClockFinishedLate'],
  'repair-handling': ['RepairReported', 'RepairSentBack'],
  'follow-up': ['RepairClosed', 'ComplaintClosed'],
  'follow-up-reached': ['RepairCalledBack', 'FollowUpAttempted'],
  satisfaction: ['RepairCalledBack', 'ComplaintAnswerRecorded'],
  'repeat-complaint': ['ComplaintLinkedAsRepeat'],
};

const isOfClock = ({ unit, stream }: KpiItem, { data }: RecordedFact): boolean => {
  const { clock, round } = data as { readonly clock?: unknown; readonly round?: unknown };
  return clock === undefined || unit === `${stream}/${String(clock)}/${String(round)}`;
};

/** Which facts of a case stand behind its count in a rate; the one that opened it where none tells more. */
export const tellingFacts = (item: KpiItem, facts: readonly RecordedFact[]): readonly RecordedFact[] => {
  const types = telling[item.kpi] ?? [];
  const found = facts.filter((fact) => types.includes(fact.type) && isOfClock(item, fact));
  return found.length > 0 ? found : facts.slice(0, 1);
};
