import autocannon from 'autocannon';
import type { Program } from './program.js';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Asked {
  readonly method: 'GET' | 'POST';
  /** The path of each next request. */
  readonly path: () => string;
  readonly body?: object;
  readonly connections: number;
  readonly seconds: number;
}

let keys = 0;

/** Requests as fast as they are answered, over so many connections; an answer other than 2xx stops the run, since it would be measured too. */
export const load = async (program: Program, { method, path, body, connections, seconds }: Asked): Promise<Load> => {
  const run = `${process.pid}-${Date.now()}`;
  const given = body === undefined ? {} : { body: JSON.stringify(body) };
  const fire = (duration: number): ReturnType<typeof autocannon> =>
    autocannon({
      url: program.url,
      connections,
      duration,
      requests: [{ method, path: '/', ...given, setupRequest: (request) => ({ ...request, path: path(), headers: { ...program.headers, 'idempotency-key': `${run}-${++keys}` } }) }],
    });
  await fire(Math.max(1, Math.round(seconds / 5)));
  const result = await fire(seconds);
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`${method} ${path()}: ${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} without answer`);
  return { perSecond: result.requests.total / result.duration, p50: result.latency.p50, p99: result.latency.p99 };
};
