import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { conditionOf, InvalidRequest, NotNow, preconditionsIn, type Asked } from '@heatledger/edge';
import { Allow, Ask } from '@heatledger/edge/nest';
import { Cursors, EventStore, EventStoreError, type Filter, type RecordedEvent } from '@heatledger/event-store';
import { isPersonal } from '@heatledger/kernel';
import { CommandAnswered, FactCodec } from '@heatledger/runtime';
import { Controller, Get, Headers, Query, Req, Res, type BeforeApplicationShutdown } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { cloudEventOf, TYPE_PREFIX, type Showing } from '../cloud-event.js';
import { feedPage, type FeedPage } from '../feed-page.js';
import { streamFeed } from '../feed-stream.js';
import { FeedOptions } from './feed-options.js';
import { FeedRequest, FeedStreamRequest } from './feed.requests.js';
import { SocketSink } from './socket-sink.js';

interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
  send(body?: unknown): unknown;
  hijack(): unknown;
  getHeaders(): Readonly<Record<string, number | string | string[] | undefined>>;
  readonly raw: ServerResponse;
}

const DEFAULT_LIMIT = 100;
const EVENT_STREAM = 'text/event-stream; charset=utf-8';
const otherPage = { header: 'If-Match', zh: '与此页的 ETag 不符。', en: 'names another ETag than this page has.' };

/** Seconds after which somebody who was one too many may come back. */
const COME_BACK = 10;

/** Who listens, until when, and where it goes. */
interface Listening {
  readonly caller: Asked['caller'];
  readonly leave: AbortController;
  readonly reply: Reply;
}

/** The log for internal services: pages to pull, or a stream to listen to; one cursor for both. */
@ApiTags('feed')
@Controller('feed')
@Allow('service', 'auditor', 'administrator')
export class FeedController implements BeforeApplicationShutdown {
  /** Open streams, with the account that listens. */
  readonly #streams = new Map<AbortController, string>();
  #stopping = false;

  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
    private readonly options: FeedOptions,
    private readonly cursors: Cursors,
  ) {}

  /** A page of CloudEvents after a position. A full page never changes; `Link: rel="next"` leads on. */
  @Get()
  async page(@Query() asked: FeedRequest, @Ask() { caller }: Asked, @Req() { url, headers }: { url: string; headers: IncomingHttpHeaders }, @Res() reply: Reply): Promise<unknown> {
    const asking = preconditionsIn(headers);
    const after = await this.#start(asked.after);
    const page = await feedPage(this.store, { ...this.#filter(asked), after, limit: asked.limit ?? DEFAULT_LIMIT });
    const body = JSON.stringify(page.events.map((event) => cloudEventOf(event, this.codec, this.#showing(caller))));
    const personal = caller.dataClasses.some(isPersonal);
    describe(reply, { ...page, next: this.cursors.write(page.next) }, url, body, personal);
    const condition = conditionOf(asking, reply.getHeaders()['etag']?.toString());
    if (condition === 'failed') throw new InvalidRequest([otherPage], 'command/revision-mismatch');
    return condition === 'not-modified' ? reply.status(304).send() : reply.send(body);
  }

  /** The same as Server-Sent Events, history first, then what comes; resumes after `Last-Event-ID`. */
  @Get('stream')
  async stream(@Query() asked: FeedStreamRequest, @Headers('last-event-id') last: string | undefined, @Ask() { caller }: Asked, @Req() { method }: { method: string }, @Res() reply: Reply): Promise<void> {
    if (this.#stopping) throw new NotNow('server/stopping', 5);
    if (this.#streams.size >= this.options.mostStreams) throw new NotNow('server/busy', COME_BACK);
    const own = [...this.#streams.values()].filter((account) => account === caller.id).length;
    if (own >= this.options.mostOwnStreams) throw new NotNow('feed/too-many-streams', COME_BACK, { most: this.options.mostOwnStreams });
    if (method === 'HEAD') return this.#head(asked, last, reply);
    const leave = new AbortController();
    // held from here on, so that many at once cannot come in together
    this.#streams.set(leave, caller.id);
    try {
      await this.#stream(asked, last, { caller, leave, reply });
    } finally {
      this.#streams.delete(leave);
    }
  }

  /** What a stream would be refused for, and what it would be; a stream that is not read holds nobody's place. */
  async #head(asked: FeedStreamRequest, last: string | undefined, reply: Reply): Promise<void> {
    await this.#start(last === undefined || last === '' ? asked.after : last);
    this.#filter(asked);
    reply.header('Content-Type', EVENT_STREAM).send();
  }

  async #stream(asked: FeedStreamRequest, last: string | undefined, { caller, leave, reply }: Listening): Promise<void> {
    const after = await this.#start(last === undefined || last === '' ? asked.after : last);
    const filter = this.#filter(asked);
    const show = (event: RecordedEvent): unknown => cloudEventOf(event, this.codec, this.#showing(caller));
    const expiry = setTimeout(() => leave.abort(), Math.min(2 ** 31 - 1, Math.max(0, caller.expiresAt * 1000 - Date.now())));
    reply.hijack();
    reply.raw.once('close', () => leave.abort());
    open(reply);
    try {
      await streamFeed(this.store, new SocketSink(reply.raw), { ...filter, after, show, heartbeatMs: this.options.heartbeatMs, cursorOf: (position) => this.cursors.write(position) }, leave.signal);
    } catch {
      // the reader is gone or the log is closed; a reader comes back with Last-Event-ID
    } finally {
      clearTimeout(expiry);
      reply.raw.end();
    }
  }

  /** Ends every stream, so that the service can stop; readers come back with Last-Event-ID. */
  beforeApplicationShutdown(): void {
    this.#stopping = true;
    for (const stream of this.#streams.keys()) stream.abort();
  }

  async #start(after: string | undefined): Promise<string | undefined> {
    if (after === 'latest') return this.store.position();
    if (after === undefined || after === '') return undefined;
    return this.cursors.read(after).catch((error: unknown) => {
      if (!(error instanceof EventStoreError && error.code === 'bad-position')) throw error;
      throw new InvalidRequest([
        { parameter: 'after', zh: '不是本系统给出的位置。', en: 'is not a position this service gave out.' },
      ]);
    });
  }

  #showing(caller: Asked['caller']): Showing {
    return { source: this.options.source, open: caller.dataClasses, cursors: this.cursors };
  }

  #filter({ types, categories }: FeedStreamRequest): Filter {
    const names = types?.map((name) => (name.startsWith(TYPE_PREFIX) ? name.slice(TYPE_PREFIX.length) : name));
    const unknown = names?.find((name) => name === CommandAnswered.type || !this.codec.catalogue.has(name));
    if (unknown !== undefined)
      throw new InvalidRequest([{ parameter: 'types', zh: `没有 ${unknown} 这种事件。`, en: `${unknown} is not a fact this program knows.` }]);
    return { ...(names?.length ? { types: names } : {}), ...(categories?.length ? { categories } : {}) };
  }
}

const nextUrl = (url: string, next: string): string => {
  const [path = '', question = ''] = url.split('?');
  const query = new URLSearchParams(question);
  query.set('after', next);
  return `${path}?${query.toString()}`;
};

/** Only a full page may be kept, and only where no personal field is open in it. */
const describe = (reply: Reply, page: FeedPage, url: string, body: string, personal: boolean): void => {
  reply.header('Content-Type', 'application/cloudevents-batch+json; charset=utf-8').header('Vary', 'Authorization');
  reply.header('Feed-Position', page.next).header('Feed-At-End', String(page.atEnd));
  if (page.next !== '') reply.header('Link', `<${nextUrl(url, page.next)}>; rel="next"`);
  if (!page.full) return void reply.header('Cache-Control', 'no-store');
  reply.header('ETag', `"${createHash('sha256').update(body).digest('base64url')}"`);
  reply.header('Cache-Control', personal ? 'private, no-cache' : 'private, max-age=31536000, immutable');
};

const open = (reply: Reply): void => {
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) reply.raw.setHeader(name, value);
  reply.raw.writeHead(200, { 'Content-Type': EVENT_STREAM, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
};
