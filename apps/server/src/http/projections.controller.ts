import { InvalidRequest, Refused, type Asked } from '@heatledger/edge';
import { Allow, Ask, type PageOf } from '@heatledger/edge/nest';
import { Cursors } from '@heatledger/event-store';
import type { Actor } from '@heatledger/kernel';
import { derivedId, Followers, type FollowerStatus, type Parked } from '@heatledger/runtime';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LRUCache } from 'lru-cache';
import { ParkedRequest, RetryRequest, SkipRequest } from './projections.requests.js';
import { Rebuilds, type RebuildState } from './rebuilds.js';

/** Documents tried again by one request; the answer says how many wait behind them. */
const MOST_TRIES = 500;
const PAGE = 100;

/** What came of trying documents again. */
export interface Retried {
  readonly handled: readonly string[];
  /** Those that still cannot be handled. */
  readonly still: readonly string[];
  /** Those that were not come to: ask again. */
  readonly remaining: number;
}

/** One reader of the log, and how its rebuild is doing where one was asked of this process. */
export type ReaderState = FollowerStatus & { readonly rebuild: RebuildState | null };

const placeOf = ({ follower, key }: Parked): string => `${follower}/${key}`;
const personOf = ({ caller, role }: Asked): Actor => ({ id: caller.id, role });

/** State and upkeep of views, reactions and timers while the service runs; whoever does something is recorded with it. */
@ApiTags('service')
@Controller('projections')
@Allow('administrator')
export class ProjectionsController {
  /** Answers to skips by command: asked again, the next fact of a document must not go too. */
  readonly #skips = new LRUCache<string, { readonly skipped: readonly string[] }>({ max: 1000 });

  constructor(
    private readonly followers: Followers,
    private readonly rebuilds: Rebuilds,
    private readonly cursors: Cursors,
  ) {}

  /** Every reader of the log: its state, how far behind it is, what it parked, and its rebuild. */
  @Get()
  status(): { readonly items: readonly ReaderState[] } {
    const shown = (status: FollowerStatus): ReaderState => ({ ...status, position: this.cursors.write(status.position), rebuild: this.rebuilds.of(status.name) });
    return { items: this.followers.status().map(shown) };
  }

  /** What could not be handled and waits, by reader and document, with the reason. */
  @Get('parked')
  async parked(@Query() { reader, limit = PAGE, cursor }: ParkedRequest): Promise<PageOf<Parked>> {
    const all = [...(await this.followers.parked(reader))].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const from = cursor === undefined ? all : all.filter((parked) => placeOf(parked) > cursor);
    const page = from.slice(0, limit);
    const last = page.at(-1);
    const items = page.map((parked) => ({ ...parked, facts: parked.facts.map((fact) => ({ ...fact, position: this.cursors.write(fact.position) })) }));
    return { items, ...(last && from.length > limit ? { next: placeOf(last) } : {}) };
  }

  /** Tries parked documents again: those named, or all of the reader's. */
  @Post(':name/retry')
  @HttpCode(200)
  async retry(@Param('name') name: string, @Body() { keys }: RetryRequest, @Ask() asked: Asked): Promise<Retried> {
    const parked = (await this.#parkedOf(name)).map(({ key }) => key);
    const chosen = keys === undefined ? parked : this.#all(name, keys, parked);
    const [handled, still]: [string[], string[]] = [[], []];
    for (const key of chosen.slice(0, MOST_TRIES)) ((await this.followers.retry(name, key, personOf(asked))) ? handled : still).push(key);
    return { handled, still, remaining: Math.max(0, chosen.length - MOST_TRIES) };
  }

  /** Lets a reader go on without the fact that a document stands still at; who and why is recorded. */
  @Post(':name/skip')
  @HttpCode(200)
  async skip(@Param('name') name: string, @Body() { keys, reason }: SkipRequest, @Ask() asked: Asked): Promise<{ readonly skipped: readonly string[] }> {
    const parked = (await this.#parkedOf(name)).map(({ key }) => key);
    const before = this.#skips.get(asked.commandId);
    if (before !== undefined) return before;
    for (const key of this.#all(name, keys, parked)) await this.followers.skip(name, key, reason, personOf(asked), derivedId(key, asked.commandId));
    const answer = { skipped: keys };
    this.#skips.set(asked.commandId, answer);
    return answer;
  }

  /** Begins to build a view again beside the live one; goes on where one that was broken off stopped. */
  @Post(':name/rebuild')
  @HttpCode(202)
  rebuild(@Param('name') name: string, @Ask() asked: Asked): RebuildState {
    return this.rebuilds.begin(this.#view(name), personOf(asked));
  }

  /** How a rebuild is doing that was asked of this process. */
  @Get(':name/rebuild')
  rebuilding(@Param('name') name: string): RebuildState {
    return this.#found(name, this.rebuilds.of(this.#view(name)));
  }

  /** Breaks a rebuild off; the live view stays, and the next rebuild goes on where this one stopped. */
  @Delete(':name/rebuild')
  @HttpCode(200)
  async abort(@Param('name') name: string): Promise<RebuildState> {
    return this.#found(name, await this.rebuilds.abort(this.#view(name)));
  }

  #view(name: string): string {
    if (this.rebuilds.knows(name)) return name;
    const views = this.followers.status().flatMap((one) => (one.kind === 'projection' ? [one.name] : []));
    throw new Refused('projection/unknown', { field: 'name', value: name, allowed: views });
  }

  async #parkedOf(name: string): Promise<readonly Parked[]> {
    if (this.followers.status().some((one) => one.name === name)) return this.followers.parked(name);
    throw new Refused('projection/unknown', { field: 'name', value: name, allowed: this.followers.status().map((one) => one.name) });
  }

  #all(name: string, keys: readonly string[], parked: readonly string[]): readonly string[] {
    const unknown = keys.findIndex((key) => !parked.includes(key));
    if (unknown < 0) return keys;
    const [zh, en] = [`${name} 没有搁置这一文档。`, `${name} has not parked this document.`];
    throw new InvalidRequest([{ pointer: `/keys/${unknown}`, zh, en, allowed: parked.slice(0, 20) }], 'projection/nothing-parked');
  }

  #found(name: string, state: RebuildState | null): RebuildState {
    if (state) return state;
    throw new Refused('projection/no-rebuild', { field: 'name', value: name, allowed: 'a view whose rebuild was asked of this process' });
  }
}
