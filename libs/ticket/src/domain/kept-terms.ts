import type { Keeping } from '@heatledger/kernel';
import type { LateEntryEvent } from './late-entry.kinds.js';
import type { RequestEvent } from './request.kinds.js';

/** Where what is said of more time, or of another rule, is kept: what was asked for last on that clock. */
export const keptExtension: Keeping<RequestEvent> = {
  facts: ['ExtensionRequested'],
  of: ['clock'],
  as: ({ due: wanted, ...said }) => ({ ...said, wanted }),
};
export const keptSupersession: Keeping<RequestEvent> = { facts: ['SupersessionRequested'], of: ['clock'] };
/** Where the reason of a second person's "no" is kept. */
export const keptRefusal: Keeping<LateEntryEvent> = { facts: ['LateEntryRefused'], of: ['approvalId'] };
export const keptNo: Keeping<RequestEvent> = { facts: ['ExtensionRefused', 'SupersessionRefused', 'ExhaustionRefused'], of: ['approvalId'] };
