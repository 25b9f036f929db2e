import { EventStore, START, type Position } from '@heatledger/event-store';
import { ReadStore } from '@heatledger/read-store';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { InvalidRequest, NotNow } from '../problems.js';
import { READS } from './access.decorators.js';
import { queryFlaws } from './body-flaws.js';
import { isCommand, type EdgeReply, type EdgeRequest } from './request.js';

const WAIT_MS = 3000;
const STEP_MS = 20;
const MOST_WAITING = 256;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Around a read: waits for `min-position`, says how far the view is, and puts revision and next page into headers. */
@Injectable()
export class ReadingInterceptor implements NestInterceptor {
  #waiting = 0;

  constructor(
    private readonly reflector: Reflector,
    private readonly store: EventStore,
    private readonly reads: ReadStore,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<EdgeRequest>(), http.getResponse<EdgeReply>()];
    const wanted = isCommand(request) ? undefined : minPosition(request);
    const flaws = queryFlaws(request.query, context);
    if (flaws.length > 0) throw new InvalidRequest(flaws);
    const collections = this.reflector.get<readonly string[] | undefined>(READS, context.getHandler());
    if (collections) reply.header('Projection-Position', await this.#reached(collections, wanted));
    return next.handle().pipe(map((answer: unknown) => described(answer, request, reply)));
  }

  /** How far the slowest of the collections is, once that is as far as wanted. */
  async #reached(collections: readonly string[], wanted: Position | undefined): Promise<Position> {
    if (wanted === undefined) return this.#slowest(collections);
    this.#check(wanted);
    if (this.#waiting >= MOST_WAITING) throw new NotNow('server/busy', 1);
    this.#waiting++;
    try {
      return await this.#wait(collections, wanted);
    } finally {
      this.#waiting--;
    }
  }

  async #wait(collections: readonly string[], wanted: Position): Promise<Position> {
    for (let waited = 0; ; waited += STEP_MS) {
      const position = await this.#slowest(collections);
      if (position !== START && this.store.compare(position, wanted) >= 0) return position;
      if (waited >= WAIT_MS) throw new NotNow('view/behind', 1, { position, wanted });
      await pause(STEP_MS);
    }
  }

  async #slowest(collections: readonly string[]): Promise<Position> {
    const positions = await Promise.all(collections.map((name) => this.reads.bookmark(name)));
    return positions.reduce((least, position) => (least === START || position === START ? START : this.store.compare(position, least) < 0 ? position : least));
  }

  #check(position: Position): void {
    try {
      this.store.compare(position, position);
    } catch {
      throw new InvalidRequest([
        { parameter: 'min-position', zh: '不是本系统给出的位置。', en: 'is not a position this service gave out.' },
      ]);
    }
  }
}

/** Taken out of the question, so that no request class needs to know it. */
const minPosition = ({ query }: EdgeRequest): string | undefined => {
  const wanted = query['min-position'];
  delete query['min-position'];
  return wanted === undefined || wanted === '' ? undefined : String(wanted);
};

const described = (answer: unknown, request: EdgeRequest, reply: EdgeReply): unknown => {
  if (typeof answer !== 'object' || answer === null) return answer;
  const { revision, next } = answer as { revision?: unknown; next?: unknown };
  if (Number.isInteger(revision) && reply.getHeader('etag') === undefined) reply.header('ETag', `"${String(revision)}"`);
  if (typeof next === 'string' && reply.getHeader('link') === undefined) reply.header('Link', `<${nextUrl(request.url, next)}>; rel="next"`);
  return answer;
};

const nextUrl = (url: string, cursor: string): string => {
  const [path = '', question = ''] = url.split('?');
  const query = new URLSearchParams(question);
  query.set('cursor', cursor);
  return `${path}?${query.toString()}`;
};
