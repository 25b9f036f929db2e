import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { InvalidRequest, type Flaw } from '@heatledger/edge';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseConnection } from './client-errors.js';
import { refuse } from './serving.js';

const BODY_BYTES = 256 * 1024;
const LONGEST_PARAMETER = 1000;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace id the caller sent (W3C), or a fresh one. */
const traceIdOf = ({ headers }: Pick<IncomingMessage, 'headers'>): string => {
  const [, given] = TRACEPARENT.exec(String(headers['traceparent'] ?? '')) ?? [];
  return given !== undefined && !/^0+$/.test(given) ? given : randomUUID().replaceAll('-', '');
};

/** JSON in well-formed UTF-8 or nothing; prototype names are left for the edge to refuse by name. */
export const parseJson = (body: Buffer): unknown => {
  if (body.length === 0) return undefined;
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  return JSON.parse(text) as unknown;
};

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)"?/i;

/** Refuses a body in another encoding than this service reads: to read it as UTF-8 would record what nobody wrote. */
const requireReadable = (headers: IncomingHttpHeaders): void => {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset))
    throw new InvalidRequest(
      [{ header: 'Content-Type', zh: `不接受字符集 ${charset}。`, en: `the charset ${charset} is not taken.`, allowed: ['application/json', 'application/json; charset=utf-8'] }],
      'request/media-type',
    );
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding.trim().toLowerCase() !== 'identity')
    throw new InvalidRequest([{ header: 'Content-Encoding', zh: `不接受 ${coding}。`, en: `${coding} is not taken.`, allowed: ['identity'] }], 'request/media-type');
};

const badAddress: Flaw = { parameter: 'url', zh: '地址须以 UTF-8 百分号编码，每段不超过 1000 个字符。', en: 'must be percent-encoded UTF-8, 1000 characters a segment at most.' };

/** Fastify with the limits of this service. */
export const fastifyAdapter = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    genReqId: traceIdOf,
    requestTimeout: 60_000,
    return503OnClosing: false,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    clientErrorHandler: refuseConnection,
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => void refuse(request, reply, { code: 'request/failed', flaws: [badAddress] }),
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, ({ headers }, body, done) => {
    try {
      requireReadable(headers);
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error instanceof InvalidRequest ? error : new InvalidRequest([], 'request/malformed-json'), undefined);
    }
  });
  return adapter;
};
