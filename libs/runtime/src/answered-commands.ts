import type { EventStore, RecordedEvent } from '@heatledger/event-store';
import { event, type BoundedContext, type CommandMeta, type Decider, type Message } from '@heatledger/kernel';
import { countField, textField } from '@heatledger/vocabulary';
import { chained, genesisOf } from './digest.js';
import { eventIdOf } from './event-id.js';
import type { FactCodec } from './fact-codec.js';
import { metadataOf } from './metadata.js';
import type { Outcome } from './outcome.js';

const CATEGORY = 'command';

export const CommandAnswered = event('CommandAnswered', {
  doc: 'A command was answered although it had nothing to record: asked again with its key, it is answered as before, whatever happened since.',
  data: {
    stream: textField('The stream it was about.', 200),
    revision: countField('Revision of that stream when it was answered; absent where it held nothing.').optional(),
  },
  say: {
    zh: (d) => `指令已答复：${d.stream} 已是所要求的状态。`,
    en: (d) => `A command was answered: ${d.stream} stood as it asked already.`,
  },
});

/** Commands that were answered without anything to record, each in a stream of its own; nobody orders one. */
export const answeredCommands: Decider<Message, null, ReturnType<typeof CommandAnswered>, never> = {
  category: CATEGORY,
  kinds: [CommandAnswered],
  commands: [],
  rejections: {},
  streamOf: () => CATEGORY,
  initial: null,
  evolve: { CommandAnswered: () => null },
  decide: {},
};

/** Beside the story that the log tells: no history, trail or feed shows it. */
export const answersContext: BoundedContext = {
  name: 'answers',
  title: { zh: '指令答复', en: 'Answers' },
  purpose: 'Remembers commands that were answered without a fact, so that a retry is answered alike after a restart and by every server.',
  clauses: [],
  terms: [
    {
      term: 'true already',
      zh: '已然如此',
      meaning: 'A command asks for what stands recorded, with the same content: it is answered 201 with no events.',
    },
  ],
  deciders: [answeredCommands],
  projections: [],
  timers: [],
};

const streamOf = (commandId: string): string => `${CATEGORY}-${commandId}`;

/** True for what stands in the log beside the story it tells, and is shown to nobody. */
export const isAside = ({ stream }: Pick<RecordedEvent, 'stream'>): boolean => stream.startsWith(`${CATEGORY}-`);

type Done = Extract<Outcome, { ok: true }>;

/** An answer that was given before, with the fingerprint of the request. */
export interface Answered extends Done {
  readonly fingerprint: string | undefined;
}

/** Whether anybody may ask again: a request has a fingerprint; reactions, timers and imports have none. */
const isAskedAgain = ({ fingerprint, actor }: CommandMeta): boolean => fingerprint !== undefined && actor.role !== 'system';

/** Remembers answers that left no fact, in the log itself. */
export class AnsweredCommands {
  constructor(
    private readonly store: EventStore,
    private readonly codec: FactCodec,
  ) {}

  /** How the command was answered before, if it left no fact then. */
  async before(meta: CommandMeta): Promise<Answered | undefined> {
    if (!isAskedAgain(meta)) return undefined;
    for await (const event of this.store.read(streamOf(meta.id), { from: 0, to: 0 })) return this.#answered(event);
    return undefined;
  }

  async #answered({ data, metadata: { fingerprint } }: RecordedEvent): Promise<Answered> {
    const { stream, revision } = data as ReturnType<typeof CommandAnswered>['data'];
    const none: Answered = { ok: true, stream, revision: -1, position: '', events: 0, repeated: true, fingerprint };
    if (revision === undefined) return none;
    // a place is not kept, since a log that was moved has others
    for await (const { position } of this.store.read(stream, { from: revision, to: revision })) return { ...none, revision, position };
    return { ...none, revision };
  }

  /** Remembers an answer that left no fact. */
  async keep(meta: CommandMeta, answer: Done): Promise<Done> {
    if (!isAskedAgain(meta)) return answer;
    const stream = streamOf(meta.id);
    const { revision } = answer;
    const said = this.codec.seal(CommandAnswered({ stream: answer.stream, ...(revision < 0 ? {} : { revision }) }), stream);
    if (!said.ok) return answer;
    const recordedAt = this.store.recordingTime();
    const metadata = metadataOf(meta, { at: undefined, rule: undefined, v: said.version }, { correlation: stream, recordedAt });
    const event = chained(eventIdOf(meta.id, 0), CommandAnswered.type, said.data, metadata, genesisOf(stream));
    // whoever was faster gave the same answer
    await this.store.append(stream, [event], 'none');
    return answer;
  }
}
