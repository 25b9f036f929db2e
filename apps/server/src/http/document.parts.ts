import { edgeProblems } from '@heatledger/edge';
import type { RouteFacts } from '@heatledger/edge/nest';
import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
type Schema = Schemas[string];
type Responses = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'];
type Parameters = NonNullable<NonNullable<OpenAPIObject['paths'][string]['get']>['parameters']>;

const text: Schema = { type: 'string' };

/** RFC 9457 with this service's extensions. */
export const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'traceId'],
  properties: {
    type: { type: 'string', format: 'uri', example: 'urn:heatledger:problem:request:invalid' },
    title: { type: 'string', description: 'In Chinese, or in English where Accept-Language prefers it.' },
    status: { type: 'integer' },
    detail: text,
    code: { type: 'string', example: 'request/invalid' },
    traceId: text,
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['detail'],
        properties: { pointer: text, parameter: text, header: text, detail: text, allowed: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] }, description: 'The values that would be allowed, where they are a closed set; `detail` says it elsewhere.' } },
      },
    },
  },
};

export const commandAnswerSchema: Schema = {
  type: 'object',
  required: ['id', 'stream', 'revision', 'position', 'events', 'repeated'],
  properties: {
    id: { type: 'string', description: 'Id of the thing the command was about.' },
    stream: text,
    revision: { type: 'integer', description: 'Revision of the stream now; also the ETag.' },
    position: { type: 'string', description: 'For min-position.' },
    events: { type: 'integer', description: 'Facts the command led to; 0 when it was true already.' },
    repeated: { type: 'boolean', description: 'True when the same request had been carried out before.' },
  },
};

/** What a command may carry beside its body; `onSight`: it must name what was seen. */
export const commandHeaders = ({ onSight }: Pick<RouteFacts, 'onSight'>): Parameters => [
  { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 }, description: 'The same again for a retry of the same request; kept as long as the log.' },
  { name: 'If-Match', in: 'header', required: onSight, schema: text, description: 'The ETag that was seen, or several; 412 with the actual revision where it is another one. Weak tags never hold.' },
];

export const minPosition: Parameters[number] = {
  name: 'min-position',
  in: 'query',
  required: false,
  schema: text,
  description: 'Waits a bounded time until the views that the answer (of a command: the decision) rests on have taken in this position; 503 with Retry-After otherwise. What the caller wrote just before through the same server is waited for without it.',
};

const reasons: Readonly<Record<number, string>> = {
  400: 'The request is malformed or names something that is not allowed.',
  401: 'No token, or not a valid one.',
  403: 'The role may not.',
  404: 'Nobody knows it.',
  409: 'Not as things stand.',
  412: 'If-Match names another ETag than there is now.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8, or is encoded.',
  422: 'The content is not valid, or the Idempotency-Key was used for another request.',
  428: edgeProblems['command/revision-missing'].en,
  429: edgeProblems['question/one-at-a-time'].en,
  500: edgeProblems['server/fault'].en,
  503: 'Busy, behind or stopping; Retry-After says when to come back.',
};

/** Problems a route can answer with. */
export const problemsOf = ({ public: open, method, heavy, onSight }: RouteFacts): Responses => {
  const statuses = open ? [500, 503] : method === 'GET' ? [400, 401, 403, 404, 412, 500, 503] : [400, 401, 403, 404, 409, 412, 413, 415, 422, 500, 503];
  if (heavy) statuses.push(422, 429);
  if (onSight) statuses.push(428);
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(statuses.map((status) => [String(status), { description: reasons[status] ?? '', content }]));
};
