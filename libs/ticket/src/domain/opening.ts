import type { Channel, Fact, Instant, Message } from '@heatledger/kernel';
import type { Category } from '@heatledger/vocabulary';

/** What the first fact of every ticket says of it. */
interface Told {
  readonly ticketId: string;
  readonly caseNumber: string;
  readonly householdId?: string | undefined;
  readonly zone?: string | undefined;
  readonly station?: string | undefined;
  readonly category: Category;
}

/** What is known of every ticket from its first fact on. */
export const opening = ({ data: { ticketId, caseNumber, householdId, zone, station, category }, meta }: Fact<Message<string, Told>>): Told & { readonly channel: Channel; readonly openedAt: Instant } => ({
  ticketId,
  caseNumber,
  householdId,
  zone,
  station,
  category,
  channel: meta.channel,
  openedAt: meta.at,
});
