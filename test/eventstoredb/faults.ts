import type { Socket } from 'node:net';
import type { ServerErrorResponse } from '@grpc/grpc-js';
import { notLeader, notReady } from './answers.js';

export type Rpc = 'Append' | 'BatchAppend' | 'Read' | 'Subscribe' | 'Persistent' | 'Delete' | 'Features';

/** What goes wrong with a call. */
export type Fault =
  /** Taken and never answered. */
  | { readonly kind: 'silence' }
  /** Done so many milliseconds late. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'refused'; readonly error: ServerErrorResponse }
  /** Done, and the connection breaks before the answer. */
  | { readonly kind: 'answer-lost' }
  /** Done, and answered so many milliseconds late. */
  | { readonly kind: 'answer-late'; readonly ms: number }
  /** An append answered with a revision that is not true. */
  | { readonly kind: 'wrong-version' }
  /** Every event given so many times by a subscription. */
  | { readonly kind: 'duplicates'; readonly times: number }
  /** A subscription that begins again at the start of the log after so many events. */
  | { readonly kind: 'rewinds'; readonly after: number }
  /** A subscription that says, after so many events, that it lags, and soon that it does no more. */
  | { readonly kind: 'falls-behind'; readonly after: number }
  /** A subscription broken after so many events. */
  | { readonly kind: 'dropped'; readonly after: number };

interface Planned {
  readonly rpc: Rpc;
  readonly fault: Fault;
  left: number;
}

/** What is to go wrong: with the next calls of a kind, or with the sockets below all of them. */
export class Faults {
  readonly #planned: Planned[] = [];
  readonly #sockets = new Set<Socket>();
  /** Answers of consumers are heard a little later, and not at all from one who has hung up by then, as with KurrentDB 25. */
  hearsAnswersLate = false;
  #frozen = false;
  #deaf = false;

  /** Lets the next `times` calls of the kind go wrong. */
  next(rpc: Rpc, fault: Fault, times = 1): void {
    this.#planned.push({ rpc, fault, left: times });
  }

  unavailable(rpc: Rpc, times = 1): void {
    this.next(rpc, { kind: 'refused', error: notReady() }, times);
  }

  /** Says that somebody else leads now. */
  leaderIs(rpc: Rpc, host: string, port: number, times = 1): void {
    this.next(rpc, { kind: 'refused', error: notLeader(host, port) }, times);
  }

  clear(): void {
    this.#planned.length = 0;
    this.#deaf = false;
    this.hearsAnswersLate = false;
    this.thaw();
  }

  /** The fault of this call, if one is planned. */
  of(rpc: Rpc): Fault | null {
    const planned = this.#planned.find((one) => one.rpc === rpc && one.left > 0);
    if (!planned) return null;
    planned.left -= 1;
    return planned.fault;
  }

  /** Stops every byte in both directions, as a machine does that stands still. */
  freeze(): void {
    this.#frozen = true;
    for (const socket of this.#sockets) socket.pause();
  }

  thaw(): void {
    this.#frozen = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** Takes new connections and swallows what comes, without a word: half-open sockets. */
  deafen(): void {
    this.#deaf = true;
  }

  get deaf(): boolean {
    return this.#deaf;
  }

  /** Breaks every connection at once. */
  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#frozen) socket.pause();
  }
}
