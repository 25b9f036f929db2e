import { routesOf, type RouteFacts } from '@heatledger/edge/nest';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { commandAnswerSchema, commandHeaders, minPosition, problemSchema, problemsOf } from './document.parts.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Holds the API document once the routes are known. */
export class ServedDocument {
  #make: (() => OpenAPIObject) | undefined;
  #document: OpenAPIObject | undefined;

  from(make: () => OpenAPIObject): void {
    this.#make = make;
  }

  get document(): OpenAPIObject {
    this.#document ??= this.#make?.();
    if (!this.#document) throw new Error('the API document was asked for before the routes were known');
    return this.#document;
  }
}

const operationId = (controller: string, method: string): string => `${controller.replace(/Controller$/, '')}.${method}`;
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What is not JSON, by its operation. */
const mediaTypes: Readonly<Record<string, string>> = {
  'Feed.page': 'application/cloudevents-batch+json',
  'Feed.stream': 'text/event-stream',
  'Landing.page': 'text/html',
  'Metrics.read': 'text/plain',
};
const mediaTypeOf = ({ controller, handler }: RouteFacts): string => mediaTypes[operationId(controller, handler)] ?? 'application/json';
const schemaOf = (mediaType: string): object => (mediaType.startsWith('text/') ? { type: 'string' } : {});

/** Adds what decorators on request classes cannot say: who may, which headers, which problems, what a command answers. */
const describe = (operation: Operation, route: RouteFacts): void => {
  const command = route.method !== 'GET' && !route.question;
  operation.summary ??= route.handler.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  operation.security = route.public ? [] : [{ bearer: [] }];
  if (!route.public) operation.description = `Roles: ${route.roles.join(', ') || 'none'}.`;
  operation.parameters = [...(operation.parameters ?? []), ...(command ? commandHeaders(route) : []), ...(command || route.reads.length > 0 ? [minPosition] : [])];
  const success = Object.keys(operation.responses).find((status) => status.startsWith('2')) ?? '200';
  const answer = command
    ? { description: 'Carried out, or true already.', headers: { ETag: { schema: { type: 'string' as const }, description: 'Revision of the stream.' } }, content: { 'application/json': { schema: { $ref: '#/components/schemas/CommandAnswer' } } } }
    : { description: 'The answer.', content: { [mediaTypeOf(route)]: { schema: schemaOf(mediaTypeOf(route)) } } };
  operation.responses = { [success]: answer, ...problemsOf(route) };
};

/** The OpenAPI 3.1 document of an application, made from its routes and request classes. */
export const apiDocument = (app: INestApplication): OpenAPIObject => {
  const frame = new DocumentBuilder()
    // generators name packages by it
    .setTitle('Heatledger')
    .addServer('/', 'The service that gave this document.')
    .addServer('http://127.0.0.1:3000', 'A service on this machine.')
    .setDescription('供热企业服务台账接口。 The service ledger of a district-heating company: commands append facts, views are computed from them.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'bearer')
    .build();
  const document = SwaggerModule.createDocument(app, frame, { operationIdFactory: operationId });
  const routes = new Map(routesOf(app).map((route) => [operationId(route.controller, route.handler), route]));
  for (const path of Object.values(document.paths))
    for (const method of methods) {
      const operation = path[method];
      const route = routes.get(operation?.operationId ?? '');
      if (operation && route) describe(operation, route);
    }
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: problemSchema, CommandAnswer: commandAnswerSchema } };
  return document;
};
