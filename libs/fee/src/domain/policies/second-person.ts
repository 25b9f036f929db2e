import type { KnownAdjustment } from '../adjustment.state.js';

/** Four eyes: who asked, calculated or submitted does not decide. */
export const isSecondPerson = (adjustment: KnownAdjustment, actorId: string): boolean => !adjustment.involved.includes(actorId);
