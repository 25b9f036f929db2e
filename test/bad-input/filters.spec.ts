import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routesOf } from '@heatledger/edge/nest';
import { EventStore, EventStoreError } from '@heatledger/event-store';
import { EdgeService, nobody, type Said } from '../journeys/edge-service.js';

type Doc = Readonly<Record<string, unknown>>;

/** A list with its filters: what may be asked for, and what a document must then be. */
interface Listed {
  readonly path: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  /** Where a document holds the filter's value; the filter's own name when absent. */
  readonly held?: Readonly<Record<string, (doc: Doc) => unknown>>;
}

const field = (name: string) => (doc: Doc): unknown => doc[name];
let service: EdgeService;
let lists: readonly Listed[];

beforeAll(async () => {
  service = await EdgeService.start();
  const home = { station: 'S1', areaTenths: 900, contractTenths: 180, heating: 'on', from: '2025-11-01' };
  const made = async (path: string, content: object, role: 'agent' | 'fee-officer' | 'inspector' | 'crew' | 'dispatcher'): Promise<Said> => {
    const said = await service.post(path, content, { role });
    expect({ path, status: said.status }).toEqual({ path, status: 201 });
    return said;
  };
  const households: string[] = [];
  for (const zone of ['Z1', 'Z2']) households.push((await made('/households', { ...home, zone, archiveNumber: `A-${zone}` }, 'fee-officer')).body.id);
  const tickets: string[] = [];
  for (const zone of ['Z1', 'Z2']) {
    tickets.push((await made('/repairs', { category: 'LEAK', description: '漏水', zone, station: 'S1' }, 'agent')).body.id);
    await made('/complaints', { category: 'TEMP', description: '屋里冷', zone, station: 'S1' }, 'agent');
    for (const inspector of ['feng', 'wu'])
      await made('/inspections', { site: 'S1', checklist: ['室温'], inspector, due: '2026-02-01T12:00:00+08:00', zone }, 'inspector');
  }
  await made(`/repairs/${tickets[0] ?? ''}/assignment`, { crewId: 'crew-1' }, 'dispatcher');
  for (const [index, householdId] of households.entries())
    await made('/adjustments', { basis: 'billing-error', householdId, reason: '多收', ...(index === 0 ? { ticketId: tickets[0] } : {}) }, 'fee-officer');
  const cards = await service.eventually('/tickets?kind=complaint', ({ items }) => items.length === 2);
  await service.eventually('/adjustments', ({ items }) => items.length === 2);
  await service.eventually('/inspections', ({ items }) => items.length === 4);
  await service.eventually(`/audit-trail?case=repair-${tickets[0] ?? ''}`, ({ items }) => items.length > 1);
  const zones = ['Z1', 'Z2', 'nowhere'];
  lists = [
    { path: '/inspections', filters: { inspector: ['feng', 'wu', 'nobody'], zone: zones, phase: ['planned', 'closed'] } },
    {
      path: '/audit-trail',
      filters: { actor: ['agent-1', 'inspector-1', 'feng'], case: [`repair-${tickets[0] ?? ''}`, 'nothing'], day: ['2026-01-05', '2026-01-06'] },
      held: { day: field('day') },
    },
    { path: '/households', filters: { zone: zones, station: ['S1', 'S9'], archiveNumber: ['A-Z1', 'A-none'] } },
    {
      path: '/tickets/queue',
      filters: { crew: ['crew-1', 'crew-9'], officer: ['sun'], zone: zones, kind: ['repair', 'complaint'] },
      held: { crew: field('crewId'), officer: field('officerId') },
    },
    { path: '/tickets', filters: { caseNumber: [cards.items[0].caseNumber, 'R-1'], householdId: [households[0] ?? '', nobody], kind: ['repair', 'complaint'], zone: zones } },
    { path: '/tickets/responses', filters: { day: ['2026-01-05', '2026-01-06'], actor: ['agent-1', 'feng'], zone: zones }, held: { actor: field('actorId') } },
    {
      path: '/adjustments',
      filters: { phase: ['requested', 'paid'], householdId: [households[0] ?? '', nobody], ticketId: [tickets[0] ?? '', nobody], zone: zones, month: ['2026-01', '2025-12'] },
    },
    { path: '/measurements', filters: { householdId: [households[0] ?? '', nobody], ticketId: [tickets[0] ?? '', nobody], day: ['2026-01-05'], zone: zones, result: ['below', 'none'] } },
    { path: '/surveys', filters: { ticketId: [tickets[0] ?? '', nobody], phase: ['invited', 'answered'] } },
    { path: '/seasons', filters: { area: ['临沂', '沈阳'] } },
    { path: '/appraisals', filters: { unit: ['城东'], grade: ['A'] } },
    { path: '/statistics/compliance/cases?by=kind', filters: { clock: ['arrive', 'resolve'], group: ['repair', 'complaint'], standing: ['running', 'met'] }, held: { group: () => undefined } },
    {
      path: '/statistics/kpis/cases?by=zone',
      filters: { kpi: ['repair-handling'], zone: zones, station: ['S1', 'S9'], category: ['LEAK', 'TEMP'], group: zones, standing: ['in', 'running'] },
      held: { group: field('zone') },
    },
  ];
});
afterAll(() => service.stop());

const names = ['/inspections', '/audit-trail', '/households', '/tickets/queue', '/tickets', '/tickets/responses', '/adjustments', '/measurements', '/surveys', '/seasons', '/appraisals'];
const figures = ['/statistics/compliance/cases?by=kind', '/statistics/kpis/cases?by=zone'];

describe('H2: a list that is asked for with filters', () => {
  it.each([...names, ...figures])('gives what fulfils every one of them, or says which go together: %s', async (path) => {
    const { filters, held = {} } = lists.find((one) => one.path === path) as Listed;
    const chosen = fc.record(Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, fc.constantFrom(...values)])), { requiredKeys: [] });
    await fc.assert(
      fc.asyncProperty(chosen, async (some) => {
        const given = some as Readonly<Record<string, string>>;
        const asked = new URLSearchParams(given).toString();
        const { status, body } = await service.get(`${path}${path.includes('?') ? '&' : '?'}${asked}`);
        if (status !== 200) {
          expect(status).toBe(400);
          const [entry] = body.errors as readonly { readonly parameter: string; readonly allowed: readonly string[] }[];
          const together = Object.keys(given).sort();
          expect({ asked, parameter: entry?.parameter.split(', ') }).toEqual({ asked, parameter: together.length === 0 ? ['filter'] : together });
          expect(entry?.allowed).not.toContain(together.join('+'));
          expect(entry?.allowed.length).toBeGreaterThan(0);
          return;
        }
        for (const doc of body.items as readonly Doc[])
          for (const [name, value] of Object.entries(given)) {
            const found = (held[name] ?? field(name))(doc);
            if (found !== undefined) expect({ asked, name, found }).toEqual({ asked, name, found: value });
          }
      }),
      { numRuns: 60 },
    );
  });

  it('was answered with others: an inspector in a zone, an actor in a case, a ticket at a stage', async () => {
    for (const asked of ['/inspections?inspector=feng&zone=nowhere', '/audit-trail?actor=agent-1&case=nothing', `/surveys?ticketId=${nobody}&phase=answered`]) {
      const said = await service.get(asked);
      expect([said.status, said.body.code, Array.isArray(said.body.errors[0].allowed)]).toEqual([400, 'request/invalid', true]);
    }
  });
});

describe('H3: a log that cannot be read', () => {
  it('is not told as a case that nobody knows', async () => {
    const { id, position } = (await service.report()).body;
    const path = `/cases/${id}/history?min-position=${encodeURIComponent(position)}`;
    expect((await service.get(path)).status).toBe(200);
    const store = service.server.app.get(EventStore);
    const head = store.head.bind(store);
    store.head = () => Promise.reject(new EventStoreError('unavailable', 'the log is down'));
    try {
      for (const name of [id, `repair-${id}`, 'R-20260105-0000']) {
        const said = await service.get(`/cases/${name}/history`);
        expect([said.status, said.body.code, said.headers.get('retry-after')]).toEqual([503, 'server/store-unavailable', '2']);
      }
    } finally {
      store.head = head;
    }
    expect((await service.get(path)).status).toBe(200);
    expect((await service.get('/cases/R-20260105-0000/history')).status).toBe(404);
  });
  it('history by case number waits for the view that knows the number', async () => {
    for (let n = 0; n < 5; n++) {
      const { id, position } = (await service.report()).body;
      const { body } = await service.get(`/tickets/${id}?min-position=${encodeURIComponent(position)}`);
      const said = await service.get(`/cases/${body.caseNumber}/history?min-position=${encodeURIComponent(position)}`);
      expect([said.status, said.body.lines[0].type]).toEqual([200, 'RepairReported']);
    }
  });
  it('and its routes name every view they look into', async () => {
    const told = routesOf(service.server.app).filter(({ path }) => path.startsWith('/cases/:name'));
    expect(told.map(({ reads }) => [...reads].sort())).toEqual(told.map(() => ['case-names', 'case-streams', 'ticket-card']));
    expect(told.length).toBeGreaterThanOrEqual(3);
  });
});
