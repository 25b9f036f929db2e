import type { Order } from '@heatledger/kernel';
import type { Outcome } from '@heatledger/runtime';
import {
  caseNumberOf,
  ImportComplaint,
  type ComplaintCommand,
  type Difference,
  type SourceField,
} from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';
import type { ImportedRequest, RowFault, Translated } from './translate.js';

/** Where requests are handed in: the ledger, or one that only tells what would come of them. */
export interface Desk {
  submit(order: Order<ComplaintCommand>): Promise<Outcome>;
  now(): string;
  /** The company's zone, by whose days requests are numbered. */
  readonly zone: string;
  /** Waits until everything handed in is taken in. */
  settle(): Promise<void>;
}

type Told = Extract<Translated, { ok: true }>;

/** What came of a row. */
export type RowOutcome =
  | { readonly as: 'imported' | 'changed' | 'known'; readonly events: number }
  | { readonly as: 'differs'; readonly events: number; readonly differs: readonly Difference[] }
  | { readonly as: 'refused'; readonly faults: readonly RowFault[] };

/** The request's id here, always the same for the same number of the same source. */
export const ticketIdOf = ({ source, externalId }: ImportedRequest): string =>
  derivedUuid('import', source, externalId);

const differencesIn = (outcome: Outcome): readonly Difference[] | undefined =>
  !outcome.ok && 'rejected' in outcome && outcome.rejected === 'ticket/differs'
    ? (outcome.detail?.['differs'] as readonly Difference[])
    : undefined;

const faultOf = (outcome: Exclude<Outcome, { ok: true }>): RowFault => {
  const { rejected = 'conflict', detail = {} } = 'rejected' in outcome ? outcome : {};
  return {
    field: String(detail['field'] ?? ''),
    value: JSON.stringify(detail['value'] ?? ''),
    reason: `${rejected}: ${JSON.stringify(detail)}`,
  };
};

const came = (outcome: Outcome, differs: readonly Difference[]): RowOutcome => {
  if (!outcome.ok) return { as: 'refused', faults: [faultOf(outcome)] };
  const events = outcome.repeated ? 0 : outcome.events;
  if (differs.length > 0) return { as: 'differs', events, differs };
  // the first facts of a stream are all it has
  return { as: events === 0 ? 'known' : outcome.revision + 1 === events ? 'imported' : 'changed', events };
};

/**
 * Hands a request in; what its source tells otherwise and no fact can say is left, and told. `again` says that the
 * same file told of it before.
 */
export const handIn = async (desk: Desk, { request, says, changedAt }: Told, again: boolean): Promise<RowOutcome> => {
  const { source, receivedAt } = request;
  const ticketId = ticketIdOf(request);
  const row = JSON.stringify(request);
  const submit = async (leave: readonly SourceField[]): Promise<Outcome> => {
    const data = {
      ...request,
      ticketId,
      caseNumber: caseNumberOf('complaint', desk.zone, receivedAt, ticketId),
      says,
      leave,
      again,
      changedAt,
    };
    const actor = { id: `import:${source}`, role: 'system' };
    const ordered = (...more: readonly string[]): Promise<Outcome> =>
      desk.submit({
        ...ImportComplaint(data),
        meta: {
          id: derivedUuid('import', row, ...leave, ...more),
          at: receivedAt,
          now: desk.now(),
          actor,
          channel: 'import',
        },
      });
    let outcome = await ordered();
    // the same row is the same command, unless its source told something else between, as often as it did
    while (outcome.ok && outcome.repeated) {
      const next = await ordered(String(outcome.revision));
      if (next.ok && next.repeated && next.revision === outcome.revision) return next;
      outcome = next;
    }
    return outcome;
  };
  const outcome = await submit([]);
  const differs = differencesIn(outcome);
  return differs ? came(await submit(differs.map(({ field }) => field)), differs) : came(outcome, []);
};
