import { RequestMethod, type ExecutionContext, type Type } from '@nestjs/common';
import { hostileIn } from '../hostile.js';
import type { Flaw } from '../problems.js';

const BODY = 3;
const QUERY = 4;

/** What each route takes, by controller and handler: declared once and for all. */
const taken = new WeakMap<object, Map<string, ReadonlySet<number>>>();

const takenBy = (context: ExecutionContext): ReadonlySet<number> => {
  const [controller, { name }] = [context.getClass(), context.getHandler()];
  const routes = taken.get(controller) ?? new Map<string, ReadonlySet<number>>();
  taken.set(controller, routes);
  const known = routes.get(name);
  if (known) return known;
  const declared = Reflect.getMetadata('__routeArguments__', controller, name) as object | undefined;
  const parts = new Set(Object.keys(declared ?? {}).map((key) => Number(key.split(':', 1)[0])));
  routes.set(name, parts);
  return parts;
};

/** True when the route takes its body (or its question) as a whole. */
const takes = (context: ExecutionContext, part: number): boolean => takenBy(context).has(part);

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** What is wrong with a body before its fields are looked at. */
export const bodyFlaws = (body: unknown, context: ExecutionContext): readonly Flaw[] => {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    return [{ pointer: '/', zh: '正文必须是 JSON 对象。', en: 'the body must be a JSON object.' }];
  if (!takes(context, BODY) && !isEmpty(body))
    return Object.keys(body ?? {}).map((name) => ({ pointer: `/${name}`, zh: '未知字段。', en: 'is not a field of this request.' }));
  return hostileIn(body);
};

/** Parameters given to a route that takes none. */
export const queryFlaws = (query: Readonly<Record<string, unknown>>, context: ExecutionContext): readonly Flaw[] =>
  takes(context, QUERY) ? [] : Object.keys(query).map((name) => ({ parameter: name, zh: '未知参数。', en: 'is not a parameter of this request.' }));

export const methodName = (method: number | undefined): string => RequestMethod[method ?? 0] ?? 'GET';

/** The class that a route's whole question is checked against; nothing for a route that asks for none. */
export const questionClass = (context: ExecutionContext): Type | undefined => {
  const [controller, { name }] = [context.getClass(), context.getHandler()];
  const declared = (Reflect.getMetadata('__routeArguments__', controller, name) ?? {}) as Readonly<Record<string, { readonly data?: unknown; readonly index: number }>>;
  const whole = Object.entries(declared).find(([key, { data }]) => Number(key.split(':', 1)[0]) === QUERY && data === undefined)?.[1];
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as readonly Type[];
  return whole && types[whole.index];
};
