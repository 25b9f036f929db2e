import 'reflect-metadata';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { CloseOptions } from '@heatledger/event-store';
import { Followers, requireLogAhead, type Clock, type Ids } from '@heatledger/runtime';
import { dayIn } from '@heatledger/vocabulary';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { localKey, QuestionTurns } from '@heatledger/edge';
import { ApplicationModule } from './application.module.js';
import { CompanyClock, RandomIds } from './company-clock.js';
import { companyZone } from './company-zone.js';
import { keyFileOf, placeFile, type Config } from './config.js';
import { fastifyAdapter } from './http/adapter.js';
import { apiDocument, ServedDocument } from './http/document.js';
import { Metrics } from './http/metrics.js';
import { serveOver } from './http/serving.js';
import { WarningLog } from './http/warning-log.js';
import { Warnings } from './http/warnings.js';
import { frameworkLog, openLog } from './log.js';
import { QuestionThread, questionThread } from './questions/question-thread.js';
import { openStores } from './stores.js';

export interface StartOptions {
  readonly clock?: Clock;
  readonly ids?: Ids;
  /** False leaves views, reactions and timers standing still, to see what they cost. */
  readonly readers?: boolean;
  /** Program of the thread that answers heavy questions; null answers them in this one, a piece at a time. */
  readonly questions?: URL | null;
}

/** A service that is up. */
export interface RunningServer {
  readonly app: NestFastifyApplication;
  readonly url: string;
  /** Where the local issuer's key lies, for tokens. */
  readonly keyFile: string;
  readonly followers: Followers;
  /** What the store found and mended when it was opened. */
  readonly repairs: readonly string[];
  /** Lets commands under way finish, ends streams, stops followers, closes the stores; a second call waits for the first. */
  close(): Promise<void>;
}

const urlOf = async (app: NestFastifyApplication, host: string): Promise<string> => {
  const port = new URL((await app.getUrl()).replace('[::1]', 'localhost')).port;
  return `http://${host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
};

/** Listens; a port that is taken is told in one sentence, and nothing goes on behind it. */
const listening = async (app: NestFastifyApplication, followers: Followers, { port, host }: Config): Promise<void> => {
  try {
    await app.listen(port, host);
  } catch (error) {
    await followers.stop();
    const { code } = error as { code?: string };
    if (code === 'EADDRINUSE') throw new Error(`port ${port}: something else listens on ${host}:${port}; stop it, or name another port with --port`, { cause: error });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw new Error(`host ${host}, port ${port}: this machine does not let the service listen there (${code})`, { cause: error });
    throw error;
  }
};

/** A key file that was emptied would make every token invalid; that is told at the start. */
const requireKey = (config: Config): void => {
  const file = keyFileOf(config);
  if (existsSync(file)) localKey(file);
};

/** Opens the stores, starts the followers and listens. */
export const startServer = async (
  config: Config,
  { clock: given, ids = new RandomIds(), readers = true, questions = questionThread }: StartOptions = {},
): Promise<RunningServer> => {
  const log = openLog(config.log);
  if (config.issuer === undefined) requireKey(config);
  const stores = await openStores(config, { now: given === undefined ? undefined : () => given.now(), beside: true, waiting: (reason) => log.warn({ reason }, 'waiting') });
  const closeStores = async (options: CloseOptions = {}): Promise<void> => {
    await stores.reads.close();
    await stores.store.close(options);
  };
  try {
    await requireLogAhead(stores.store, stores.reads);
    const zone = await companyZone(stores.store, config, { sets: true, now: given?.millis() ?? Date.now() });
    const clock = given ?? new CompanyClock(zone.name);
    const adapter = fastifyAdapter();
    // what only this process holds nobody beside it can read
    const elsewhere =
      questions && config.stores !== 'memory'
        ? new QuestionThread(questions, { config }, (error) => log.error({ where: 'questions', fault: String(error) }, 'fault'))
        : null;
    const heavy = { turns: new QuestionTurns(config.mostQuestions), elsewhere };
    const module = ApplicationModule.of({ config, ...stores, clock, ids, zone, log, heavy });
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: frameworkLog(log), bodyParser: false, abortOnError: false });
    const serving = serveOver(app, log, app.get(Metrics));
    const followers = app.get(Followers);
    app.get(ServedDocument).from(() => apiDocument(app));
    await app.init();
    await (readers ? followers.start() : followers.open());
    const warned = new WarningLog(app.get(Warnings), () => dayIn(zone.name, clock.now()), log);
    await listening(app, followers, config);
    warned.start();
    const place = placeFile(config);
    const url = await urlOf(app, config.host);
    if (place !== null) writeFileSync(place, url, { mode: 0o600 });
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= closed());
    const closed = async (): Promise<void> => {
      warned.stop();
      await Promise.all([serving.stop(), elsewhere?.close()]);
      await followers.stop();
      if (place !== null) rmSync(place, { force: true });
      await closeStores();
    };
    return { app, url, keyFile: keyFileOf(config), followers, repairs: stores.store.repairs, close };
  } catch (error) {
    await closeStores({ asItWas: true });
    throw error;
  }
};

/** What a person who starts the service is told. */
export const banner = ({ url, repairs }: Pick<RunningServer, 'url' | 'repairs'>, { data }: Pick<Config, 'data'>): string =>
  [
    `Heatledger 已启动 · is up: ${url}`,
    `  接口文档 · API document   ${url}/openapi.json`,
    `  事件流 · feed             ${url}/feed   ${url}/feed/stream`,
    `  健康状况 · health         ${url}/health`,
    `  数据目录 · data           ${data}`,
    ...repairs.map((repair) => `  已修复 · repaired: ${repair}`),
    '按 Ctrl-C 停止。 Ctrl-C stops it.',
  ].join('\n');
