import type { InspectionRejection } from '../inspection.rejections.js';
import type { Inspection } from '../inspection.state.js';

type Refusal = { readonly accepted: false; readonly code: InspectionRejection; readonly detail?: Readonly<Record<string, unknown>> };

/** What every fact of an inspection repeats for its readers. */
export const aboutInspection = ({ inspectionId, zone, station }: Inspection): Pick<Inspection, 'inspectionId' | 'zone' | 'station'> => ({ inspectionId, zone, station });

/** Refuses an inspection nobody planned, and a stage in which the act makes no sense. */
export const refusalUnless = ({ phase }: Inspection, ...phases: readonly Inspection['phase'][]): Refusal | undefined => {
  if (phase === 'unknown') return { accepted: false, code: 'inspection/unknown' };
  return phases.includes(phase) ? undefined : { accepted: false, code: 'inspection/not-now', detail: { field: 'phase', value: phase, allowed: phases } };
};
