export { Rates, type JudgedRow, type RatedRow, type RatesAnswer, type RatesQuestion } from './rates.js';
export { Supervision, type TimeAxes } from './supervision.js';
export { SupervisionModule } from './supervision.module.js';
