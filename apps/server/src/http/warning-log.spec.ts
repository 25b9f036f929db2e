import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { WarningLog } from './warning-log.js';

describe('What is warned of', () => {
  it('T2: is written into the log once a day, and again where the views did not answer', async () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => lines.push(line) });
    let [today, answers] = ['2026-11-02', false];
    const ending = { code: 'calendar/ends', zh: '2027 年工作日历尚未登记', en: 'The working days of 2027 are not entered.' };
    const list = () => (answers ? Promise.resolve([ending]) : Promise.reject(new Error('away')));
    const warned = new WarningLog({ list }, () => today, log);
    const written = async (): Promise<number> => {
      await warned.tell();
      return lines.length;
    };
    expect(await written()).toBe(0);
    answers = true;
    expect([await written(), await written()]).toEqual([1, 1]);
    today = '2026-11-03';
    expect(await written()).toBe(2);
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ level: 40, code: 'calendar/ends', zh: ending.zh, msg: ending.en });
  });
});
