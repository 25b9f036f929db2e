import type { RoleName } from '@heatledger/vocabulary';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ALLOWED, PUBLIC, READS } from './access.decorators.js';
import { methodName } from './body-flaws.js';
import { isHeavy } from './heavy-question.js';
import { ON_SIGHT } from './on-sight.decorator.js';
import { QUESTION } from './question.decorator.js';

/** One route as its decorators declare it. */
export interface RouteFacts {
  readonly controller: string;
  readonly handler: string;
  readonly method: string;
  /** With parameters as `:name`. */
  readonly path: string;
  readonly public: boolean;
  /** Empty lets nobody in. */
  readonly roles: readonly RoleName[];
  readonly reads: readonly string[];
  /** A POST that only asks. */
  readonly question: boolean;
  /** A command that needs If-Match. */
  readonly onSight: boolean;
  /** Its work grows with the log: one at a time for each caller. */
  readonly heavy: boolean;
}

type Handler = (...args: never[]) => unknown;

const metadata = (name: string, target: object): unknown => Reflect.getMetadata(name, target);
const first = (value: unknown): string => String(Array.isArray(value) ? value[0] : (value ?? '')).replace(/^\/+|\/+$/g, '');
const joined = (...parts: readonly string[]): string => `/${parts.filter((part) => part !== '').join('/')}`;

const routeOf = (controller: Type, handler: Handler, reflector: Reflector): RouteFacts | null => {
  if (metadata('path', handler) === undefined) return null;
  const places = [handler, controller];
  return {
    controller: controller.name,
    handler: handler.name,
    method: methodName(metadata('method', handler) as number | undefined),
    path: joined(first(metadata('path', controller)), first(metadata('path', handler))),
    public: reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places) ?? false,
    roles: reflector.getAllAndOverride<readonly RoleName[] | undefined>(ALLOWED, places) ?? [],
    reads: reflector.get<readonly string[] | undefined>(READS, handler) ?? [],
    question: reflector.get<boolean | undefined>(QUESTION, handler) ?? false,
    onSight: reflector.get<boolean | undefined>(ON_SIGHT, handler) ?? false,
    heavy: isHeavy(handler),
  };
};

/** Every route of the application, from its decorators: the source of the API document's access notes and of the access tests. */
export const routesOf = (app: INestApplicationContext): readonly RouteFacts[] => {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as Type<Record<string, Handler>>).prototype;
    return scanner
      .getAllMethodNames(prototype)
      .map((name) => routeOf(metatype as Type, prototype[name] as Handler, reflector))
      .filter((route) => route !== null);
  });
};
