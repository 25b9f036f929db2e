import { CursorGone, Cursors, EventStore, START, type Position } from '@heatledger/event-store';
import { ReadStore } from '@heatledger/read-store';
import { Surroundings } from '@heatledger/runtime';
import { HttpException, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { catchError, map, throwError, type Observable } from 'rxjs';
import { InvalidRequest, NotNow, Refused } from '../problems.js';
import { READS, RESTS_ON } from './access.decorators.js';
import { askedAgain, isUnknown, placesIn } from './as-of.js';
import { queryFlaws } from './body-flaws.js';
import { OwnWrites, type Behind } from './own-writes.js';
import { ProblemTable } from './problem.filter.js';
import { isQuestion } from './question.decorator.js';
import { isCommand, type EdgeReply, type EdgeRequest } from './request.js';

const WAIT_MS = 3000;
const STEP_MS = 20;
const MOST_WAITING = 256;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Around a command: waits for what was written just before for the views that it rests on. Around a read: waits for `min-position`, or for the caller's last write, says how far the view is, and puts revision and next page into headers. */
@Injectable()
export class ReadingInterceptor implements NestInterceptor {
  #waiting = 0;

  constructor(
    private readonly reflector: Reflector,
    private readonly store: EventStore,
    private readonly reads: ReadStore,
    private readonly own: OwnWrites,
    private readonly surroundings: Surroundings,
    private readonly table: ProblemTable,
    private readonly cursors: Cursors,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<EdgeRequest>(), http.getResponse<EdgeReply>()];
    const cursor = this.#waits(context, request) ? minPosition(request) : undefined;
    const flaws = queryFlaws(request.query, context);
    if (flaws.length > 0) throw new InvalidRequest(flaws);
    const wanted = cursor === undefined ? undefined : await this.#placed(cursor);
    const late = isCommand(request) && !isQuestion(context) ? await this.#restingOn(context, request, wanted) : await this.#reading(context, request, reply, wanted);
    const asked = await placesIn(request.query, this.cursors);
    const answers = next.handle().pipe(map((answer: unknown) => described(askedAgain(answer, asked), request, reply)));
    const [behind] = late;
    return behind ? answers.pipe(catchError((error: unknown) => throwError(() => this.#unsure(error, behind, isCommand(request))))) : answers;
  }

  /** True where `min-position` means something; elsewhere it is a parameter nobody knows. */
  #waits(context: ExecutionContext, request: EdgeRequest): boolean {
    return (isCommand(request) && !isQuestion(context)) || this.reflector.get<readonly string[] | undefined>(READS, context.getHandler()) !== undefined;
  }

  /** Waits for what a command looks into; answers what has not come. */
  async #restingOn(context: ExecutionContext, { caller }: EdgeRequest, wanted: Position | undefined): Promise<readonly Behind[]> {
    if (!caller) return [];
    const views = [...this.surroundings.views, ...(this.reflector.get<readonly string[] | undefined>(RESTS_ON, context.getHandler()) ?? [])];
    if (wanted !== undefined) await this.#reached(views, wanted);
    return this.own.ofProcess(views);
  }

  /** Waits for what a question is answered from, and says how far that is; answers what has not come to the caller's last write. */
  async #reading(context: ExecutionContext, { caller }: EdgeRequest, reply: EdgeReply, wanted: Position | undefined): Promise<readonly Behind[]> {
    const collections = this.reflector.get<readonly string[] | undefined>(READS, context.getHandler());
    if (!collections) return [];
    const late = wanted === undefined && caller ? await this.own.ofCaller(caller.id, collections) : [];
    reply.header('Projection-Position', this.cursors.write(await this.#reached(collections, wanted)));
    return late;
  }

  /** What a view that is behind may be wrong about: a refusal of a command, and that there is no such thing. */
  #unsure(error: unknown, { view, wanted }: Behind, command: boolean): unknown {
    const refused = this.#refusalOf(error);
    const isUnsure = refused !== undefined && (refused.status === 404 || (command && refused.status < 500));
    return isUnsure ? new NotNow('view/behind', 1, { view, wanted: this.cursors.write(wanted), refused: refused.code }) : error;
  }

  #refusalOf(error: unknown): { readonly code: string; readonly status: number } | undefined {
    if (error instanceof Refused) return { code: error.code, status: this.table.kinds.get(error.code)?.status ?? 409 };
    if (!(error instanceof HttpException)) return undefined;
    const said = error.getResponse();
    return { code: typeof said === 'object' && 'code' in said ? String(said.code) : 'request/failed', status: error.getStatus() };
  }

  /** How far the slowest of the collections is, once that is as far as wanted. */
  async #reached(collections: readonly string[], wanted: Position | undefined): Promise<Position> {
    if (wanted === undefined) return this.#slowest(collections);
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
      if (waited >= WAIT_MS) throw new NotNow('view/behind', 1, { position: this.cursors.write(position), wanted: this.cursors.write(wanted) });
      await pause(STEP_MS);
    }
  }

  async #slowest(collections: readonly string[]): Promise<Position> {
    const positions = await Promise.all(collections.map((name) => this.reads.bookmark(name)));
    return positions.reduce((least, position) => (least === START || position === START ? START : this.store.compare(position, least) < 0 ? position : least));
  }

  /** A place that is still to come is waited for; one that a restore took away never comes. */
  async #placed(cursor: string): Promise<Position> {
    const placed = await this.cursors.placed(cursor).catch((error: unknown) => {
      if (!isUnknown(error)) throw error;
      throw new InvalidRequest([
        { parameter: 'min-position', zh: '不是本系统给出的位置。', en: 'is not a position this service gave out.' },
      ]);
    });
    if (placed.stands === 'gone') throw new CursorGone(cursor, await this.cursors.end());
    return placed.position;
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
