export { appraisalIdOf } from './appraisal-id.js';
export { Appraisals, type AppraisalQuestion, type Ground, type ShownAppraisal, type ShownVersion } from './appraisals.js';
export { Proposals, type Proposal, type ProposalQuestion } from './proposals.js';
export { Rates, type JudgedRow, type RatedRow, type RatesAnswer, type RatesQuestion } from './rates.js';
export { isMoment, type CountedPart } from './span.requests.js';
export { Supervision, type TimeAxes } from './supervision.js';
export { WhatIfs, type WhatIfQuestion } from './what-if.js';
export { SupervisionModule } from './supervision.module.js';
