import { event, type Made } from '@heatledger/kernel';
import { categories, codeField, instantField, oneOf, spokenIn, station, ticketId, ticketKinds, zone } from '@heatledger/vocabulary';

export const AppointmentAgreed = event('AppointmentAgreed', {
  doc: 'A later time was agreed with the user, at whose wish; until its end clocks may stand still.',
  data: {
    ticketId,
    ticketKind: oneOf('What was asked for.', ticketKinds),
    zone: zone.optional(),
    station: station.optional(),
    category: oneOf('What was claimed.', categories),
    from: instantField('From when somebody comes.'),
    to: instantField('Until when somebody comes at the latest.'),
    with: codeField('Crew or staff account that comes.'),
  },
  say: {
    zh: (d, { zone: told }) => `与用户改约：${spokenIn(told, d.from)} 至 ${spokenIn(told, d.to)}，由 ${d.with} 上门。`,
    en: (d, { zone: told }) => `A later appointment was agreed: ${spokenIn(told, d.from)} to ${spokenIn(told, d.to)}; ${d.with} comes.`,
  },
});

/** Facts that a pause of any ticket may rest on. */
export const pauseKinds = [AppointmentAgreed] as const;
export type PauseEvent = Made<(typeof pauseKinds)[number]>;
