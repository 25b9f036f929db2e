import { words } from '@heatledger/vocabulary';

/** What was decided on a complaint. */
export const complaintVerdicts = words({ upheld: ['成立', 'upheld'], partly: ['部分成立', 'partly upheld'], rejected: ['不成立', 'rejected'] });
export type ComplaintVerdict = keyof typeof complaintVerdicts & string;

/** The named ways out of a complaint; only the first says that the complainant is satisfied. Source: domain notes §3.3 [D]. */
export const complaintExits = words({
  satisfied: ['用户满意', 'satisfied'],
  exhausted: ['内部处理程序已用尽（已告知外部途径）', 'every level exhausted'],
  'repeat-without-new-facts': ['无新事实的重复投诉', 'repeat without new facts'],
  withdrawn: ['投诉人撤回', 'withdrawn'],
  unreachable: ['无法联系', 'unreachable'],
  'legal-channel': ['转入法定途径', 'went to a legal channel'],
  'closed-by-source': ['来源系统办结', 'closed by the source'],
});
export type ComplaintExit = keyof typeof complaintExits & string;

/** The two sides that must be heard. */
export const hearingSides = words({ complainant: ['投诉人', 'the complainant'], respondent: ['被投诉人', 'the respondent'] });
export type HearingSide = keyof typeof hearingSides & string;
