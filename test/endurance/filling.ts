import { ReportRepair } from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';
import { ledgerOver } from './oracles.js';

const AT_ONCE = 256;

/** Fills a directory that no service uses with repairs until its log holds at least so many events, `held` of them from before; answers how many it holds. Views are left behind. */
export const filled = async (data: string, events: number, before = 0): Promise<number> => {
  const { router, clock, close } = await ledgerOver(data);
  let held = before;
  for (let n = before; held < events;) {
    const wave = Array.from({ length: Math.min(AT_ONCE, Math.ceil((events - held) / 4)) }, () => n++);
    const outcomes = await Promise.all(
      wave.map((one) => {
        const now = clock.now();
        const ticketId = derivedUuid('filling', String(one));
        const command = ReportRepair({
          ticketId,
          caseNumber: `R-20260105-F${one}`,
          zone: `Z${one % 9}`,
          station: `S${one % 40}`,
          category: 'LEAK',
          description: '厨房漏水',
        });
        return router.submit({
          ...command,
          meta: { id: derivedUuid('filling-command', String(one)), at: now, now, actor: { id: 'agent-1', role: 'agent' }, channel: 'hotline' },
        });
      }),
    );
    for (const outcome of outcomes) {
      if (!outcome.ok) throw new Error(JSON.stringify(outcome));
      held += outcome.events;
    }
  }
  await close();
  return held;
};
