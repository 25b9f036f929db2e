import { hash } from 'node:crypto';
import { Injectable, SetMetadata, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { conditionOf, preconditionsIn } from '../preconditions.js';
import { InvalidRequest } from '../problems.js';
import { isCommand, type EdgeReply, type EdgeRequest } from './request.js';

const MOVING = 'heatledger:moving';

/** Marks an answer that changes without a new revision, by the hour or by another view: its entity tag says both. */
export const Moving = (): MethodDecorator => SetMetadata(MOVING, true);

const failed = (etag: string | undefined): InvalidRequest => {
  const allowed = etag === undefined ? {} : { allowed: [etag] };
  return new InvalidRequest([{ header: 'If-Match', zh: '与当前内容的 ETag 不符。', en: 'names another ETag than this has now.', ...allowed }], 'command/revision-mismatch');
};

/** Around a question: says 304 where the caller has the answer already, 412 where it is another than the caller means, and refuses conditions nobody can read. */
@Injectable()
export class ConditionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, reply] = [http.getRequest<EdgeRequest>(), http.getResponse<EdgeReply>()];
    if (isCommand(request)) return next.handle();
    const asked = preconditionsIn(request.headers);
    const isMoving = Reflect.getMetadata(MOVING, context.getHandler()) === true;
    return next.handle().pipe(
      map((answer: unknown) => {
        if (reply.sent || reply.statusCode !== 200) return answer;
        const etag = isMoving ? momentary(answer, reply) : (reply.getHeader('etag') as string | undefined);
        const condition = conditionOf(asked, etag);
        if (condition === 'failed') throw failed(etag);
        if (condition === 'go-on') return answer;
        reply.status(304);
        return undefined;
      }),
    );
  }
}

/** The revision with a digest of what is shown now: as good for `If-Match` as the revision alone. */
const momentary = (answer: unknown, reply: EdgeReply): string | undefined => {
  const given = reply.getHeader('etag');
  if (typeof given !== 'string') return undefined;
  const etag = `"${given.slice(1, -1)}.${hash('sha256', JSON.stringify(answer), 'base64url').slice(0, 22)}"`;
  reply.header('ETag', etag);
  return etag;
};
