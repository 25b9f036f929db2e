import { randomUUID } from 'node:crypto';
import { Disk } from './disk.js';
import { quantile, told, type Scratch, type Sizes } from './measuring.js';
import type { Program } from './program.js';
import type { Row } from './report.js';
import { aRepair } from './requests.js';

/** A fact on the wire: its place in the log, and when the log took it in. */
const FACT = /^id: (\S+)\ndata: .*"recordedtime":"([^"]+)"/gm;
const PAUSE = 10;
const GOAL = 5;

/** When a fact arrived: on the clock of this process, and how long after the log took it in by the clock that all processes of the machine share, ms. */
interface Arrival {
  readonly at: number;
  readonly sinceRecorded: number;
}

/** Bytes that the log writes ahead for the facts of one report of a repair: eight pages. */
const BYTES = Buffer.alloc(8 * 4096, 'x');

const pause = (): Promise<void> => new Promise((next) => setTimeout(next, PAUSE));

/** Remembers when each place of the log arrived, and wakes who waits for it. */
class Arrivals {
  readonly #at = new Map<string, Arrival>();
  readonly #waiting = new Map<string, () => void>();

  async listen(body: AsyncIterable<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      const [now, clock] = [performance.now(), Date.now()];
      const text = rest + decoder.decode(chunk, { stream: true });
      const end = text.lastIndexOf('\n\n') + 1;
      for (const [, position = '', recorded = ''] of text.slice(0, end).matchAll(FACT)) this.#note(position, { at: now, sinceRecorded: clock - Date.parse(recorded) });
      rest = text.slice(end);
    }
  }

  #note(position: string, arrival: Arrival): void {
    this.#at.set(position, arrival);
    this.#waiting.get(position)?.();
    this.#waiting.delete(position);
  }

  async of(position: string): Promise<Arrival> {
    if (!this.#at.has(position)) await new Promise<void>((woken) => this.#waiting.set(position, woken));
    return this.#at.get(position) ?? { at: NaN, sinceRecorded: NaN };
  }
}

/**
 * From the moment the log takes a fact in until a subscriber of the feed has it (fsync and delivery; the log notes that moment in whole milliseconds, rounded down, so that this is never too little), and
 * from the moment a command leaves its sender until a subscriber has its last fact (HTTP and decision too).
 */
export const measureDelivery = async (program: Program, scratch: Scratch, { deliveries }: Sizes): Promise<readonly Row[]> => {
  told('delivery: command to subscriber');
  const { position } = await program.post('/repairs', aRepair, randomUUID());
  const leave = new AbortController();
  const stream = await fetch(`${program.url}/feed/stream?after=${position}`, { headers: program.headers, signal: leave.signal });
  const arrivals = new Arrivals();
  const listening = arrivals.listen(stream.body as unknown as AsyncIterable<Uint8Array>).catch(() => undefined);
  const [appended, delivered, answered]: [number[], number[], number[]] = [[], [], []];
  const disk = new Disk(scratch);
  const durable: number[] = [];
  for (let n = 0; n < deliveries; n++) {
    const sent = performance.now();
    const { position: last } = await program.post('/repairs', aRepair, randomUUID());
    answered.push(performance.now() - sent);
    const { at, sinceRecorded } = await arrivals.of(last);
    delivered.push(at - sent);
    appended.push(sinceRecorded);
    await pause();
    // in turns, so that what else the disk does hits both alike
    const began = performance.now();
    disk.write(BYTES);
    durable.push(performance.now() - began);
    await pause();
  }
  disk.close();
  leave.abort();
  await listening;
  const group = 'Delivery';
  return [
    { group, what: 'append to fact delivered (SSE), fsync included, p50', value: quantile(appended, 0.5), unit: 'ms' },
    { group, what: 'append to fact delivered (SSE), fsync included, p99', value: quantile(appended, 0.99), unit: 'ms', goal: { value: GOAL, most: true } },
    { group, what: 'write + fdatasync of as many bytes, p50', value: quantile(durable, 0.5), unit: 'ms' },
    { group, what: 'write + fdatasync of as many bytes, p99', value: quantile(durable, 0.99), unit: 'ms' },
    { group, what: 'command sent to fact delivered (SSE), p50', value: quantile(delivered, 0.5), unit: 'ms' },
    { group, what: 'command sent to fact delivered (SSE), p99', value: quantile(delivered, 0.99), unit: 'ms' },
    { group, what: 'command sent to command answered, p99', value: quantile(answered, 0.99), unit: 'ms' },
  ];
};
