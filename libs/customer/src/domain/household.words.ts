import { words } from '@heatledger/vocabulary';

/** Whether a home is heated. Source: domain notes §2.6. */
export const heatingStates = words({
  on: ['在网', 'heated'],
  stopped: ['报停', 'stopped at the user’s wish'],
  suspended: ['停热', 'suspended by the company'],
});
export type HeatingState = keyof typeof heatingStates & string;
