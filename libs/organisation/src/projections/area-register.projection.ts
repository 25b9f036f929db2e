import type { Projection, RecordedFact } from '@heatledger/kernel';
import type { KnownArea } from '@heatledger/vocabulary';
import type { AreaEvent } from '../domain/area.events.js';

/** An area as it stands in the register. */
export interface AreaDoc extends KnownArea {
  readonly revision: number;
}

const next = (_: AreaDoc | null, { data, revision }: RecordedFact<AreaEvent>): AreaDoc => ({ ...data, revision });

/** Areas by code. */
export const areaRegister: Projection<AreaDoc, AreaEvent> = {
  name: 'area-register',
  version: 1,
  doc: 'Every area of the register: name, zones, stations, usual rule pack, and which one is the default.',
  key: ({ data }) => data.code,
  evolve: { AreaRegistered: next, AreaChanged: next },
  indexes: { 'by-code': ['code'] },
};
