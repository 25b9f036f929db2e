import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service, until } from '../../endurance/service.js';
import { answersOf, ask, keptSeeds, unpacked, type Seed } from './ask.js';

const MASKED = '［已隐去］';

/**
 * The answer with positions as they were told then, without the epoch they are of now, and without the words people
 * read, which were made better since, masks among them.
 */
const bare = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (name, value: unknown) => {
    if (name === 'sentence' || name === 'say') return null;
    if (typeof value !== 'string') return value;
    return value.includes('*') ? MASKED : value.replace(/^1\.(\d{14})$/, '$1');
  });

interface Change {
  readonly field: string;
}

/** What a program of then could tell as changed by a fact: a state has learnt to hold more since. */
const toldThen = new Set(
  keptSeeds.flatMap((seed) => {
    const fields: string[] = [];
    JSON.stringify(answersOf(seed), (name, value: unknown) => {
      if (name === 'changed') fields.push(...(value as readonly Change[]).map(({ field }) => field));
      return value;
    });
    return fields;
  }),
);

/** A report by telephone is acknowledged at once, and both sides are heard anew in each round: ruled otherwise since. */
const ruledSince = new Set(['acknowledged', 'complainantSettled', 'respondentSettled']);

const asThen = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    name === 'changed'
      ? (value as readonly Change[]).filter(({ field }) => toldThen.has(field) && !ruledSince.has(field))
      : value,
  );

type Followers = readonly { readonly state: string; readonly behind: number }[];

/** Lets the service build its views over the log, and stops it. */
const viewsBuilt = async (data: string): Promise<void> => {
  const service = await Service.start(data);
  await until(async () => {
    const followers = (await service.ask('GET', '/health')).body['followers'] as Followers;
    return followers.every(({ state, behind }) => state === 'live' && behind === 0);
  });
  await service.stop();
};

/** A demo season that the program of 0.1.0 played is read by today's program and answered as it was answered then. */
export const describeKeptDemo = (seed: Seed): void =>
  describe(`The demo season of seed ${seed} that version 0.1.0 played`, () => {
    let data = '';
    let remove = (): void => undefined;
    beforeAll(async () => {
      ({ data, remove } = unpacked(seed));
      await viewsBuilt(data);
    });
    afterAll(() => remove());

    // the start above has set the company’s zone and taken the merges in (one stream for repairs, one for complaints)
    it('is sound to today’s program', async () => {
      expect(await ask(data, ['verify'])).toMatchObject({ streams: 1460, fault: null });
    });

    it.each(answersOf(seed).map(({ asked, answer }) => [asked.join(' '), asked, answer] as const))(
      'answers as then: %s',
      async (_question, asked, answer) => {
        const said = bare(await ask(data, asked));
        if (asked[0] === 'history') expect(asThen(said)).toMatchObject(asThen(bare(answer)) as object);
        else expect(said).toEqual(bare(answer));
      },
    );
  });
