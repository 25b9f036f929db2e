import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { languageOf, problemDocument, problemTable } from '@heatledger/edge';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const BODY_BYTES = 256 * 1024;
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const table = problemTable([]);

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

/** Fastify with the limits of this service. */
export const fastifyAdapter = (): FastifyAdapter => {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    genReqId: traceIdOf,
    requestTimeout: 60_000,
    return503OnClosing: false,
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const language = languageOf(request.headers['accept-language']);
      const document = problemDocument({ code: 'request/failed' }, table, String(request.id), language);
      void reply.status(document.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(document));
    },
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch {
      done(Object.assign(new Error('malformed JSON'), { statusCode: 400 }), undefined);
    }
  });
  return adapter;
};
