export { Supervision, type TimeAxes } from './supervision.js';
export { SupervisionModule } from './supervision.module.js';
