import type { BoundedContext } from '@heatledger/kernel';
import { area } from './domain/area.js';
import { company } from './domain/company.js';
import { crew } from './domain/crew.js';
import { staff } from './domain/staff.js';
import { areaRegister } from './projections/area-register.projection.js';
import { crewRegister } from './projections/crew-register.projection.js';
import { staffRegister } from './projections/staff-register.projection.js';

export const organisationContext: BoundedContext = {
  name: 'organisation',
  title: { zh: '企业', en: 'Organisation' },
  purpose: 'Knows the company that keeps the ledger: the time zone in which it counts, the areas it supplies, its crews, and the people behind its accounts.',
  clauses: [],
  terms: [
    { term: 'time zone', zh: '时区', meaning: 'In which the company’s days, months and hours count and are told.', notToBeConfusedWith: 'zone: a part of the town (片区)' },
    { term: 'area', zh: '供热区域', meaning: 'A jurisdiction or supply area: zones and stations in which one rule pack is usual and one season is declared.', notToBeConfusedWith: 'billed area of a home; zone: a part of it' },
    { term: 'crew', zh: '维修班组', meaning: 'A unit that repairs; known by a code for life, acted for by the accounts of its members.' },
    { term: 'staff account', zh: '人员账号', meaning: 'What a token says who acts by (`sub`).', notToBeConfusedWith: 'person: may have several accounts' },
    { term: 'person', zh: '人员', meaning: 'Who is behind an account; where two people are needed, two accounts of one person are not enough.' },
  ],
  deciders: [company, area, crew, staff],
  projections: [areaRegister, crewRegister, staffRegister],
  timers: [],
};
