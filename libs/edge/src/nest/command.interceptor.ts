import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { finalize, type Observable } from 'rxjs';
import { commandIdOf, fingerprintOf, idempotencyKey } from '../command-identity.js';
import { hostileIn } from '../hostile.js';
import { revisionsIn } from '../preconditions.js';
import { InvalidRequest, NotNow } from '../problems.js';
import { bodyFlaws } from './body-flaws.js';
import { isOnSight } from './on-sight.decorator.js';
import { isQuestion } from './question.decorator.js';
import { isCommand, pathOf, type EdgeRequest } from './request.js';

/** How many commands may be under way at once. */
export abstract class Pressure {
  abstract readonly most: number;
}

/** Before a command: its body holds nothing hostile, it has a key, it names the revision it saw, and there is room for it. */
@Injectable()
export class CommandInterceptor implements NestInterceptor {
  #underWay = 0;

  constructor(private readonly pressure: Pressure) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<EdgeRequest>();
    const flaws = hostileIn(request.query).map(({ pointer, ...flaw }) => ({ parameter: pointer?.slice(1) ?? '', ...flaw }));
    if (flaws.length > 0) throw new InvalidRequest(flaws);
    if (!isCommand(request)) return next.handle();
    checkBody(request, context);
    if (isQuestion(context)) return next.handle();
    identify(request, isOnSight(context));
    if (this.#underWay >= this.pressure.most) throw new NotNow('server/busy', 1);
    this.#underWay++;
    return next.handle().pipe(finalize(() => this.#underWay--));
  }
}

const checkBody = ({ body }: EdgeRequest, context: ExecutionContext): void => {
  const flaws = bodyFlaws(body, context);
  if (flaws.length > 0) throw new InvalidRequest(flaws);
};

const identify = (request: EdgeRequest, onSight: boolean): void => {
  if (!request.asked) return;
  if (request.headers['if-none-match'] !== undefined)
    throw new InvalidRequest([{ header: 'If-None-Match', zh: '命令只接受 If-Match。', en: 'is for questions; a command takes If-Match.' }]);
  const key = keyOf(request);
  const identity = { actor: request.asked.caller.id, method: request.method, path: pathOf(request) };
  request.asked = {
    ...request.asked,
    commandId: commandIdOf(identity, key),
    fingerprint: fingerprintOf(identity, request.body),
    expected: revisionsIn(request.headers['if-match']),
    onSight,
  };
};

const form = {
  zh: ' 1 至 200 个可见 ASCII 字符，重试同一请求时不变',
  en: '1 to 200 visible ASCII characters, the same again for a retry of the same request',
} as const;

const keyOf = ({ headers }: EdgeRequest): string => {
  const given = headers['idempotency-key'];
  const header = 'Idempotency-Key';
  if (given === undefined || given === '')
    throw new InvalidRequest([{ header, zh: `每个命令都必须带上：${form.zh}。`, en: `every command needs one: ${form.en}.` }], 'request/key-missing');
  const key = idempotencyKey(String(given));
  if (key === undefined) throw new InvalidRequest([{ header, zh: `格式不正确：必须是${form.zh}。`, en: `has another form; it must be ${form.en}.` }]);
  return key;
};
