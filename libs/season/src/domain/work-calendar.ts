import type { Decider } from '@heatledger/kernel';
import { amendWorkingDays, announceWorkingDays } from './decisions/announce-working-days.js';
import { workCalendarCommands, type WorkCalendarCommand } from './work-calendar.commands.js';
import { workCalendarKinds, type WorkCalendarEvent } from './work-calendar.events.js';
import { workCalendarRejections, type WorkCalendarRejection } from './work-calendar.rejections.js';
import { evolveWorkCalendar, type WorkCalendarYear } from './work-calendar.state.js';

/** The working days of one calendar year: announced once, amended from a day on. */
export const workCalendar: Decider<WorkCalendarCommand, WorkCalendarYear, WorkCalendarEvent, WorkCalendarRejection> = {
  category: 'workCalendar',
  kinds: workCalendarKinds,
  commands: workCalendarCommands,
  rejections: workCalendarRejections,
  streamOf: ({ data }) => `workCalendar-${data.year}`,
  initial: {},
  evolve: evolveWorkCalendar,
  keeps: {
    AnnounceWorkingDays: { facts: ['WorkingDaysAnnounced'] },
    AmendWorkingDays: { facts: ['WorkingDaysAmended'], of: ['from'] },
  },
  decide: { AnnounceWorkingDays: announceWorkingDays, AmendWorkingDays: amendWorkingDays },
};
