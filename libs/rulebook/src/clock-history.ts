import type { Bilingual, RuleRef } from '@heatledger/kernel';
import { minutesBetween, pauseReasons, spokenIn, type PauseReason } from '@heatledger/vocabulary';
import type { RulePack } from './pack.js';

/** A pause of a clock; still going on where `to` is absent. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  readonly reason: PauseReason;
  readonly by?: string;
  readonly evidence?: string;
}

/** More time, granted before the old time ran out. */
export interface Extension {
  readonly at: string;
  readonly due: string;
  readonly reason: string;
  readonly approvedBy: string;
}

/** Another pack from an instant on. */
export interface Supersession {
  readonly at: string;
  readonly pack: RulePack;
}

/** What happened to a clock after it started. */
export interface ClockHistory {
  readonly pauses?: readonly Pause[];
  readonly extensions?: readonly Extension[];
  readonly superseded?: readonly Supersession[];
  /** When the promised thing was done. */
  readonly metAt?: string;
  readonly now?: string;
}

/** A stretch of a clock's life in whole minutes; `no-effect` is what came after the time had run out. */
export interface Segment {
  readonly state: 'running' | 'paused' | 'outside-calendar' | 'extended' | 'superseded' | 'no-effect';
  readonly from: string;
  /** Absent while the clock stands still. */
  readonly to?: string;
  readonly minutes?: number;
  readonly say: Bilingual;
}

/** A deadline that explains itself; `due` is null while a pause is open, and remaining time is then what was left at its start. */
export interface ClockExplanation {
  readonly due: string | null;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  /** Counted minutes left; negative minutes of plain time once it has run out. */
  readonly remainingMinutes?: number;
  readonly segments: readonly Segment[];
  readonly rule: RuleRef;
  readonly notes: readonly Bilingual[];
}

const words: Readonly<Record<Segment['state'], Bilingual>> = {
  running: { zh: '计时', en: 'running' },
  paused: { zh: '暂停', en: 'paused' },
  'outside-calendar': { zh: '非工作日（测温时段外），不计时', en: 'outside the calendar' },
  extended: { zh: '延期', en: 'extended' },
  superseded: { zh: '改用规则包', en: 'under another pack from here' },
  'no-effect': { zh: '到期之后，不影响时限', en: 'after the time had run out, without effect' },
};

/** State, beginning, end and reason of a segment. */
export type SegmentParts = readonly [state: Segment['state'], from: string, to: string | undefined, why?: Bilingual];

/** A segment with its sentence, told in a zone. */
export const segment = (zone: string, ...[state, from, to, why]: SegmentParts): Segment => {
  const [begins, ends] = [spokenIn(zone, from), to === undefined ? undefined : spokenIn(zone, to)];
  const word = { zh: words[state].zh + (why ? `：${why.zh}` : ''), en: words[state].en + (why ? `: ${why.en}` : '') };
  const say = { zh: `${begins} 至 ${ends ?? '今'} ${word.zh}`, en: `${begins} to ${ends ?? 'now'} ${word.en}` };
  return { state, from, say, ...(to === undefined ? {} : { to, minutes: minutesBetween(from, to) }) };
};

/** A pause as a segment, with why, by whom and on what evidence. */
export const pauseSegment = ({ from, to, reason, by, evidence }: Pause, zone: string): Segment => {
  const more = [by, evidence].filter((word) => word !== undefined && word !== '').join(', ');
  return segment(zone, 'paused', from, to, { zh: pauseReasons[reason].zh + (more && `（${more}）`), en: pauseReasons[reason].en + (more && ` (${more})`) });
};

/** A grant of more time as a segment, with why and by whom. */
export const extensionSegment = ({ at, due, reason, approvedBy }: Extension, zone: string): Segment =>
  segment(zone, 'extended', at, at, { zh: `至 ${spokenIn(zone, due)}，${reason}（批准人 ${approvedBy}）`, en: `to ${spokenIn(zone, due)}, ${reason} (approved by ${approvedBy})` });
