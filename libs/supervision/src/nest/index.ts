export { Rates, type JudgedRow, type RatedRow, type RatesAnswer, type RatesQuestion } from './rates.js';
export { Supervision, type TimeAxes } from './supervision.js';
export { WhatIfs, type WhatIfQuestion } from './what-if.js';
export { SupervisionModule } from './supervision.module.js';
