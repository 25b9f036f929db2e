import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf, type RouteFacts } from '@heatledger/edge/nest';
import { keysIn, roles, type RoleName } from '@heatledger/vocabulary';
import { EdgeService, nobody } from './edge-service.js';

const people = keysIn(roles).filter((role) => role !== 'system');
let service: EdgeService;
let routes: readonly RouteFacts[];

beforeAll(async () => {
  service = await EdgeService.start();
  routes = routesOf(service.server.app);
});
afterAll(() => service.stop());

/** The status alone: a stream never ends by itself. */
const knock = async ({ method, path }: RouteFacts, token?: string): Promise<number> => {
  const leave = new AbortController();
  const command = method !== 'GET';
  const response = await fetch(service.server.url + path.replace(/:[A-Za-z]+/g, nobody), {
    method,
    signal: leave.signal,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(command ? { 'content-type': 'application/json', 'idempotency-key': `matrix-${path}` } : {}),
    },
    ...(command ? { body: '{}' } : {}),
  });
  leave.abort();
  return response.status;
};

const expected = (route: RouteFacts, role: RoleName | null): string =>
  route.public ? 'in' : role === null ? '401' : route.roles.includes(role) ? 'in' : '403';

const walk = async (role: RoleName | null): Promise<void> => {
  const token = role === null ? undefined : await service.token(role);
  const wrong: string[] = [];
  for (const route of routes) {
    const status = await knock(route, token);
    const got = status === 401 || status === 403 ? String(status) : 'in';
    if (got !== expected(route, role)) wrong.push(`${route.method} ${route.path}: ${status}, expected ${expected(route, role)}`);
    if (status >= 500) wrong.push(`${route.method} ${route.path}: ${status}`);
  }
  expect(wrong).toEqual([]);
};

describe('access to every route', () => {
  it('covers the commands and the screens of the house', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter(({ method }) => method === 'POST').length).toBeGreaterThan(20);
  });
  it('is declared, route by route, or the route is public', () => {
    expect(routes.filter((route) => !route.public && route.roles.length === 0)).toEqual([]);
  });
  it('is open to everybody only for the service pages', () => {
    const open = routes.filter((route) => route.public).map(({ path }) => path);
    expect(open.sort()).toEqual(['/', '/health', '/health/live', '/health/ready', '/metrics', '/openapi.json']);
  });
  it('is refused without a token', () => walk(null));
  it.each(people)('lets in a %s where the route says so, and nowhere else', (role) => walk(role));
});
