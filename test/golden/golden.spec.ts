import type { RecordedEvent } from '@heatledger/event-store';
import { fold, keysOf, project, type Fact, type RecordedFact } from '@heatledger/kernel';
import { isChained } from '@heatledger/runtime';
import { contexts } from '@heatledger/server';
import { describe, expect, it } from '@jest/globals';
import { codec, deciders, eventsOf, keep, keepTexts, keptText, keptVersions, languages, told } from './kept-history.js';
import { kindsOfASeason, recordStories } from './stories.js';

/** `RECORD_GOLDEN=0.2.0` keeps the history that this program records; `RECORD_GOLDEN=texts` keeps how it tells the histories there are. */
const recording = process.env['RECORD_GOLDEN'];
if (recording === 'texts') keptVersions().forEach(keepTexts);
else if (recording !== undefined) keep(recording, await recordStories());

const streamsOf = (events: readonly RecordedEvent[]): ReadonlyMap<string, readonly RecordedEvent[]> => {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return streams;
};

describe.each(keptVersions())('The history that version %s recorded', (version) => {
  const events = eventsOf(version);

  it('is read by today’s program, every fact of it, and fits today’s schemas', () => {
    expect(events.length).toBeGreaterThan(500);
    for (const event of events) {
      const fact = codec.open(event);
      expect([event.type, codec.kindOf(event.type).schema.safeParse(fact.data).error?.issues ?? []]).toEqual([event.type, []]);
    }
  });

  it('is chained from the first event of every stream to the last, and a changed byte is found', () => {
    for (const [stream, chain] of streamsOf(events))
      chain.forEach((event, revision) => {
        expect([stream, event.revision, isChained(event, chain[revision - 1]?.metadata.digest ?? stream)]).toEqual([stream, revision, true]);
      });
    const [first] = events;
    expect(isChained({ ...first!, data: { ...first!.data, name: 'another' } }, first!.stream)).toBe(false);
  });

  it('is folded by every aggregate and by every view without a stumble', () => {
    expect.hasAssertions();
    for (const [stream, chain] of streamsOf(events)) {
      const decider = deciders.get(stream.slice(0, stream.indexOf('-')));
      expect([stream, decider === undefined]).toEqual([stream, false]);
      if (decider) fold(decider, chain.map((event) => codec.open(event) as Fact));
    }
    for (const projection of contexts.flatMap(({ projections }) => projections)) {
      const docs = new Map<string, object>();
      for (const fact of events.map((event): RecordedFact => codec.open(event)).filter(({ type }) => Object.hasOwn(projection.evolve, type)))
        for (const key of keysOf(projection, fact)) {
          const doc = project(projection, docs.get(key) ?? null, fact, key, { zone: 'Asia/Shanghai' }) as object | null;
          if (doc === null) docs.delete(key);
          else docs.set(key, doc);
        }
    }
  });

  it.each(languages)('is told as it was told then (%s), with no name and no phone in it', (language) => {
    const text = told(version, language);
    expect(text).toBe(keptText(version, language));
    for (const { data } of events.filter(({ type }) => type === 'HouseholdRegistered')) {
      expect(text).not.toContain(String(data['person']));
      expect(text).not.toContain(String(data['phone']));
    }
  });
});

describe('The stories that are recorded', () => {
  it('hold every kind of fact of a season and come out the same twice', async () => {
    const recorded = await recordStories();
    const types = new Set(recorded.trim().split('\n').map((line) => (JSON.parse(line) as RecordedEvent).type));
    expect(kindsOfASeason.filter((type) => !types.has(type))).toEqual([]);
    expect(await recordStories()).toBe(recorded);
  });
});
