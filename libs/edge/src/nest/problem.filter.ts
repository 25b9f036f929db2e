import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { languageOf, problemDocument, type ProblemDocument } from '../problem-document.js';
import type { ProblemKind } from '../problem-table.js';
import { AnsweredElsewhere, NotNow, type Flaw } from '../problems.js';
import { troubleOf } from '../troubles.js';
import { isCommand, type EdgeReply, type EdgeRequest } from './request.js';

/** What the service needs and does not have, by the problem that says so. */
const outages: ReadonlySet<string> = new Set(['server/store-unavailable', 'access/issuer-unavailable']);
const QUIET_MS = 10_000;

/** Every problem this program can answer with, by code. */
export abstract class ProblemTable {
  abstract readonly kinds: ReadonlyMap<string, ProblemKind>;
}

/** Where faults on our side are told, for those who run the service. */
export abstract class FaultLog {
  abstract fault(traceId: string, error: unknown): void;
}

/** Whatever went wrong leaves as a problem document (RFC 9457), never as a stack trace. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #told = new Map<string, number>();

  constructor(
    private readonly table: ProblemTable,
    private readonly log: FaultLog,
  ) {}

  /** Faults of ours each time; what is not to be had now once in a while, since every request meets it. */
  #tell({ code }: ProblemDocument, traceId: string, error: unknown): void {
    if (code === 'server/fault') return this.log.fault(traceId, error);
    if (!outages.has(code) || Date.now() < (this.#told.get(code) ?? 0) + QUIET_MS) return;
    this.#told.set(code, Date.now());
    this.log.fault(traceId, error instanceof NotNow && error.cause !== undefined ? error.cause : error);
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<EdgeRequest>(), http.getResponse<EdgeReply>()];
    if (reply.sent) return;
    if (error instanceof AnsweredElsewhere) return sendOn(error, reply);
    const told = troubleOf(error, error instanceof HttpException ? { status: error.getStatus(), content: error.getResponse() } : undefined);
    const trouble = { ...told, ...(told.flaws ? { flaws: told.flaws.map((flaw) => placed(flaw, request)) } : {}) };
    const language = languageOf(request.headers['accept-language']);
    const document = problemDocument(trouble, this.table.kinds, request.id, language);
    this.#tell(document, request.id, error);
    if (trouble.retryAfter !== undefined) reply.header('Retry-After', String(trouble.retryAfter));
    if (document.status === 401) reply.header('WWW-Authenticate', challenge(document.code));
    if (document.status === 412 && typeof document['actual'] === 'number') reply.header('ETag', `"${document['actual']}"`);
    reply
      .status(document.status)
      .header('Content-Type', 'application/problem+json; charset=utf-8')
      .header('Content-Language', language === 'zh' ? 'zh-CN' : 'en')
      .header('Cache-Control', 'no-store')
      .send(JSON.stringify(document));
  }
}

const has = (part: unknown, name: string): boolean => typeof part === 'object' && part !== null && Object.hasOwn(part, name);

/** A decision names a field; where it stood is known here: a question has parameters only, a command also the names in its address. */
const placed = (flaw: Flaw, request: EdgeRequest): Flaw => {
  const { pointer, ...rest } = flaw;
  if (pointer === undefined) return flaw;
  const name = pointer.slice(1);
  const isParameter = !isCommand(request) || (has(request.params, name) && !has(request.body, name));
  return isParameter ? { ...rest, parameter: name } : flaw;
};

const challenge = (code: string): string => (code === 'access/no-token' ? 'Bearer realm="heatledger"' : 'Bearer realm="heatledger", error="invalid_token"');

const sendOn = ({ status, headers, body }: AnsweredElsewhere, reply: EdgeReply): void => {
  for (const [name, value] of Object.entries(headers)) reply.header(name, value);
  reply.status(status).send(body);
};
