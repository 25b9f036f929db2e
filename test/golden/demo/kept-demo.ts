import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Service, until } from '../../endurance/service.js';
import { answersOf, ask, unpacked, type Seed } from './ask.js';

/** The answer with positions as they were told then, without the epoch they are of now. */
const bare = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer), (_, value: unknown) => (typeof value === 'string' ? value.replace(/^1\.(\d{14})$/, '$1') : value));

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
        expect(bare(await ask(data, asked))).toEqual(answer);
      },
    );
  });
