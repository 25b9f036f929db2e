import type { Reaction } from '@heatledger/kernel';
import type { SurveyEvent } from '@heatledger/survey';
import { ReopenComplaint, SendBackRepair, type ComplaintCommand, type RepairCommand } from '@heatledger/ticket';

type Answered = Extract<SurveyEvent, { type: 'SurveyAnswered' }>;

/** A score up to this one opens the next round; configuration, no law says so [D]. */
export const LOW_SCORE = 2;

const whyAgain = ({ fixed, heating, repair, billing }: Answered['data']): string | undefined => {
  if (fixed === 'no') return '回访评价：未解决';
  const lowest = Math.min(heating ?? 5, repair ?? 5, billing ?? 5);
  return lowest <= LOW_SCORE ? `回访评价：${lowest} 分` : undefined;
};

/** Opens the next round of a closed ticket when its user says it is not fixed, or scores low. Clause 四(三)3. */
export const nextRoundOnLowScore: Reaction<Answered, RepairCommand | ComplaintCommand> = {
  name: 'next-round-on-low-score',
  doc: 'Opens the next round of a ticket when the survey says "not fixed" or scores low.',
  on: {
    SurveyAnswered: ({ data }) => {
      const reason = whyAgain(data);
      if (reason === undefined || data.ticketKind === 'enquiry') return [];
      const { ticketId } = data;
      return [data.ticketKind === 'repair' ? SendBackRepair({ ticketId, reason }) : ReopenComplaint({ ticketId, reason })];
    },
  },
};
