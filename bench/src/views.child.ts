import { openLedger, readConfig } from '@heatledger/server';

/** What a pass of everything that reads the log took; events that followed from it are counted too. */
export interface Pass {
  readonly events: number;
  readonly ms: number;
  readonly peakMiB: number;
}

const [data = ''] = process.argv.slice(2);
const ledger = await openLedger(readConfig({ data, log: 'error' }, {}));
const start = performance.now();
await ledger.followers.settle();
const events = ledger.store.compare(await ledger.store.position(), '');
const pass: Pass = { events, ms: performance.now() - start, peakMiB: process.resourceUsage().maxRSS / 1024 };
// what fell due since the cases' days is done now, so that no service is measured while it catches up with that
await ledger.followers.tick(new Date().toISOString());
await ledger.close();
process.send?.(pass);
process.disconnect?.();
