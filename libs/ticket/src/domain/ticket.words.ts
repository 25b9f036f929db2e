import { words } from '@heatledger/vocabulary';

/** What came of the work on a repair; never whether somebody is satisfied with it. */
export const repairOutcomes = words({
  fixed: ['已修复', 'fixed'],
  'temporarily-fixed': ['临时处理', 'fixed for the time being'],
  'handed-over': ['移交责任方', 'handed over to who is responsible'],
  'not-fixed': ['未修复', 'not fixed'],
  'no-fault': ['未发现故障', 'no fault found'],
});
export type RepairOutcome = keyof typeof repairOutcomes & string;

/** What was heard when the requester was called back. */
export const callBackAnswers = words({
  satisfied: ['满意', 'satisfied'],
  dissatisfied: ['不满意', 'dissatisfied'],
  unreached: ['未联系上', 'not reached'],
});
export type CallBackAnswer = keyof typeof callBackAnswers & string;

/** The named ways out of a repair; none of them says that somebody is satisfied. */
export const repairExits = words({
  done: ['处理完毕，用户确认满意', 'done'],
  'handed-over': ['移交责任方', 'handed over to who is responsible'],
  complaint: ['转为投诉', 'goes on as a complaint'],
  duplicate: ['重复报修', 'duplicate'],
  unreachable: ['无法联系', 'unreachable'],
  withdrawn: ['用户撤回', 'withdrawn'],
});
export type RepairExit = keyof typeof repairExits & string;

/** Why a crew went away again without working. */
export const visitFailures = words({
  absent: ['用户不在家', 'nobody at home'],
  'no-entry': ['拒绝入户', 'entry refused'],
  'wrong-address': ['地址有误', 'wrong address'],
});
export type VisitFailure = keyof typeof visitFailures & string;

/** The named ways out of an enquiry. */
export const enquiryExits = words({ answered: ['已答复', 'answered'], turned: ['已转办', 'turned'], withdrawn: ['撤回', 'withdrawn'] });
export type EnquiryExit = keyof typeof enquiryExits & string;

/** What an enquiry can turn into. */
export const turnTargets = words({ repair: ['报修', 'repair'], complaint: ['投诉', 'complaint'] });
export type TurnTarget = keyof typeof turnTargets & string;
