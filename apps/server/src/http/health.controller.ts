import { Public } from '@heatledger/edge/nest';
import { Cursors, EventStore } from '@heatledger/event-store';
import { ReadStore } from '@heatledger/read-store';
import { Followers, type FollowerPhase, type FollowerStatus } from '@heatledger/runtime';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readiness } from './readiness.js';
import { Warnings, type Warning } from './warnings.js';

interface Reply {
  status(code: number): unknown;
}

type Check = 'ok' | 'failed' | 'behind' | 'waiting';

/** A follower without its reason, which may quote data. */
const shown = ({
  name,
  kind,
  version,
  state,
  behind,
  position,
  parked,
  restarts,
  waiting,
}: FollowerStatus): object => ({
  ...{ name, kind, version, state, behind, position, parked, restarts },
  ...(waiting ? { waiting } : {}),
});

const DISTURBED: ReadonlySet<FollowerPhase> = new Set(['dropped', 'waiting']);

const attempt = async (work: () => Promise<unknown>): Promise<Check> => {
  try {
    await work();
    return 'ok';
  } catch {
    return 'failed';
  }
};

/** How the service is, for machines and for people. */
@ApiTags('service')
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly followers: Followers,
    private readonly limits: Readiness,
    private readonly cursors: Cursors,
    private readonly warnings: Warnings,
  ) {}

  /**
   * Every follower: its state, how far behind it is, how many events it parked, since when and why it waits for the
   * store; while the log does not answer, its end as last seen. `warnings` are things that somebody has to enter or
   * decide before they stop the work; they change no status.
   */
  @Get()
  async health(): Promise<object> {
    const followers = this.followers.status();
    const { damage } = this.store;
    const position = await this.store.position().catch(() => null);
    const wrong = position === null || followers.some(({ state, parked }) => DISTURBED.has(state) || parked > 0);
    return {
      status: damage ? 'damaged' : wrong ? 'attention' : 'ok',
      ...(damage ? { damage: { zh: damage.zh, en: damage.message } } : {}),
      position: this.cursors.write(position ?? this.followers.end),
      repairs: this.store.repairs.length,
      warnings: await this.warnings.list().catch((): readonly Warning[] => []),
      followers: followers.map((status) => ({ ...shown(status), position: this.cursors.write(status.position) })),
    };
  }

  /** The program runs. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Stores answer, no reader waits for one, and views are near enough; 503 otherwise. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const checks: Readonly<Record<string, Check>> = {
      log: this.store.damage ? 'failed' : await attempt(() => this.store.position()),
      views: await attempt(() => this.reads.versions()),
      lag: this.#lag(),
    };
    const ready = Object.values(checks).every((check) => check === 'ok');
    if (!ready) reply.status(503);
    return { status: ready ? 'ok' : 'not-ready', checks };
  }

  #lag(): Check {
    const followers = this.followers.status();
    if (followers.some(({ state }) => state === 'waiting')) return 'waiting';
    return followers.some(({ behind, state }) => state === 'dropped' || behind > this.limits.mostBehind)
      ? 'behind'
      : 'ok';
  }
}
