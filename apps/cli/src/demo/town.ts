import { RegisterHousehold } from '@heatledger/customer';
import { BeginStaff, ChangeCrew, ChangeStaff, DisableStaff, EnableStaff, RegisterCrew } from '@heatledger/organisation';
import { DeclareSeason } from '@heatledger/season';
import { derivedUuid, millis } from '@heatledger/vocabulary';
import type { Chance } from './chance.js';
import type { Act, Player } from './stage.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const SEASON = { from: '2025-11-10T00:00:00+08:00', to: '2026-03-20T23:59:59+08:00', days: 131 } as const;

/** Five stations in three zones, each zone with its crew. */
export const stations = [
  { zone: '城东', station: '城东一站', crew: 'crew-east' },
  { zone: '城东', station: '城东二站', crew: 'crew-east' },
  { zone: '城西', station: '城西一站', crew: 'crew-west' },
  { zone: '城西', station: '城西二站', crew: 'crew-west' },
  { zone: '新区', station: '新区站', crew: 'crew-new' },
] as const;
export type Place = (typeof stations)[number];

export const staff = {
  chief: { id: 'admin-zhao', role: 'administrator', channel: 'counter' },
  dispatcher: { id: 'dispatch-qian', role: 'dispatcher', channel: 'hotline' },
  officer: { id: 'officer-sun', role: 'complaint-officer', channel: 'hotline' },
  officer2: { id: 'officer-li', role: 'complaint-officer', channel: 'hotline' },
  fee: { id: 'fee-zhou', role: 'fee-officer', channel: 'counter' },
  fee2: { id: 'fee-wu', role: 'fee-officer', channel: 'counter' },
  agent: { id: 'agent-zheng', role: 'agent', channel: 'hotline' },
  agent2: { id: 'agent-wang', role: 'agent', channel: 'hotline' },
  inspector: { id: 'inspect-feng', role: 'inspector', channel: 'field' },
  inspector2: { id: 'inspect-chen', role: 'inspector', channel: 'field' },
} as const satisfies Readonly<Record<string, Player>>;

export const crewOf = (crew: string): Player => ({ id: crew, role: 'crew', channel: 'field' });

/** A home of the play. */
export interface Home extends Pick<Place, 'zone' | 'station' | 'crew'> {
  readonly householdId: string;
  readonly areaTenths: number;
  /** Season fee, fen: 23.00 yuan a square metre. */
  readonly feeFen: number;
  readonly person: string;
  readonly phone: string;
}

const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫'] as const;
const givenNames = ['建国', '秀英', '伟', '芳', '敏', '静', '强', '磊', '洋', '艳'] as const;

/** The homes of the town, the same for the same seed. */
export const homesOf = (chance: Chance, seed: number, count: number): readonly Home[] =>
  Array.from({ length: count }, (_, n) => {
    const { zone, station, crew } = stations[n % stations.length] ?? stations[0];
    const areaTenths = chance.between(450, 1400);
    return {
      householdId: derivedUuid('demo', String(seed), 'household', String(n)),
      zone,
      station,
      crew,
      areaTenths,
      feeFen: areaTenths * 230,
      person: chance.of(surnames) + chance.of(givenNames),
      phone: `138${String(chance.between(0, 99_999_999)).padStart(8, '0')}`,
    };
  });

const names: Readonly<Record<keyof typeof staff, string>> = {
  chief: '赵工',
  dispatcher: '钱调度',
  officer: '孙专员',
  officer2: '李专员',
  fee: '周会计',
  fee2: '吴会计',
  agent: '郑坐席',
  agent2: '王坐席',
  inspector: '冯巡检',
  inspector2: '陈巡检',
};
/** One account a crew, shared by its members, as the company had it. */
const crews = [
  { crewId: 'crew-east', name: '城东维修班', zones: ['城东'] },
  { crewId: 'crew-west', name: '城西维修班', zones: ['城西'] },
  { crewId: 'crew-new', name: '新区维修班', zones: ['新区'] },
] as const;

/** The people and the crews are entered before anything else; one account is disabled by mistake and enabled again. */
const registers = (from: number): readonly Act[] => {
  const by = { id: 'setup', role: 'administrator', channel: 'counter' } as const;
  const entries = Object.entries(staff).map(([key, { id, role }]) =>
    BeginStaff({ account: id, person: `P-${id}`, name: names[key as keyof typeof staff], roles: [role] }),
  );
  const accounts = crews.map(({ crewId, name }) => BeginStaff({ account: crewId, person: `P-${crewId}`, name, roles: ['crew'] }));
  const orders = [
    ...entries,
    ...accounts,
    ChangeStaff({ account: staff.chief.id, roles: ['administrator', 'dispatcher'] }),
    DisableStaff({ account: staff.fee2.id, reason: '误停用' }),
    EnableStaff({ account: staff.fee2.id, reason: '更正' }),
    ...crews.map(({ crewId, name, zones }) => RegisterCrew({ crewId, name, members: [crewId], zones })),
    ChangeCrew({ crewId: 'crew-new', zones: ['新区', '城东'] }),
  ];
  return orders.map((command, n) => ({ at: from + n * 1000, by, command }));
};

/** The season is declared and the archive filled before the heating starts. */
export const opening = (seed: number, homes: readonly Home[]): readonly Act[] => {
  const start = millis('2025-10-20T09:00:00+08:00');
  const season = DeclareSeason({ seasonId: derivedUuid('demo', String(seed), 'season'), name: '2025-2026', area: '全市', startsAt: SEASON.from, endsAt: SEASON.to, packId: 'default', days: SEASON.days });
  return [
    ...registers(start - HOUR / 2),
    { at: start, by: staff.chief, command: season },
    ...homes.map(({ householdId, zone, station, areaTenths, person, phone }, n): Act => ({
      at: start + HOUR + n * 1000,
      by: staff.chief,
      command: RegisterHousehold({ householdId, archiveNumber: `H${String(n + 1).padStart(5, '0')}`, zone, station, areaTenths, contractTenths: 180, heating: 'on', from: '2025-10-20', person, phone }),
    })),
  ];
};
