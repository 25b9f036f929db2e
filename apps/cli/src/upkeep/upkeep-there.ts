import { randomUUID } from 'node:crypto';
import type { FollowerStatus, Parked } from '@heatledger/runtime';
import type { Language } from '../language.js';
import { Refusal } from '../terminal.js';
import type { Rebuilt, Retried, Upkeep } from './upkeep.js';

/** Milliseconds between two looks at a rebuild. */
const LOOK = 200;

interface RebuildThere {
  readonly state: 'running' | 'finished' | 'aborted' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly events: number | null;
  readonly ms: number;
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly detail?: string; readonly allowed?: unknown }[];
}

const sentence = ({ title = '', detail = '', errors = [] }: Problem): string =>
  [title, detail === title ? '' : detail, ...errors.map(({ detail: said = '', allowed }) => `${said}${allowed === undefined ? '' : ` (${String(allowed)})`}`)]
    .filter((part, index, all) => part !== '' && all.indexOf(part) === index)
    .join(' ');

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null;

/** Upkeep of a service that runs, by its HTTP interface; the token's person is recorded with what is done. */
export class UpkeepThere implements Upkeep {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly language: Language,
  ) {}

  async status(): ReturnType<Upkeep['status']> {
    return (await this.#ask<{ items: readonly FollowerStatus[] }>('GET', '')).items;
  }

  async parked(): ReturnType<Upkeep['parked']> {
    const all: Parked[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page: { items: readonly Parked[]; next?: string } = await this.#ask('GET', `/parked?limit=1000${cursor}`);
      all.push(...page.items);
      next = page.next;
    }
    return all;
  }

  async retry(reader: string, keys: readonly string[]): Promise<Retried> {
    const [handled, still]: [string[], string[]] = [[], []];
    const chosen = keys.length > 0 ? keys : (await this.parked()).flatMap(({ follower, key }) => (follower === reader ? [key] : []));
    for (let first = 0; first < chosen.length; first += MOST) {
      const said = await this.#ask<Retried>('POST', `/${encodeURIComponent(reader)}/retry`, { keys: chosen.slice(first, first + MOST) });
      handled.push(...said.handled);
      still.push(...said.still);
    }
    return { handled, still };
  }

  async skip(reader: string, keys: readonly string[], reason: string): Promise<void> {
    await this.#ask('POST', `/${encodeURIComponent(reader)}/skip`, { keys, reason });
  }

  async rebuild(view: string, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<Rebuilt> {
    const path = `/${encodeURIComponent(view)}/rebuild`;
    for (let said = await this.#ask<RebuildThere>('POST', path, {}); ; said = await this.#ask<RebuildThere>(signal.aborted ? 'DELETE' : 'GET', path)) {
      onProgress(said.done, said.total);
      if (said.state === 'failed') throw new Refusal(`${view}: the rebuild failed; the log of the service says why`, `${view}：重建失败，原因见服务日志`);
      if (said.state !== 'running') return { finished: said.state === 'finished', events: said.events ?? 0, ms: said.ms };
      await new Promise((look) => setTimeout(look, LOOK));
    }
  }

  async #ask<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'accept-language': this.language,
      ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const asked = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${this.url.replace(/\/+$/, '')}/projections${path}`, asked).catch((error: Error & { cause?: { code?: string } }) => {
      throw new Refusal(`${this.url}: ${error.cause?.code ?? error.message}`);
    });
    const said: unknown = await answer.json().catch(() => null);
    if (answer.ok) return said as T;
    throw new Refusal(`${this.url}: ${answer.status} ${isProblem(said) ? sentence(said) : ''}`.trim());
  }
}

/** Documents that one request may name. */
const MOST = 500;
