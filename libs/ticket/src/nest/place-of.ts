import type { Message } from '@heatledger/kernel';
import type { Place } from '@heatledger/vocabulary';

/** Where a ticket is: as the order that opens it says, else as it stands. */
export const placeOf = async ({ data }: Message, standing: () => Promise<object>): Promise<Place> => {
  const said = data as Place & { readonly caseNumber?: string };
  if (said.caseNumber !== undefined) return said;
  const { zone, station } = (await standing()) as Place;
  return { zone, station };
};
