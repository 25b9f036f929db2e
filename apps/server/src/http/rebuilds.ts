import type { Actor } from '@heatledger/kernel';
import { Followers } from '@heatledger/runtime';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** How a rebuild that was asked of this process is doing. */
export interface RebuildState {
  readonly view: string;
  readonly state: 'running' | 'finished' | 'aborted' | 'failed';
  /** Places of the log done, and in all. */
  readonly done: number;
  readonly total: number;
  /** Facts folded, once it is over. */
  readonly events: number | null;
  readonly ms: number;
}

interface Running {
  state: RebuildState;
  readonly abort: AbortController;
  over: Promise<void>;
}

/** Rebuilds that go on while the service answers: begun by one request, watched by others. */
@Injectable()
export class Rebuilds implements BeforeApplicationShutdown {
  readonly #running = new Map<string, Running>();

  constructor(private readonly followers: Followers) {}

  /** Names of views that can be built again. */
  knows(view: string): boolean {
    return this.followers.status().some(({ name, kind }) => name === view && kind === 'projection');
  }

  of(view: string): RebuildState | null {
    return this.#running.get(view)?.state ?? null;
  }

  /** Begins one, or answers the one that is under way. */
  begin(view: string, actor: Actor): RebuildState {
    const before = this.#running.get(view);
    if (before?.state.state === 'running') return before.state;
    const began = performance.now();
    const abort = new AbortController();
    const running: Running = { state: { view, state: 'running', done: 0, total: 0, events: null, ms: 0 }, abort, over: Promise.resolve() };
    const now = (more: Partial<RebuildState>): void => {
      running.state = { ...running.state, ms: Math.round(performance.now() - began), ...more };
    };
    this.#running.set(view, running);
    running.over = this.followers
      .rebuild(view, { actor, signal: abort.signal, onProgress: (done, total) => now({ done, total }) })
      .then(({ finished, events }) => now({ state: finished ? 'finished' : 'aborted', events }))
      .catch(() => now({ state: 'failed' }));
    return running.state;
  }

  /** Breaks it off; the next one goes on where it stopped. */
  async abort(view: string): Promise<RebuildState | null> {
    const running = this.#running.get(view);
    running?.abort.abort();
    await running?.over;
    return running?.state ?? null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((view) => this.abort(view)));
  }
}
