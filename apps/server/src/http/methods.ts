import { InvalidRequest } from '@heatledger/edge';
import { routesOf, type RouteFacts } from '@heatledger/edge/nest';
import type { INestApplicationContext } from '@nestjs/common';

/** Matches where a template has a name and the path has anything. */
const fits = (template: readonly string[], path: readonly string[]): boolean =>
  template.length === path.length && template.every((part, index) => (part.startsWith(':') ? path[index] !== '' : part === path[index]));

const answering = ({ method }: RouteFacts): readonly string[] => (method === 'GET' ? ['GET', 'HEAD'] : [method]);

/** Which methods an address takes, by the routes of the application; none where there is nothing. */
export class AddressMethods {
  #routes: readonly { readonly parts: readonly string[]; readonly methods: readonly string[] }[] | undefined;

  constructor(private readonly app: INestApplicationContext) {}

  at(url: string): readonly string[] {
    this.#routes ??= routesOf(this.app).map((route) => ({ parts: route.path.split('/'), methods: answering(route) }));
    const path = (url.split('?', 1)[0] ?? '').split('/');
    const methods = this.#routes.filter(({ parts }) => fits(parts, path)).flatMap((route) => route.methods);
    return methods.length === 0 ? [] : [...new Set([...methods, 'OPTIONS'])];
  }
}

/** A method that an address does not take, with those that it does. */
export const wrongMethod = (method: string, allowed: readonly string[]): InvalidRequest =>
  new InvalidRequest([{ parameter: 'method', zh: `此处不支持 ${method}。`, en: `${method} is not taken here.`, allowed }], 'request/method');
