import type { Made } from '@heatledger/kernel';
import { clockKinds } from './clock.kinds.js';
import { lateEntryKinds } from './late-entry.kinds.js';
import { requestKinds } from './request.kinds.js';
import { pauseKinds } from './pause.kinds.js';
import { linkKinds } from './link.kinds.js';
import * as handling from './complaint-handling.events.js';
import * as outcome from './complaint-outcome.events.js';

export * from './complaint-handling.events.js';
export * from './complaint-outcome.events.js';

/** Every fact of a complaint. */
export const complaintKinds = [
  handling.ComplaintReceived, handling.ComplaintTakenOver, handling.ComplaintSourceChanged, handling.ComplaintAcknowledged, handling.ComplaintSupplemented, handling.ComplaintClassified, handling.ComplaintAssigned, handling.ComplaintAssignmentObjected,
  handling.ComplaintReassigned, handling.FirstContactMade, handling.ComplaintVisited, handling.ComplaintVisitFailed, handling.MeasurementAttached, handling.CauseDetermined, handling.ComplainantHeard,
  handling.RespondentHeard, handling.HearingRefused, handling.ComplaintPaused, handling.ComplaintResumed, handling.ComplaintEscalated, outcome.ComplaintDecided,
  outcome.RemedyExecuted, outcome.ComplaintFedBack, outcome.FollowUpAttempted, outcome.ComplaintAnswerRecorded, outcome.ComplaintRoundOpened, outcome.ComplaintClosed,
  outcome.ComplaintReopened, outcome.ComplaintLinkedAsRepeat, outcome.ComplaintMerged, outcome.ComplaintUnmerged, ...clockKinds, ...lateEntryKinds, ...requestKinds, ...linkKinds, ...pauseKinds,
] as const;
export type ComplaintEvent = Made<(typeof complaintKinds)[number]>;
