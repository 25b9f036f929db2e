import { event, type Made } from '@heatledger/kernel';
import {
  categories,
  clocks,
  codeField,
  countField,
  crewId,
  idField,
  instantField,
  oneOf,
  spokenIn,
  staffId,
  station,
  textField,
  ticketId,
  ticketKinds,
  zone,
} from '@heatledger/vocabulary';

const subject = {
  approvalId: idField('Id under which it is approved or refused: that of the command that asked for it.'),
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};
const clock = {
  clock: oneOf('Which promise of time.', clocks),
  round: countField('Round of the ticket, from 1.', 'C1', 1000),
  due: instantField('When it falls due as it stands.'),
};
const asked = { crewId: crewId.optional(), reason: textField('Why; names no person.') };
const decided = { ...subject, askedBy: staffId };
const refused = { ...subject, askedBy: codeField('Staff account that asked.'), reason: textField('Why not; names no person.') };

/** Asked before the due time; the clock runs on meanwhile. */
export const ExtensionRequested = event('ExtensionRequested', {
  doc: 'More time was asked for on a promise; a second person decides.',
  waits: true,
  data: { ...subject, ...clock, ...asked, wanted: instantField('The due time that is asked for.') },
  say: {
    zh: (d, told) => `申请将“${clocks[d.clock].zh}”延期至 ${spokenIn(told.zone, d.wanted)}，待他人批准：${d.reason}`,
    en: (d, told) => `More time was asked for on "${clocks[d.clock].en}", until ${spokenIn(told.zone, d.wanted)}; a second person decides: ${d.reason}`,
  },
});

export const ExtensionApproved = event('ExtensionApproved', {
  doc: 'A second person granted more time.',
  data: decided,
  say: { zh: (d) => `批准 ${d.askedBy} 的延期申请。`, en: (d) => `The request of ${d.askedBy} for more time was granted.` },
});

export const ExtensionRefused = event('ExtensionRefused', {
  doc: 'A second person did not grant more time.',
  data: refused,
  say: {
    zh: (d) => `不予批准 ${d.askedBy} 的延期申请：${d.reason}`,
    en: (d) => `The request of ${d.askedBy} for more time was refused: ${d.reason}`,
  },
});

export const SupersessionRequested = event('SupersessionRequested', {
  doc: 'It was asked that a promise of time go over to the rule in force now; a second person decides.',
  waits: true,
  data: { ...subject, ...clock, ...asked },
  say: {
    zh: (d) => `申请“${clocks[d.clock].zh}”改按现行规则计时，待他人批准：${d.reason}`,
    en: (d) => `It was asked that "${clocks[d.clock].en}" go over to the rule in force; a second person decides: ${d.reason}`,
  },
});

export const SupersessionApproved = event('SupersessionApproved', {
  doc: 'A second person agreed that a promise of time go over to the rule in force.',
  data: decided,
  say: { zh: (d) => `批准 ${d.askedBy} 的改按现行规则申请。`, en: (d) => `The request of ${d.askedBy} to go over to the rule in force was granted.` },
});

export const SupersessionRefused = event('SupersessionRefused', {
  doc: 'A second person did not agree that a promise of time go over to the rule in force.',
  data: refused,
  say: {
    zh: (d) => `不予批准 ${d.askedBy} 的改按现行规则申请：${d.reason}`,
    en: (d) => `The request of ${d.askedBy} to go over to the rule in force was refused: ${d.reason}`,
  },
});

export const ExhaustionRequested = event('ExhaustionRequested', {
  doc: 'It was asked to end a complaint although its complainant is not satisfied; a second person decides.',
  waits: true,
  data: { ...subject, round: countField('Round of the complaint, from 1.', 'C1', 1000), reason: textField('What it rests on; names no person.', 4000) },
  say: {
    zh: (d) => `申请以“内部处理程序已用尽”办结，待他人批准：${d.reason}`,
    en: (d) => `It was asked to end it as exhausted; a second person decides: ${d.reason}`,
  },
});

export const ExhaustionApproved = event('ExhaustionApproved', {
  doc: 'A second person agreed that everything was tried.',
  data: decided,
  say: { zh: (d) => `批准 ${d.askedBy} 的办结申请。`, en: (d) => `The request of ${d.askedBy} to end it as exhausted was granted.` },
});

export const ExhaustionRefused = event('ExhaustionRefused', {
  doc: 'A second person did not agree that everything was tried.',
  data: refused,
  say: {
    zh: (d) => `不予批准 ${d.askedBy} 的办结申请：${d.reason}`,
    en: (d) => `The request of ${d.askedBy} to end it as exhausted was refused: ${d.reason}`,
  },
});

/** Every fact about what one person asks for on a ticket and another decides. */
export const requestKinds = [
  ExtensionRequested,
  ExtensionApproved,
  ExtensionRefused,
  SupersessionRequested,
  SupersessionApproved,
  SupersessionRefused,
  ExhaustionRequested,
  ExhaustionApproved,
  ExhaustionRefused,
] as const;
export type RequestEvent = Made<(typeof requestKinds)[number]>;
