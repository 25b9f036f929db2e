import { describe, expect, it } from '@jest/globals';
import { EdgeService } from '../journeys/edge-service.js';

describe('too many commands at once', () => {
  it('are told to come back, and the rest is carried out', async () => {
    const service = await EdgeService.start({ mostCommands: 1 });
    const answers = await Promise.all(Array.from({ length: 40 }, () => service.report()));
    const busy = answers.filter(({ status }) => status === 503);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 503]));
    expect(busy.every(({ body, headers }) => body.code === 'server/busy' && headers.get('retry-after') === '1')).toBe(true);
    await service.stop();
  });
});
