import { openLedger, readConfig } from '@heatledger/server';

/** What one pass over the log took. */
export interface Pass {
  readonly events: number;
  readonly ms: number;
  readonly peakMiB: number;
}

const [data = '', view] = process.argv.slice(2);
const ledger = await openLedger(readConfig({ data, log: 'error' }, {}));
const start = performance.now();
if (view === undefined) await ledger.followers.settle();
else await ledger.followers.rebuild(view);
// every place in the log is passed, also where the view listens to few of its facts
const events = ledger.store.compare(await ledger.store.position(), '');
const pass: Pass = { events, ms: performance.now() - start, peakMiB: process.resourceUsage().maxRSS / 1024 };
await ledger.close();
process.send?.(pass);
process.disconnect?.();
