import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf, type RouteFacts } from '@heatledger/edge/nest';
import type { RoleName } from '@heatledger/vocabulary';
import { EdgeService, nobody, type Said } from '../journeys/edge-service.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly pattern?: string;
  readonly example?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

let service: EdgeService;
let routes: readonly RouteFacts[];
let schemas: Readonly<Record<string, Schema>>;
let operations: ReadonlyMap<string, Operation>;
const ids = new Map<string, string>();

const home = { zone: 'Z1', station: 'S1', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-11-01' };
const reading = { basis: 'complaint', room: 'bedroom', roomTenths: 168, closedMinutes: 60, heightCentimetres: 140, instrument: 'T-1', instrumentValidUntil: '2027-01-01' };
const season = { name: '2025-2026', area: '临沂', startsAt: '2025-11-15T00:00:00+08:00', endsAt: '2026-03-15T23:59:59+08:00', packId: 'linyi' };

beforeAll(async () => {
  service = await EdgeService.start();
  routes = routesOf(service.server.app);
  const { body } = await service.get('/openapi.json', {});
  schemas = body.components.schemas;
  operations = new Map(Object.values(body.paths as Record<string, Record<string, Operation>>).flatMap((path) => Object.values(path).map((one) => [one.operationId, one] as const)));
  const made = async (name: string, path: string, content: object, role: RoleName): Promise<void> => {
    const said = await service.post(path, content, { role });
    expect({ path, status: said.status, text: said.status === 201 ? '' : said.text }).toEqual({ path, status: 201, text: '' });
    ids.set(name, said.body.id);
  };
  await made('season', '/seasons', season, 'administrator');
  await made('household', '/households', home, 'fee-officer');
  const householdId = ids.get('household');
  const words = { category: 'TEMP', description: '屋里冷', zone: 'Z1', station: 'S1' };
  await made('repair', '/repairs', words, 'agent');
  await made('complaint', '/complaints', words, 'agent');
  await made('enquiry', '/enquiries', { category: 'BILLING', question: '何时缴费？' }, 'agent');
  const signed = { signedByUser: 'signed', signedByCompany: true, userCaused: false };
  await service.eventually(`/households/${householdId}`, (one) => one.householdId === householdId);
  await made('measurement', '/measurements', { householdId, ...reading, ...signed }, 'crew');
  await made('adjustment', '/adjustments', { basis: 'cold-rooms', householdId, reason: '测温不达标' }, 'fee-officer');
  await made('inspection', '/inspections', { site: 'S1', checklist: ['室温'], inspector: 'feng', due: '2026-02-01T12:00:00+08:00' }, 'inspector');
});
afterAll(() => service.stop());

/** An address whose names are those of things that exist, where one does. */
const addressOf = ({ path }: RouteFacts): string =>
  path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const kind = name === 'ticketId' ? path.split('/')[1]?.replace(/ies$/, 'y').replace(/s$/, '') : name.replace(/Id$/, '');
    if (name === 'year') return '2027';
    if (name === 'pack' || name === 'packId') return 'linyi';
    if (name === 'name') return ids.get('complaint') ?? nobody;
    return ids.get(kind ?? '') ?? ids.get('repair') ?? nobody;
  });

const resolved = (schema: Schema): Schema => (schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}));

/** A value of the form that the API document says. */
const sample = (given: Schema): unknown => {
  const schema = resolved(given);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'uuid') return nobody;
  if (schema.format === 'date-time') return '2026-01-05T11:00:00+08:00';
  if (schema.format === 'date') return '2026-01-05';
  if (schema.pattern?.includes('(0[1-9]')) return '2026-01';
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return [sample(schema.items ?? {})];
  if (schema.type === 'string') return '12345';
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, sample(inner)]));
};

/** A body with every field that the document knows. */
const whole = (schema: Schema): Record<string, unknown> => sample(schema) as Record<string, unknown>;

/** Written as it stands, since JSON.stringify would tidy some of it. */
const HOSTILE: Readonly<Record<string, string>> = {
  null: 'null',
  'a number beyond numbers': '1e999',
  'a negative one': '-1e999',
  'a number too large to be exact': '9007199254740993',
  'a fraction': '0.1',
  text: '"x"',
  'no text': '""',
  'a list': '[]',
  'a list of null': '[null]',
  'a list of numbers beyond numbers': '[1e999]',
  'an object': '{}',
  'an object with null': '{"a":null}',
  'a prototype': '{"__proto__":{"a":1}}',
  'a constructor': '{"constructor":{"prototype":{"a":1}}}',
  yes: 'true',
  depth: `${'['.repeat(40)}${']'.repeat(40)}`,
  'a long text': JSON.stringify('长'.repeat(5000)),
  'an odd instant': '"9999-12-31T23:59:59+14:00"',
};

const idOf = ({ controller, handler }: RouteFacts): string => `${controller.replace(/Controller$/, '')}.${handler}`;
const written = (body: Record<string, unknown>, name: string, raw: string): string => {
  const parts = Object.entries(body).map(([field, value]) => `${JSON.stringify(field)}:${field === name ? raw : JSON.stringify(value)}`);
  return `{${parts.join(',')}}`;
};

/** Fails, with all that is wrong, where an answer is a fault of ours or a refusal without a place. */
const wrongIn = (what: string, said: Said): readonly string[] => {
  if (said.status >= 500 && said.body?.code !== 'view/behind') return [`${what}: ${said.status} ${said.text.slice(0, 200)}`];
  if (said.status >= 400 && said.body?.code === undefined) return [`${what}: ${said.status} is no problem document`];
  if (said.body?.code === 'request/invalid' && !(said.body.errors?.length > 0)) return [`${what}: names no field`];
  const entries: readonly Record<string, unknown>[] = said.body?.errors ?? [];
  const places = entries.map(({ pointer, parameter, header }) => `${String(pointer)} ${String(parameter)} ${String(header)}`);
  if (new Set(places).size !== places.length) return [`${what}: told more than once: ${places.join(', ')}`];
  return entries.filter(({ allowed }) => allowed !== undefined && !Array.isArray(allowed)).map(() => `${what}: allowed is no list`);
};

/** Some at once, so that the walk does not take all day. */
const inTurns = async (names: readonly string[], ask: (name: string) => Promise<void>): Promise<void> => {
  const left = [...names];
  const turn = async (): Promise<void> => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) await ask(name);
  };
  await Promise.all(Array.from({ length: 8 }, turn));
};

const commands = (): readonly RouteFacts[] => routes.filter(({ method }) => method === 'POST');

describe('H1: whatever a field of a command holds', () => {
  it.each(Object.keys(HOSTILE))('never ends as a fault of ours: %s', async (name) => {
    const raw = HOSTILE[name] ?? '';
    const wrong: string[] = [];
    for (const route of commands()) {
      const schema = operations.get(idOf(route))?.requestBody?.content['application/json']?.schema;
      if (!schema) continue;
      const body = whole(schema);
      const role = route.roles[0];
      await inTurns(Object.keys(body), async (field) => {
        const asking = { ...(role === undefined ? {} : { role }), raw: written(body, field, raw), headers: { 'content-type': 'application/json' } };
        const said = await service.call('POST', addressOf(route), undefined, asking);
        wrong.push(...wrongIn(`${route.path} ${field}`, said));
        if (raw === 'null' || raw.includes('1e999')) {
          const pointers: readonly string[] = (said.body?.errors ?? []).map(({ pointer }: { pointer?: string }) => pointer ?? '');
          if (said.status !== 400 || !pointers.some((pointer) => pointer.startsWith(`#/${field}`))) wrong.push(`${route.path} ${field}: ${said.status}, not named`);
        }
      });
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('one field that is missing is one entry', async () => {
    const wrong: string[] = [];
    for (const route of commands()) {
      const schema = operations.get(idOf(route))?.requestBody?.content['application/json']?.schema;
      if (!schema) continue;
      const role = route.roles[0];
      const said = await service.call('POST', addressOf(route), {}, role === undefined ? {} : { role });
      wrong.push(...wrongIn(route.path, said));
      const needed = resolved(schema).required ?? [];
      const told: readonly string[] = said.body?.code === 'request/invalid' ? said.body.errors.map(({ pointer }: { pointer: string }) => pointer.slice(2)) : [];
      if (needed.length > 0 && said.status === 400) expect({ path: route.path, told: [...told].sort() }).toEqual({ path: route.path, told: expect.arrayContaining([...needed]) });
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe('H1: whatever a question is asked with', () => {
  const ODD = ['', '%00', 'null', '1e999', '-1', '%F0%9F%92%A5', '__proto__', 'constructor', 'x'.repeat(3000), '9999-12-31T23%3A59%3A59%2B14%3A00', '%7B%7D', '0'];
  it.each(ODD)('never ends as a fault of ours: %s', async (value) => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method, path }) => method === 'GET' && path !== '/feed/stream')) {
      const role = route.roles[0];
      const asking = role === undefined ? {} : { role };
      const names = (operations.get(idOf(route))?.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
      // min-position of a place to come waits for it, and is told to come back
      await inTurns(names.filter((one) => one !== 'min-position'), async (name) => {
        wrong.push(...wrongIn(`${route.path}?${name}`, await service.get(`${addressOf(route)}?${name}=${value}`, asking)));
        wrong.push(...wrongIn(`${route.path}?${name}&${name}`, await service.get(`${addressOf(route)}?${name}=${value}&${name}=${value}`, asking)));
      });
      if (route.path.includes(':') && value !== '')
        wrong.push(...wrongIn(`${route.path} with ${value}`, await service.get(route.path.replace(/:[A-Za-z]+/g, value), asking)));
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('H2: refuses a parameter that it does not know', async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const role = route.roles[0];
      const known = (operations.get(idOf(route))?.parameters ?? []).map((one) => one.name);
      for (const name of ['colour', ...(known.includes('min-position') ? [] : ['min-position'])]) {
        const said = await service.get(`${addressOf(route)}?${name}=x`, role === undefined ? {} : { role });
        const places = (said.body?.errors ?? []).map(({ parameter }: { parameter?: string }) => parameter);
        if (said.status !== 400 || !places.includes(name)) wrong.push(`${route.path}?${name}: ${said.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
