import { isWorkingDay, plusWorkingDays } from '@heatledger/rulebook';
import { specFor, viewFor } from '@heatledger/testing';
import { describe, expect, it } from '@jest/globals';
import { workCalendars, yearsKnown } from '../projections/work-calendar.projection.js';
import { AmendWorkingDays, AnnounceWorkingDays } from './work-calendar.commands.js';
import { WorkingDaysAmended, WorkingDaysAnnounced } from './work-calendar.events.js';
import { workCalendar } from './work-calendar.js';

const { given } = specFor(workCalendar, undefined);
const list = { year: 2027, holidays: ['01-01..01-03', '02-05..02-11', '10-01..10-07'], working: ['02-13'], document: '国办发明电〔2026〕7号' };
const announced = WorkingDaysAnnounced(list);
const change = { year: 2027, from: '2027-10-04', holidays: ['10-01..10-05'], working: ['10-09'], document: '国办发明电〔2027〕2号', reason: '假期缩短' };

describe('The working days of a year', () => {
  it('are entered once, as they were published', () => {
    given().when(AnnounceWorkingDays(list)).then(announced);
    given(announced).when(AnnounceWorkingDays(list)).thenNothing();
    given(announced).when(AnnounceWorkingDays({ ...list, working: [] })).thenRejected('calendar/known', { field: 'year' });
  });

  it('are known for the years that the program came with', () => given().when(AnnounceWorkingDays({ ...list, year: 2026 })).thenRejected('calendar/known', { field: 'year', value: 2026 }));

  it.each([
    [{ holidays: ['02-30'] }, 'holidays[0]'],
    [{ holidays: ['10-07..10-01'] }, 'holidays[0]'],
    [{ holidays: [] }, 'holidays'],
    [{ working: ['02-29'] }, 'working[0]'],
    [{ working: ['02-06'] }, 'working'],
    [{ working: ['03-03'] }, 'working'],
    [{ holidays: ['01-01..01-03', '01-02'] }, 'holidays'],
  ])('must be days of that year, each once, and only week-ends are worked instead (%#)', (wrong, field) => given().when(AnnounceWorkingDays({ ...list, ...wrong })).thenRejected('calendar/wrong-days', { field }));

  it('are amended from a day on, one change after the other', () => {
    given(announced).when(AmendWorkingDays(change)).then(WorkingDaysAmended(change));
    given(announced, WorkingDaysAmended(change)).when(AmendWorkingDays(change)).thenNothing();
    given(announced, WorkingDaysAmended(change)).when(AmendWorkingDays({ ...change, from: '2027-10-01' })).thenRejected('calendar/not-later', { field: 'from' });
    given().when(AmendWorkingDays(change)).thenRejected('calendar/unknown', { field: 'year' });
    given().when(AmendWorkingDays({ ...change, year: 2026, from: '2026-10-04', working: ['10-11'] })).thenAmong('WorkingDaysAmended', { year: 2026 });
    given(announced).when(AmendWorkingDays({ ...change, from: '2028-01-01' })).thenRejected('calendar/wrong-days', { field: 'from' });
  });

  it('are what promises count by from then on, and an amendment moves no day before its first', () => {
    const years = yearsKnown([viewFor(workCalendars).after(announced, WorkingDaysAmended(change)).docs.get('2027')].flatMap((doc) => doc ?? []));
    expect(['2027-02-06', '2027-02-13', '2027-10-01', '2027-10-06', '2027-10-09'].map((day) => isWorkingDay(day, years))).toMatchObject([false, true, false, true, true].map((value) => ({ value })));
    expect(plusWorkingDays('2026-12-30T10:00:00+08:00', 3, { years })).toEqual({ ok: true, value: '2027-01-06T00:00:00+08:00' });
    const amended = yearsKnown([{ year: 2026, list: null, amendments: [{ from: '2026-10-04', holidays: [], working: [], source: { mark: 'V', text: 'x' } }], revision: 0 }]);
    expect([isWorkingDay('2026-10-02', amended), isWorkingDay('2026-10-05', amended)]).toMatchObject([{ value: false }, { value: true }]);
  });
});
