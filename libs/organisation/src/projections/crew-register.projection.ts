import type { Instant, Projection, RecordedFact } from '@heatledger/kernel';
import type { KnownCrew } from '@heatledger/vocabulary';
import type { CrewEvent } from '../domain/crew.events.js';

/** A crew as it stands in the register. */
export interface CrewDoc extends KnownCrew {
  readonly since: Instant;
  readonly revision: number;
}

const next = (doc: CrewDoc | null, { data, recordedAt, revision }: RecordedFact<CrewEvent>): CrewDoc => {
  const { crewId: code, name, members, zones } = data;
  return { code, name, members, zones, since: doc?.since ?? recordedAt, revision };
};

/** Crews by code. */
export const crewRegister: Projection<CrewDoc, CrewEvent> = {
  name: 'crew-register',
  version: 1,
  doc: 'Every crew of the register: name, members, zones.',
  key: ({ data }) => data.crewId,
  evolve: { CrewRegistered: next, CrewChanged: next },
  indexes: { 'by-code': ['code'] },
};
