import { randomUUID } from 'node:crypto';
import { quantile, told, type Sizes } from './measuring.js';
import type { Program } from './program.js';
import type { Row } from './report.js';
import { aRepair } from './requests.js';

const ID = /^id: (\S+)$/gm;
const PAUSE = 10;
const GOAL = 5;

/** Remembers when each place of the log arrived, and wakes who waits for it. */
class Arrivals {
  readonly #at = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();

  async listen(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const now = performance.now();
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf('\n\n') + 1;
      for (const [, position = ''] of text.slice(0, end).matchAll(ID)) this.#note(position, now);
      rest = text.slice(end);
    }
  }

  #note(position: string, now: number): void {
    this.#at.set(position, now);
    this.#waiting.get(position)?.();
    this.#waiting.delete(position);
  }

  async of(position: string): Promise<number> {
    if (!this.#at.has(position)) await new Promise<void>((woken) => this.#waiting.set(position, woken));
    return this.#at.get(position) ?? NaN;
  }
}

/** From the moment a command leaves its sender until a subscriber of the feed has its last fact: HTTP, decision, fsync and delivery. */
export const measureDelivery = async (program: Program, { deliveries }: Sizes): Promise<readonly Row[]> => {
  told('delivery: command to subscriber');
  const { position } = await program.post('/repairs', aRepair, randomUUID());
  const leave = new AbortController();
  const stream = await fetch(`${program.url}/feed/stream?after=${position}`, { headers: program.headers, signal: leave.signal });
  const arrivals = new Arrivals();
  const listening = arrivals.listen(stream.body as unknown as AsyncIterable<Uint8Array>).catch(() => undefined);
  const [delivered, answered]: [number[], number[]] = [[], []];
  for (let n = 0; n < deliveries; n++) {
    const sent = performance.now();
    const { position: last } = await program.post('/repairs', aRepair, randomUUID());
    answered.push(performance.now() - sent);
    delivered.push((await arrivals.of(last)) - sent);
    await new Promise((next) => setTimeout(next, PAUSE));
  }
  leave.abort();
  await listening;
  const group = 'Delivery';
  return [
    { group, what: 'command sent to fact delivered (SSE), p50', value: quantile(delivered, 0.5), unit: 'ms' },
    { group, what: 'command sent to fact delivered (SSE), p99', value: quantile(delivered, 0.99), unit: 'ms', goal: { value: GOAL, most: true } },
    { group, what: 'command sent to command answered, p99', value: quantile(answered, 0.99), unit: 'ms' },
  ];
};
