import { Public } from '@heatledger/edge/nest';
import { EventStore } from '@heatledger/event-store';
import { ReadStore } from '@heatledger/read-store';
import { Followers, type FollowerStatus } from '@heatledger/runtime';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Readiness } from './readiness.js';

interface Reply {
  status(code: number): unknown;
}

type Check = 'ok' | 'failed' | 'behind';

/** A follower without its reason, which may quote data. */
const shown = ({ name, kind, version, state, behind, position, parked, restarts }: FollowerStatus): object => ({ name, kind, version, state, behind, position, parked, restarts });

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
  ) {}

  /** Every follower: its state, how far behind it is, how many events it parked. */
  @Get()
  async health(): Promise<object> {
    const followers = this.followers.status();
    const wrong = followers.some(({ state, parked }) => state === 'dropped' || parked > 0);
    return { status: wrong ? 'attention' : 'ok', position: await this.store.position(), repairs: this.store.repairs.length, followers: followers.map(shown) };
  }

  /** The program runs. */
  @Get('live')
  live(): object {
    return { status: 'ok' };
  }

  /** Stores answer and views are near enough; 503 otherwise. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<object> {
    const followers = this.followers.status();
    const checks: Readonly<Record<string, Check>> = {
      log: await attempt(() => this.store.position()),
      views: await attempt(() => this.reads.versions()),
      lag: followers.some(({ behind, state }) => state === 'dropped' || (behind ?? 0) > this.limits.mostBehind) ? 'behind' : 'ok',
    };
    const ready = Object.values(checks).every((check) => check === 'ok');
    if (!ready) reply.status(503);
    return { status: ready ? 'ok' : 'not-ready', checks };
  }
}
