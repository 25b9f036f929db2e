import { openLedger, readConfig } from '@heatledger/server';

/** What a pass of everything that reads the log took; events that followed from it are counted too. */
export interface Pass {
  readonly events: number;
  readonly ms: number;
  readonly peakMiB: number;
}

/** In one order for ever, as a play is settled, or side by side, as a running service catches up. */
const [data = '', manner = 'settled'] = process.argv.slice(2);
const ledger = await openLedger(readConfig({ data, log: 'error' }), { beside: manner === 'running' });
const { followers, store } = ledger;

const caughtUp = async (): Promise<void> => {
  await followers.start();
  for (;;) {
    const end = await store.position();
    if (followers.status().every(({ position }) => store.compare(position, end) >= 0)) return followers.stop();
    await new Promise((again) => setTimeout(again, 20));
  }
};

const start = performance.now();
await (manner === 'settled' ? followers.settle() : caughtUp());
const ms = performance.now() - start;
let events = 0;
for await (const page of store.scan()) events += page.events.length;
const pass: Pass = { events, ms, peakMiB: process.resourceUsage().maxRSS / 1024 };
// what fell due since the cases' days is done now, so that no service is measured while it catches up with that
await followers.tick(new Date().toISOString());
await ledger.close();
process.send?.(pass);
process.disconnect?.();
