import { event, type Made } from '@heatledger/kernel';
import {
  categories,
  clockNamesField,
  codeField,
  crewId,
  idField,
  idsField,
  oneOf,
  station,
  ticketId,
  ticketKinds,
  yesNoField,
  zone,
} from '@heatledger/vocabulary';

const subject = {
  ticketId,
  ticketKind: oneOf('What was asked for.', ticketKinds),
  zone: zone.optional(),
  station: station.optional(),
  category: oneOf('What was claimed.', categories),
};
const mergedId = idField('The ticket that was merged into this one.');
const ended = yesNoField('Whether the work ended, so that everybody who asked is to be called back.');

export const CaseTakenIn = event('CaseTakenIn', {
  doc: 'Another ticket was merged into this one, which goes on for it.',
  data: { ...subject, mergedId, mergedCaseNumber: codeField('Its case number.') },
  say: {
    zh: (d) => `工单 ${d.mergedCaseNumber} 并入本工单。`,
    en: (d) => `Ticket ${d.mergedCaseNumber} was merged into this one.`,
  },
});

export const CaseGivenBack = event('CaseGivenBack', {
  doc: 'A ticket that had been merged into this one goes on by itself.',
  data: { ...subject, mergedId, mergedCaseNumber: codeField('Its case number.') },
  say: {
    zh: (d) => `工单 ${d.mergedCaseNumber} 从本工单拆出。`,
    en: (d) => `Ticket ${d.mergedCaseNumber} goes on by itself again.`,
  },
});

/** Happened when the thing was done that keeps the promises of those tickets too. */
export const MergedCasesServed = event('MergedCasesServed', {
  doc: 'What was done on this ticket was done for the tickets merged into it as well.',
  data: {
    ...subject,
    crewId: crewId.optional(),
    mergedIds: idsField('Tickets that are merged into this one.'),
    clocks: clockNamesField('Promises of time that this keeps or ends.'),
    ended,
  },
  say: {
    zh: (d) => `同时办理已并入的 ${d.mergedIds.length} 张工单${d.ended ? '，须逐一回访' : ''}。`,
    en: (d) => `Done for ${d.mergedIds.length} merged tickets as well${d.ended ? '; each of them is to be called back' : ''}.`,
  },
});

export const ServedByAnother = event('ServedByAnother', {
  doc: 'The ticket that goes on for this one did what was promised here.',
  data: {
    ...subject,
    crewId: crewId.optional(),
    survivorId: idField('The ticket that goes on.'),
    clocks: clockNamesField('Promises of time here that this keeps or ends.'),
    ended,
  },
  say: {
    zh: (d) => (d.ended ? '并入的工单已处理结束，须回访本单用户。' : '并入的工单已办理，本单时限随之判定。'),
    en: (d) =>
      d.ended
        ? 'The ticket that goes on for this one was completed; the requester here is to be called back.'
        : 'The ticket that goes on for this one did what was promised here.',
  },
});

/** Every fact about tickets that were merged; each aggregate that can be merged adds them to its own kinds. */
export const linkKinds = [CaseTakenIn, CaseGivenBack, MergedCasesServed, ServedByAnother] as const;
export type LinkEvent = Made<(typeof linkKinds)[number]>;
