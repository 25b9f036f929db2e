import type { Bilingual } from '@heatledger/kernel';
import { Clock, Followers, Surroundings } from '@heatledger/runtime';
import { dayIn } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';

/** What somebody has to do before it becomes a fault; the service works all the same. */
export interface Warning extends Bilingual {
  readonly code: string;
  /** How many things it is about. */
  readonly count?: number;
}

/** Days ahead of which the end of the working calendar is warned of. */
const AHEAD = 60;
const DAY_MS = 86_400_000;

const endOf = (year: number): number => Date.parse(`${year}-12-31T00:00:00Z`);

const NO_CREWS: Warning = {
  code: 'crews/none',
  zh: '尚未登记班组：派单时任何编码都被接受，任何班组账号都可代任何班组操作；请用 POST /crews 登记，或运行 heatledger crews adopt。',
  en: 'No crew is registered: any code is taken, and any account of a crew acts for any; enter them with POST /crews, or run heatledger crews adopt.',
};
const NO_STAFF: Warning = {
  code: 'staff/none',
  zh: '尚未登记人员：承办人、检查人可为任何编码，同一人的两个账号视为两人；请用 POST /staff 登记。',
  en: 'No staff is registered: handlers and inspectors may be any code, and two accounts of one person are two people; enter them with POST /staff.',
};

/** What is amiss with the things that the company itself enters: told by `/health`, `/metrics` and the log. */
@Injectable()
export class Warnings {
  constructor(
    private readonly surroundings: Surroundings,
    private readonly followers: Followers,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<readonly Warning[]> {
    const awaited = await this.followers.awaited();
    const days = await this.calendarDaysLeft();
    const ending = days > AHEAD ? [] : [this.#ending(days)];
    const { crews, staff } = await this.surroundings.people();
    const empty = [...(crews.size > 0 ? [] : [NO_CREWS]), ...(staff.size > 0 ? [] : [NO_STAFF])];
    return [...ending, ...empty, ...[...awaited].sort(([a], [b]) => a - b).map(waiting)];
  }

  /** Days until the last day whose year's working days are known, beginning with this year; negative where this year is not known. */
  async calendarDaysLeft(): Promise<number> {
    const { years } = await this.surroundings.known();
    let year = Number(this.#today().slice(0, 4));
    while (Object.hasOwn(years, String(year))) year += 1;
    return Math.round((endOf(year - 1) - Date.parse(`${this.#today()}T00:00:00Z`)) / DAY_MS);
  }

  /** Promises of time that wait for the working days of a year. */
  async awaiting(): Promise<number> {
    return [...(await this.followers.awaited()).values()].reduce((sum, count) => sum + count, 0);
  }

  #today(): string {
    return dayIn(this.surroundings.zone, this.clock.now());
  }

  #ending(days: number): Warning {
    const year = Number(this.#today().slice(0, 4)) + (days < 0 ? 0 : 1);
    const when = days < 0 ? { zh: '目前', en: 'Now' } : { zh: `${days} 天后`, en: `In ${days} days` };
    return {
      code: 'calendar/ends',
      zh: `${year} 年工作日历尚未登记，${when.zh}按工作日计算的期限无法确定；请用 POST /work-calendars 登记国务院办公厅通知。`,
      en: `The working days of ${year} are not entered. ${when.en} due times in working days cannot be told; enter the official list with POST /work-calendars.`,
    };
  }
}

const waiting = ([year, count]: readonly [number, number]): Warning => ({
  code: 'calendar/awaited',
  count,
  zh: `${count} 项时限待 ${year} 年工作日历公布后计算。`,
  en: `${count} promises of time wait for the working days of ${year}.`,
});
