import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor, type Type } from '@nestjs/common';
import { defaultIfEmpty, from, lastValueFrom, type Observable } from 'rxjs';
import { untilLeft } from '../breather.js';
import { AnsweredElsewhere, NotNow } from '../problems.js';
import type { QuestionTurns } from '../question-turns.js';
import { questionClass } from './body-flaws.js';
import { RequestPipe } from './request.pipe.js';
import type { EdgeReply, EdgeRequest } from './request.js';

/** Seconds; nobody is there to read it. */
const COME_BACK = 1;
const HEAVY = 'heatledger:heavy';

/** Marks a question whose work grows with the log: it takes turns with others of its kind, and is answered beside the thread that answers everybody else. */
export const Heavy = (): MethodDecorator => SetMetadata(HEAVY, true);

/** True for a route whose work grows with the log. */
export const isHeavy = (handler: object): boolean => Reflect.getMetadata(HEAVY, handler) === true;

/** A question as it came. */
export interface ForwardedQuestion {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Who answers heavy questions beside the thread that asks. */
export abstract class Elsewhere {
  /** The whole answer; rejects with the signal's reason once the caller has left. */
  abstract ask(question: ForwardedQuestion, signal: AbortSignal): Promise<AnsweredElsewhere>;
}

/** How heavy questions are taken: in turns, by somebody else where there is somebody; without turns by whoever answers for another. */
export abstract class HeavyQuestions {
  abstract readonly turns: QuestionTurns | null;
  abstract readonly elsewhere: Elsewhere | null;
}

interface RawRequest extends EdgeRequest {
  readonly raw: { readonly socket?: { once(event: 'close', told: () => void): unknown; off(event: 'close', told: () => void): unknown } };
}

/** Headers that say something of the question; the others belong to the connection. */
const SAYING = ['authorization', 'accept', 'accept-language', 'content-type', 'if-match', 'if-none-match'] as const;

const forwarded = ({ method, url, headers, body, id }: EdgeRequest): ForwardedQuestion => ({
  method,
  url,
  headers: {
    ...Object.fromEntries(SAYING.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]]))),
    traceparent: `00-${id}-0000000000000001-01`,
  },
  body: body === undefined || body === null ? undefined : JSON.stringify(body),
});

/** Around a heavy question: what is wrong with it is said at once, then it waits for its turn, and is given up when its caller hangs up. */
@Injectable()
export class HeavyQuestionInterceptor implements NestInterceptor {
  readonly #pipe = new RequestPipe();

  constructor(private readonly heavy: HeavyQuestions) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { turns, elsewhere } = this.heavy;
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<RawRequest>(), http.getResponse<EdgeReply>()];
    if (!turns || !isHeavy(context.getHandler())) return next.handle();
    const asked: Type | undefined = questionClass(context);
    if (asked) await this.#pipe.transform({ ...request.query }, { type: 'query', metatype: asked });
    const left = new AbortController();
    const hungUp = (): void => left.abort(new NotNow('server/busy', COME_BACK));
    const { socket } = request.raw;
    socket?.once('close', hungUp);
    try {
      const leave = await turns.take(request.caller?.id ?? '', left.signal);
      try {
        const answer = elsewhere
          ? given(await elsewhere.ask(forwarded(request), left.signal), reply)
          : await untilLeft(left.signal, () => lastValueFrom(next.handle().pipe(defaultIfEmpty(undefined))));
        return from([answer]);
      } finally {
        leave();
      }
    } finally {
      socket?.off('close', hungUp);
    }
  }
}

/** An answer that somebody else gave, as this service's own. */
const given = (answer: AnsweredElsewhere, reply: EdgeReply): Buffer => {
  if (answer.status !== 200) throw answer;
  for (const [name, value] of Object.entries(answer.headers)) reply.header(name, value);
  return answer.body;
};
