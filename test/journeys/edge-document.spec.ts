import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeApi } from '@heatledger/server';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly schema: Schema }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}
interface Document {
  readonly info: { readonly title: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let document: Document;
beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await describeApi())) as Document;
});

const operations = (): readonly Operation[] => Object.values(document.paths).flatMap((path) => Object.values(path));

/** What a generator makes no type of: nothing said, or an object of which nothing is known. */
const isVague = ({ $ref, type, items, additionalProperties, properties }: Schema): boolean => {
  if ($ref !== undefined) return false;
  if (type === 'array') return items === undefined || isVague(items);
  return type === undefined || (type === 'object' && properties === undefined && additionalProperties !== true);
};

describe('H6: the API document', () => {
  it('says of every field of a request what it is', () => {
    const requests = Object.entries(document.components.schemas).filter(([name]) => name.endsWith('Request'));
    const vague = requests.flatMap(([name, { properties = {} }]) => Object.entries(properties).flatMap(([field, schema]) => (isVague(schema) ? [`${name}.${field}`] : [])));
    expect(vague).toEqual([]);
    expect(requests.length).toBeGreaterThan(40);
  });
  it('leaves open what is in an object only where that is checked by what it is for', () => {
    const open = Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).flatMap(([field, { type, additionalProperties }]) => (type === 'object' && additionalProperties === true ? [`${name}.${field}`] : [])),
    );
    expect(open.sort()).toEqual(['AdoptRulePackRequest.pack', 'ReappraiseRequest.draft', 'RerunRequest.draft']);
  });
  it('says of every parameter what it is', () => {
    const vague = operations().flatMap(({ operationId, parameters = [] }) => parameters.flatMap(({ name, schema }) => (isVague(schema) ? [`${operationId} ${name}`] : [])));
    expect(vague).toEqual([]);
  });
  it('can be made a client of: a title that is a name, and where the service is', () => {
    expect(document.info.title).toMatch(/^[A-Za-z][A-Za-z0-9]*$/);
    expect(document.servers.map(({ url }) => url)).toEqual(['/', 'http://127.0.0.1:3000']);
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('says which answers are no JSON', () => {
    const typeOf = (path: string): readonly string[] => Object.keys(document.paths[path]?.['get']?.responses['200']?.content ?? {});
    expect(typeOf('/metrics')).toEqual(['text/plain']);
    expect(typeOf('/')).toEqual(['text/html']);
    expect(typeOf('/feed')).toEqual(['application/cloudevents-batch+json']);
    expect(typeOf('/feed/stream')).toEqual(['text/event-stream']);
    expect(typeOf('/health')).toEqual(['application/json']);
  });
  it('H5: says that what is allowed is a list of values', () => {
    const problem = document.components.schemas['Problem']?.properties?.['errors']?.items?.properties?.['allowed'];
    expect(problem).toMatchObject({ type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] } });
  });
});
