import type { AnyKind, Bilingual, Message, Projection, RecordedFact, Told } from '@heatledger/kernel';
import { dayIn, maskedData, tellingToKeep } from '@heatledger/vocabulary';

/** One deed: who did what, when, in which case. Personal fields are masked in the sentence. */
export interface AuditEntry {
  readonly actor: string;
  readonly role: string;
  readonly channel: string;
  readonly case: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When it happened. */
  readonly at: string;
  readonly recordedAt: string;
  /** Local day on which it happened, `2026-01-05`. */
  readonly day: string;
  readonly order: string;
  readonly sentence: Bilingual;
}

const entryOf =
  (kind: AnyKind) =>
  (_: AuditEntry | null, { meta, stream, revision, type, recordedAt, position, data }: RecordedFact, _key: string, told: Told): AuditEntry => {
    const shown = maskedData(kind, data as Readonly<Record<string, unknown>>, []);
    const telling = tellingToKeep(told.zone);
    return {
      actor: meta.actor.id,
      role: meta.actor.role,
      channel: meta.channel,
      case: meta.correlation ?? stream,
      stream,
      revision,
      type,
      at: meta.at,
      recordedAt,
      day: dayIn(told.zone, meta.at),
      order: position,
      sentence: { zh: kind.say.zh(shown, telling), en: kind.say.en(shown, telling) },
    };
  };

/** Name of the view that knows every recorded fact by its id. */
export const AUDIT_TRAIL = 'audit-trail';

/** Who did what, by person, by case and by day, over every kind of fact the program knows. */
export const auditTrailOver = (kinds: readonly AnyKind[]): Projection<AuditEntry, Message> => ({
  name: AUDIT_TRAIL,
  version: 2,
  doc: 'Who did what and when: every recorded fact by person, by case and by day.',
  key: ({ id }) => id,
  evolve: Object.fromEntries(kinds.map((kind) => [kind.type, entryOf(kind)])),
  indexes: { byActor: ['actor', 'order'], byCase: ['case', 'order'], byDay: ['day', 'order'], byActorDay: ['actor', 'day', 'order'] },
});
