import { languageOf, problemDocument, problemTable, troubleOf, type Trouble } from '@heatledger/edge';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { refuseExpectations } from './client-errors.js';
import { Connections } from './connections.js';
import { AddressMethods, wrongMethod } from './methods.js';
import type { Metrics } from './metrics.js';

/** How long requests under way may take to finish, ms. */
const GRACE_MS = 15_000;
/** How long a request that has begun may take to be there as a whole, and an answer to be taken, once the service stops, ms. */
const DELIVERY_MS = 1000;

const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'interest-cohort=()',
};
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
const table = problemTable([]);

const ANYWHERE = ['GET', 'HEAD', 'POST', 'OPTIONS'];

/** Answers before any route is asked, as a problem document like every other. */
export const refuse = (request: FastifyRequest, reply: FastifyReply, trouble: Trouble): FastifyReply => {
  const language = languageOf(request.headers['accept-language']);
  const document = problemDocument(trouble, table, String(request.id), language);
  void reply.headers({ 'Content-Type': 'application/problem+json; charset=utf-8', 'Content-Language': language === 'zh' ? 'zh-CN' : 'en', 'Cache-Control': 'no-store' });
  return reply.status(document.status).send(JSON.stringify(document));
};

const refuseWhileStopping = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  void reply.headers({ Connection: 'close', 'Retry-After': '5' });
  return refuse(request, reply, { code: 'server/stopping' });
};

export interface Serving {
  /** Refuses what comes from now on, lets what is under way finish, then closes the door. */
  stop(): Promise<void>;
}

/** What every answer carries and what is counted, whatever route it came from. */
export const serveOver = (app: NestFastifyApplication, log: Logger, metrics: Metrics): Serving => {
  let stopping = false;
  const methods = new AddressMethods(app);
  /** Nothing takes this method here: what would is told, and asked for by OPTIONS. */
  const withoutRoute = (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { url = '' } = request.raw;
    const allowed = url === '*' ? ANYWHERE : methods.at(url);
    if (allowed.length === 0) return done();
    void reply.header('Allow', allowed.join(', '));
    if (request.method === 'OPTIONS') void reply.status(204).send();
    else refuse(request, reply, troubleOf(wrongMethod(request.method, allowed)));
  };
  const fastify = app.getHttpAdapter().getInstance();
  refuseExpectations(app.getHttpServer() as Server);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('Trace-Id', String(request.id)).header('Content-Security-Policy', API_POLICY).header('Cache-Control', 'no-store');
    if (stopping) refuseWhileStopping(request, reply);
    else if (request.is404) withoutRoute(request, reply, done);
    else done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    log.debug({ traceId: request.id, method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
  const connections = new Connections(app.getHttpServer() as Server);
  return {
    async stop() {
      stopping = true;
      const undelivered = setInterval(() => connections.letGo(), DELIVERY_MS);
      const force = setTimeout(() => app.getHttpServer().closeAllConnections(), GRACE_MS);
      await app.close();
      clearInterval(undelivered);
      clearTimeout(force);
    },
  };
};
