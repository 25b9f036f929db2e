import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Database from 'libsql';
import { heatledger, json, scratch } from './program.js';

const { path, remove } = scratch();
afterAll(remove);

interface Played {
  readonly tickets: number;
  readonly households: number;
  readonly events: number;
  readonly facts: Readonly<Record<string, number>>;
  readonly stories: readonly { readonly story: { readonly en: string }; readonly caseNumber: string }[];
}
interface Line {
  readonly type: string;
  readonly at: string;
  readonly recordedAt: string;
  readonly position: string;
  readonly sentence: { readonly zh: string; readonly en: string };
  readonly data: Readonly<Record<string, unknown>>;
  readonly changed: readonly { readonly field: string }[];
}
interface File {
  readonly case: string;
  readonly streams: readonly string[];
  readonly lines: readonly Line[];
}

const logOf = async (data: string): Promise<string> => createHash('sha256').update((await heatledger('export', '--data', data)).out).digest('hex');

describe('The demo season', () => {
  const data = path('demo');
  let played: Played;
  const caseOf = (story: RegExp): string => played.stories.find(({ story: { en } }) => story.test(en))?.caseNumber ?? '';
  const typesOf = ({ lines }: File): readonly string[] => lines.map(({ type }) => type);

  beforeAll(async () => {
    played = await json<Played>('demo', '--data', data, '--seed', '7');
  }, 180_000);

  it('is big enough', () => {
    expect(played.households).toBeGreaterThanOrEqual(300);
    expect(played.tickets).toBeGreaterThanOrEqual(500);
  });

  it('is the same for the same seed, byte for byte, and another for another', async () => {
    await json('demo', '--data', path('again'), '--seed', '7');
    await json('demo', '--data', path('other'), '--seed', '8');
    expect(await logOf(path('again'))).toBe(await logOf(data));
    expect(await logOf(path('other'))).not.toBe(await logOf(data));
  }, 180_000);

  it('leaves a directory alone that holds a log', async () => {
    const ran = await heatledger('demo', '--data', data);
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.err).toContain('empty directory');
  });

  it('lets every fact of the house happen at least once, but for what only an operator does or another system tells', async () => {
    const kinds = await json<readonly { type: string }[]>('catalog');
    const unseen = new Set(kinds.map(({ type }) => type).filter((type) => played.facts[type] === undefined));
    const toldByAnotherSystem = ['ClockDueChanged', 'ComplaintSourceChanged', 'ComplaintTakenOver'];
    const ofOperators = ['EpochBegun', 'OldMergeFound', 'ParkedFactRetried', 'ParkedFactSkipped', 'ViewRebuilt'];
    // what the stories of test/golden play: a town of one area, whose winter begins in time and whose calendar is known
    const inOtherStories = [
      ...['AdjustmentClosedAsNothingDue', 'AreaChanged', 'AreaRegistered', 'ClockDone', 'ClockDueSet', 'CommandAnswered'],
      ...['ComplaintSupplemented', 'EnquirySupplemented', 'RepairAcknowledged', 'RepairSupplemented', 'SeasonStartedLate'],
    ];
    expect([...unseen].sort()).toEqual([...toldByAnotherSystem, ...ofOperators, ...inOtherStories].sort());
  });

  it('tells of a billing dispute: objected to, inspected, calculated again, paid', async () => {
    const types = typesOf(await json<File>('history', caseOf(/billing dispute/), '--data', data));
    const told = ['AdjustmentRequested', 'AdjustmentCalculated', 'AdjustmentApproved', 'AdjustmentObjected', 'InspectionPlanned', 'AdjustmentRecalculated', 'AdjustmentPaid', 'AdjustmentSettled'];
    expect(types.filter((type) => told.includes(type))).toEqual(expect.arrayContaining(told));
    expect(types.indexOf('AdjustmentObjected')).toBeLessThan(types.indexOf('AdjustmentRecalculated'));
    expect(types.indexOf('AdjustmentRecalculated')).toBeLessThan(types.indexOf('AdjustmentPaid'));
  });

  it('tells of an inspection whose rectification was sent back before it was verified', async () => {
    const types = typesOf(await json<File>('history', caseOf(/sent back/), '--data', data));
    expect(types.filter((type) => /^(Finding|Rectification|InspectionClosed)/.test(type))).toEqual(['FindingRaised', 'RectificationDemanded', 'FindingRectified', 'RectificationSentBack', 'FindingRectified', 'RectificationVerified', 'InspectionClosed']);
  });

  it('tells of a cold room, a refund, a second round, and satisfaction', async () => {
    const file = await json<File>('history', caseOf(/cold room/), '--data', data);
    const types = typesOf(file);
    for (const type of ['ComplaintReceived', 'RoomMeasured', 'AdjustmentCalculated', 'AdjustmentApproved', 'ComplaintAnswerRecorded', 'ComplaintRoundOpened', 'ComplaintClosed', 'SurveyInvited']) expect(types).toContain(type);
    expect(file.lines.filter(({ type }) => type === 'ComplaintAnswerRecorded').map(({ data: { satisfied } }) => satisfied)).toEqual([false, true]);
    expect(file.streams.length).toBeGreaterThan(2);
    expect(file.lines.find(({ type }) => type === 'ComplaintClosed')?.data['exit']).toBe('satisfied');
  });

  it('shows each line as a sentence in both languages, with what it changed, and nobody by name', async () => {
    const { lines } = await json<File>('history', caseOf(/cold room/), '--data', data);
    for (const { sentence } of lines) {
      expect(sentence.zh).toMatch(/\p{Script=Han}/u);
      expect(sentence.en).toMatch(/[A-Za-z]/);
    }
    expect(lines[0]).toMatchObject({ type: 'ComplaintReceived' });
    expect(lines[0]?.data['complainantName']).toMatch(/^.\*$/u);
    expect(lines[0]?.changed.map(({ field }) => field)).toContain('phase');
  });

  it('replays a case as it was known at a place in the log, and as it had happened by an instant', async () => {
    const name = caseOf(/cold room/);
    const { lines } = await json<File>('history', name, '--data', data);
    const middle = lines[10];
    const known = await json<File>('history', name, '--as-of', middle?.position ?? '', '--data', data);
    expect(known.lines.map(({ position }) => position)).toEqual(lines.filter(({ position }) => position <= (middle?.position ?? '')).map(({ position }) => position));
    const happened = await json<File>('history', name, '--at', middle?.at ?? '', '--data', data);
    expect(happened.lines.length).toBe(lines.filter(({ at }) => Date.parse(at) <= Date.parse(middle?.at ?? '')).length);
    expect((await json<File>('history', name, '--as-of', '2025-10-01T00:00:00+08:00', '--data', data)).lines).toEqual([]);
  });

  it('records a breach once, at its true instant', async () => {
    const { lines } = await json<File>('history', caseOf(/breached arrival/), '--data', data);
    const breached = lines.filter(({ type, data: { clock } }) => type === 'ClockBreached' && clock === 'arrive');
    expect(breached.length).toBe(1);
    expect(Date.parse(breached[0]?.at ?? '')).toBe(Date.parse(String(breached[0]?.data['due'])));
  });

  it('never counts the unreachable as satisfied', async () => {
    const types = typesOf(await json<File>('history', caseOf(/unreachable/), '--data', data));
    expect(types).not.toContain('ComplaintAnswerRecorded');
    const { total } = await json<{ total: readonly { invited: number; reached: number; unreached: number; valid: number; satisfied: number }[] }>('satisfaction', '--by', 'zone', '--at', '2026-06-01T00:00:00+08:00', '--data', data);
    for (const { invited, reached, unreached, valid, satisfied } of total) {
      expect(unreached).toBeGreaterThan(0);
      expect(reached + unreached).toBeLessThanOrEqual(invited);
      expect(satisfied).toBeLessThanOrEqual(valid);
    }
  });

  it('drops and builds a view again to the same documents', async () => {
    const documents = (): unknown => {
      const database = new Database(`${data}/views.db`);
      const build = database.prepare("SELECT build FROM builds WHERE name = 'ticket-card' AND live = 1").get() as { build: number };
      const rows = database.prepare(`SELECT key, position, doc FROM docs_${build.build} ORDER BY key`).all();
      database.close();
      return rows;
    };
    const before = documents();
    expect(await json('projections', 'rebuild', 'ticket-card', '--data', data)).toMatchObject({ finished: true, ms: expect.any(Number) });
    expect(documents()).toEqual(before);
  });

  it('shows every reader live and nothing parked', async () => {
    const status = await json<readonly { state: string; behind: number; parked: number }[]>('projections', 'status', '--data', data);
    for (const one of status) expect(one).toMatchObject({ state: 'live', behind: 0, parked: 0 });
    expect(await json('projections', 'parked', '--data', data)).toEqual([]);
    expect((await heatledger('projections', 'rebuild', 'nobody', '--data', data)).err).toMatch(/nobody: no such view/);
  });

  it('names the first event that somebody changed', async () => {
    expect(await json('verify', '--data', path('other'))).toMatchObject({ fault: null });
    const database = new Database(`${path('other')}/events.db`);
    database.exec("UPDATE events SET data = replace(data, '城东', '城西') WHERE position = 100");
    database.exec('UPDATE events SET data = json_set(data, \'$.areaTenths\', 1) WHERE position = 101');
    database.close();
    const ran = await heatledger('verify', '--data', path('other'));
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/household-.* revision 0 .*digest/);
  });

  it('counts the rates of the season, each with the cases behind its counts', async () => {
    interface Row {
      readonly kpi: string;
      readonly basis: string | null;
      readonly numerator: number;
      readonly denominator: number;
    }
    interface Case {
      readonly kpi: string;
      readonly standing: string;
      readonly stream: string;
    }
    const { rows, total } = await json<{ rows: readonly Row[]; total: readonly Row[] }>('kpi', '--by', 'season', '--season', '2025-2026', '--data', data);
    expect(rows.length).toBeGreaterThan(9);
    const handling = total.find(({ kpi }) => kpi === 'complaint-handling');
    const { items } = await json<{ items: readonly Case[] }>('kpi', '--by', 'season', '--season', '2025-2026', '--kpi', 'complaint-handling', '--cases', '--data', data);
    expect(items.filter(({ standing }) => standing === 'in')).toHaveLength(handling?.numerator ?? -1);
    expect(items.filter(({ standing }) => standing === 'in' || standing === 'out')).toHaveLength(handling?.denominator ?? -1);
    expect((await heatledger('kpi', '--season', '1999', '--data', data)).code).toBe(1);
    expect((await heatledger('kpi', '--from', '2026-02-30', '--data', data)).code).toBe(2);
  });

  it('appraises its units from recorded facts and revises beside what was published', async () => {
    interface Version {
      readonly kind: string;
      readonly items: readonly { readonly fact: { readonly history: string } | null }[];
    }
    const { items } = await json<{ items: readonly { unit: string }[] }>('appraisal', 'list', '--data', data);
    expect(items.map(({ unit }) => unit).toSorted()).toEqual(['城东', '城西', '新区', '热力公司'].toSorted());
    const { versions } = await json<{ versions: readonly Version[] }>('appraisal', 'show', caseOf(/appraisal/), '--data', data);
    expect(versions.map(({ kind }) => kind)).toEqual(['published', 'revised', 'rescored']);
    for (const version of versions) for (const { fact } of version.items) expect(fact).toMatchObject({ history: expect.stringMatching(/^\/cases\/.*\/history$/) });
  });

  it('runs a published score again bit for bit, and refuses a pack that scores nothing', async () => {
    const id = caseOf(/appraisal/);
    expect(await json('appraisal', 'rerun', id, '--data', data)).toMatchObject({ version: 2, identical: true, difference: [] });
    expect(await json('appraisal', 'rerun', id, '--score', '3', '--data', data)).toMatchObject({ version: 3, identical: true, rerun: { rule: { pack: 'draft-next-season' } } });
    expect(await json('appraisal', 'rerun', id, '--pack', '临沂', '--data', data)).toMatchObject({ identical: true, say: [{}, { en: expect.stringContaining('the pack default answers') }] });
    const refused = await heatledger('appraisal', 'rerun', id, '--pack', '黑龙江', '--data', data);
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/no score.*weights.*黑龙江/)]);
    expect((await heatledger('appraisal', 'show', 'nobody', '--lang', 'zh', '--data', data)).err).toMatch(/没有这次考核/);
    expect((await heatledger('appraisal', 'list', '--from', '2026-02-30', '--data', data)).code).toBe(2);
  }, 60_000);

  it('proposes what an appraisal could rest on from the rates that missed their targets', async () => {
    interface Proposal {
      readonly rates: readonly { readonly target: { readonly met: boolean } | null }[];
      readonly items: readonly { readonly missed: number; readonly numerator: number; readonly denominator: number; readonly pointsTenths: null }[];
    }
    const period = ['--from', '2025-11-10', '--to', '2026-03-20', '--data', data] as const;
    const { rates, items } = await json<Proposal>('appraisal', 'propose', '--kind', 'company', ...period);
    expect(items).toHaveLength(rates.filter(({ target }) => target?.met === false).length);
    expect(items.length).toBeGreaterThan(0);
    for (const { missed, numerator, denominator, pointsTenths } of items) expect([missed, pointsTenths]).toEqual([denominator - numerator, null]);
    expect((await heatledger('appraisal', 'propose', '--kind', 'zone', ...period)).code).toBe(2);
  });

  it('tells where a figure comes from by its trace, and which facts repeat it', async () => {
    const { lines } = await json<{ lines: readonly (Line & { readonly id: string; readonly rule: { readonly trace: string } | null })[] }>('history', caseOf(/breached arrival/), '--data', data);
    const breach = lines.find(({ type, data: { clock } }) => type === 'ClockBreached' && clock === 'arrive');
    const trace = breach?.rule?.trace ?? '';
    const figure = await json<{ figure: { type: string }; facts: readonly { id: string; type: string }[] }>('rules', 'trace', trace, '--data', data);
    expect(figure).toMatchObject({ traceId: trace, rule: { pack: 'default' }, figure: { type: 'ClockStarted' } });
    expect(figure.facts[0]?.id).toBe(trace);
    expect(figure.facts.map(({ id }) => id)).toContain(breach?.id);
    const said = await heatledger('rules', 'trace', trace, '--data', data, '--lang', 'zh');
    expect([said.code, said.out]).toEqual([0, expect.stringContaining('依据 默认规则(2025-1) 到场时限')]);
    for (const unknown of ['nobody', '00000000-0000-4000-8000-000000000000']) expect(await heatledger('rules', 'trace', unknown, '--data', data)).toMatchObject({ code: 1, out: '', err: expect.stringContaining(unknown) });
  });

  it('lists every fact in the catalogue, and every command has a help text', async () => {
    const kinds = await json<readonly { type: string; meaning: string }[]>('catalog');
    for (const type of Object.keys(played.facts)) expect(kinds.map((kind) => kind.type)).toContain(type);
    for (const command of ['start', 'demo', 'history', 'compliance', 'satisfaction', 'kpi', 'appraisal', 'projections', 'import', 'export', 'verify', 'token', 'catalog']) {
      const help = await heatledger(command, '--help');
      expect(help).toMatchObject({ code: 0 });
      expect(help.out).toContain('Usage: heatledger');
    }
  });
});
