import type { AnyReaction } from '@heatledger/kernel';
import { carryOutMerges, serveMergedCases, takeInOldMerges, turnEnquiry } from '@heatledger/ticket';
import { askAfterResolution } from './reactions/ask-after-resolution.js';
import { escalateOverdue } from './reactions/escalate-overdue.js';
import { inspectAfterDispute } from './reactions/inspect-after-dispute.js';
import { nextRoundOnLowScore } from './reactions/next-round-on-low-score.js';
import { refundAfterColdRooms } from './reactions/refund-after-cold-rooms.js';

export { askAfterResolution, surveyIdOf } from './reactions/ask-after-resolution.js';
export { escalateOverdue } from './reactions/escalate-overdue.js';
export { checklistOf, inspectAfterDispute, inspectionIdOf } from './reactions/inspect-after-dispute.js';
export { nextRoundOnLowScore, LOW_SCORE } from './reactions/next-round-on-low-score.js';
export { refundAfterColdRooms, refundIdOf } from './reactions/refund-after-cold-rooms.js';

/** The habits of the company, across contexts. */
export const reactions: readonly AnyReaction[] = [turnEnquiry, askAfterResolution, nextRoundOnLowScore, refundAfterColdRooms, escalateOverdue, inspectAfterDispute, carryOutMerges, serveMergedCases, takeInOldMerges];
