import type { AdjustmentEvent } from '@heatledger/fee';
import { PlanInspection, type InspectionCommand } from '@heatledger/inspection';
import type { Reaction } from '@heatledger/kernel';
import { derivedUuid } from '@heatledger/vocabulary';

type Objected = Extract<AdjustmentEvent, { type: 'AdjustmentObjected' }>;

/** Whoever is on duty begins the inspection; the start names the person. */
const ON_DUTY = 'on-duty';

/** What is looked at: the room where the dispute is about its temperature, else what the bill rests on. */
export const checklistOf = (basis: Objected['data']['basis']): string[] =>
  basis === 'cold-rooms' || basis === 'outage' ? ['室温', '计费面积', '用热状态'] : ['计费面积', '用热状态', '账单'];

/** The inspection that follows an objection to one calculation. */
export const inspectionIdOf = (adjustmentId: string, version: number): string => derivedUuid('inspection', adjustmentId, String(version));

/** Plans an inspection of the home when its user disputes a figure; until when is for the rules to say. Clause 四(三), 六(一). */
export const inspectAfterDispute: Reaction<Objected, InspectionCommand> = {
  name: 'inspect-after-dispute',
  doc: 'Plans an inspection of the home when its user disputes a figure.',
  on: {
    AdjustmentObjected: ({ data: { adjustmentId, basis, householdId, zone, station, version } }) => [
      PlanInspection({
        inspectionId: inspectionIdOf(adjustmentId, version),
        site: householdId,
        purpose: '复核费用争议',
        checklist: checklistOf(basis),
        inspector: ON_DUTY,
        occasion: 'dispute',
        zone,
        station,
      }),
    ],
  },
};
