import { isAmong, type People } from '@heatledger/vocabulary';
import type { KnownAdjustment } from '../adjustment.state.js';

/** Four eyes: who asked, calculated or submitted does not decide, under no account of theirs. */
export const isSecondPerson = (adjustment: KnownAdjustment, actorId: string, people: People | undefined): boolean => !isAmong(people, actorId, adjustment.involved);
