import { Cursors } from '@heatledger/event-store';
import type { Channel, DataClass, Instant, Message } from '@heatledger/kernel';
import { Clock, CommandRouter, derivedId, FactCodec, type Contradiction, type Outcome } from '@heatledger/runtime';
import { maskedData, minutesBetween } from '@heatledger/vocabulary';
import { Injectable } from '@nestjs/common';
import type { Asked, CommandAnswer } from '../asked.js';
import { InvalidRequest, LostRace, Refused, SaidOtherwise, type Otherwise } from '../problems.js';
import { OwnWrites } from './own-writes.js';

/** How far another clock may be ahead of ours, minutes. */
const SKEW_MINUTES = 2;

export interface SubmitOptions {
  /** Id of the thing the command is about, for the answer. */
  readonly id: string;
  /** When it happened, if the caller says so (late entry); the present otherwise. */
  readonly at?: Instant | undefined;
  /** Further instants in the body that say when something happened, by JSON pointer. */
  readonly occurred?: Readonly<Record<string, Instant | undefined>>;
  readonly channel?: Channel | undefined;
  /** The case, for a command that begins a stream of its own within another's story. */
  readonly correlation?: string | undefined;
}

const UNSEEN = {
  header: 'If-Match',
  zh: '须给出所见版本的 ETag；* 不算。',
  en: 'must name the ETag of what was seen; * does not do.',
} as const;

/** Takes a command from a route to its aggregate and the outcome back to the caller. */
@Injectable()
export class CommandDesk {
  constructor(
    private readonly router: CommandRouter,
    private readonly clock: Clock,
    private readonly own: OwnWrites,
    private readonly cursors: Cursors,
    private readonly codec: FactCodec,
  ) {}

  /** A new id that a retry of the same request makes again. */
  newId(asked: Asked, what: string): string {
    return derivedId(what, asked.commandId);
  }

  /** Carries the command out; a refusal or a lost race leaves as a problem the filter knows. */
  async submit(command: Message, asked: Asked, options: SubmitOptions): Promise<CommandAnswer> {
    const now = this.clock.now();
    const at = options.at ?? now;
    requireOccurred({ '/at': options.at, ...options.occurred }, now);
    const outcome = await this.router.submit({
      ...command,
      meta: {
        id: asked.commandId,
        at,
        now,
        actor: { id: asked.caller.id, role: asked.role },
        channel: options.channel ?? 'web',
        correlation: options.correlation,
        fingerprint: asked.fingerprint,
        expected: asked.expected,
        onSight: asked.onSight,
      },
    });
    if (!outcome.ok) throw this.#no(outcome, asked);
    const { ok: _ok, ...done } = outcome;
    this.own.note(asked.caller.id, done.position);
    return { id: options.id, ...done, position: this.cursors.write(done.position) };
  }

  #no(outcome: Extract<Outcome, { ok: false }>, { expected, caller }: Asked): Error {
    if ('conflict' in outcome) return new LostRace(outcome.conflict.actual, expected);
    const { rejected, detail, otherwise } = outcome;
    if (rejected === 'command/revision-missing') return new InvalidRequest([UNSEEN], rejected);
    return otherwise ? new SaidOtherwise(this.#shown(otherwise, caller.dataClasses)) : new Refused(rejected, detail);
  }

  /** Both as a reader of the fact with these data classes may see them. */
  #shown({ facts, kept, sent }: Contradiction, open: readonly DataClass[]): readonly Otherwise[] {
    const kinds = facts.map((type) => this.codec.kindOf(type));
    return Object.keys(sent).map((field) => {
      const kind = kinds.find(({ schema }) => Object.hasOwn(schema.shape, field));
      const seen = (content: Readonly<Record<string, unknown>>): unknown =>
        (kind ? maskedData(kind, { [field]: content[field] }, open) : content)[field];
      return { field, kept: seen(kept), sent: seen(sent) };
    });
  }
}

const DAY_MINUTES = 24 * 60;
/** How long ago something may have happened that a person enters, days. */
const OLDEST_DAYS = 400;

/** What is said to have happened lies neither in the future nor too long ago. */
const requireOccurred = (instants: Readonly<Record<string, Instant | undefined>>, now: Instant): void => {
  for (const [pointer, at] of Object.entries(instants)) {
    if (at === undefined) continue;
    if (minutesBetween(now, at) >= SKEW_MINUTES)
      throw new InvalidRequest([{ pointer, zh: `${at} 晚于现在（${now}）。`, en: `${at} is later than now (${now}).` }], 'request/at-in-future');
    if (minutesBetween(at, now) > OLDEST_DAYS * DAY_MINUTES)
      throw new InvalidRequest(
        [{ pointer, zh: `${at} 早于现在（${now}）400 天以上。`, en: `${at} is more than 400 days before now (${now}).` }],
        'request/at-too-old',
      );
  }
};
