import { v5 as uuidV5 } from 'uuid';
import type { AppraisedUnit } from '../domain/appraisal.state.js';

const NAMESPACE = '6f1c0d0e-2a52-5d0b-9a37-5f3f6f0f1b7e';

/** The id of a unit's appraisal over a period: there is one, whoever publishes it. */
export const appraisalIdOf = ({ unitKind, unit, from, to }: Omit<AppraisedUnit, 'appraisalId'>): string =>
  uuidV5(JSON.stringify([unitKind, unit, from, to]), NAMESPACE);
