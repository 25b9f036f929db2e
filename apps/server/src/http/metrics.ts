import { Followers, type FollowerStatus } from '@heatledger/runtime';
import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Warnings } from './warnings.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What is measured: answers by route and status, followers, and the process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly #answers: Histogram<'method' | 'route' | 'status'>;

  constructor(followers: Followers, warnings: Warnings) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#answers = new Histogram({
      name: 'heatledger_http_request_duration_seconds',
      help: 'Time to answer, by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: SECONDS,
      registers,
    });
    const eachFollower = (name: string, help: string, valueOf: (status: FollowerStatus) => number): void => {
      new Gauge({
        name,
        help,
        labelNames: ['name', 'kind'] as const,
        registers,
        collect() {
          for (const status of followers.status()) this.set({ name: status.name, kind: status.kind }, valueOf(status));
        },
      });
    };
    const asked = (name: string, help: string, valueOf: () => Promise<number>): void => {
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          this.set(await valueOf().catch(() => Number.NaN));
        },
      });
    };
    asked('heatledger_calendar_days_left', 'Days until the last day whose working days are known.', () =>
      warnings.calendarDaysLeft(),
    );
    asked('heatledger_due_unknown_clocks', 'Promises of time that wait for working days to be announced.', () =>
      warnings.awaiting(),
    );
    asked('heatledger_warnings', 'Things that somebody has to enter or decide; GET /health tells them.', async () =>
      (await warnings.list()).length,
    );
    eachFollower('heatledger_follower_behind_events', 'Events a follower has still to handle.', ({ behind }) => behind);
    eachFollower(
      'heatledger_follower_parked_events',
      'Events a follower put aside with an error.',
      ({ parked }) => parked,
    );
    eachFollower('heatledger_follower_waiting', '1 while a follower waits for a store that fails.', ({ state }) =>
      Number(state === 'waiting'),
    );
    eachFollower('heatledger_follower_live', '1 while a follower keeps up with the log.', ({ state }) =>
      Number(state === 'live'),
    );
  }

  /** Notes one answer; `ms` is how long it took. */
  answered(method: string, route: string, status: number, ms: number): void {
    this.#answers.observe({ method, route, status }, ms / 1000);
  }
}
