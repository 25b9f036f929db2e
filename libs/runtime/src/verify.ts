import type { EventStore, Flaw, RecordedEvent } from '@heatledger/event-store';
import type { Bilingual } from '@heatledger/kernel';
import { brokenCommitments } from './commitments.js';
import { genesisOf, isChained } from './digest.js';
import type { FactCodec } from './fact-codec.js';
import { eventIdOf } from './event-id.js';

/** What is wrong with the log and where: with an event, at a position whose event is missing or belongs to no stream, or with the log as a whole. */
export interface BrokenEvent {
  readonly stream: string | null;
  readonly revision: number | null;
  readonly id: string | null;
  readonly position: string | null;
  readonly problem: string;
  /** The same in Chinese. */
  readonly zh: string;
}

export interface Verified {
  readonly streams: number;
  readonly events: number;
  readonly fault: BrokenEvent | null;
  /** What is no damage, but limits what was proved; absent where there is nothing to say. */
  readonly notes?: readonly Bilingual[];
}

/** How far the walk has come in one stream. */
interface End {
  readonly revision: number;
  readonly digest: string;
  readonly chain: number;
  readonly command: string;
  /** Events of that command so far. */
  readonly ofCommand: number;
}

/** What is no damage: facts of the first version, and times that run back. */
interface Told {
  uncovered: number;
  back: number;
  firstBack: RecordedEvent | null;
  latest: string;
}

const beginning = (stream: string): End => ({ revision: -1, digest: genesisOf(stream), chain: 1, command: '', ofCommand: 0 });

const after = ({ metadata, revision }: RecordedEvent, { command, ofCommand }: End): End => ({
  revision,
  digest: metadata.digest,
  chain: metadata.chain ?? 1,
  command: metadata.command,
  ofCommand: metadata.command === command ? ofCommand + 1 : 1,
});

const faultOf = ({ stream, revision, id, position }: RecordedEvent, { zh, en }: Bilingual): BrokenEvent => ({ stream, revision, id, position, problem: en, zh });

const flawed = ({ position, zh, en }: Flaw): BrokenEvent => ({ stream: null, revision: null, id: null, position, problem: en, zh });

/** The first thing that is wrong with how the engine keeps the log, and what it tells besides. */
const flawsOf = async (store: EventStore): Promise<{ readonly first: BrokenEvent | null; readonly told: readonly Bilingual[] }> => {
  let first: BrokenEvent | null = null;
  const told: Bilingual[] = [];
  for await (const flaw of store.flaws()) {
    if (flaw.told) told.push({ zh: flaw.zh, en: flaw.en });
    else first ??= flawed(flaw);
  }
  return { first, told };
};

/**
 * Walks the whole log: dense revisions, ids that follow from their commands, the digest chain of every stream with its commitments, the schema of every
 * fact, and all that the engine keeps beside them; tells the first thing that is wrong. Events of a stream that stand where they should are told before
 * what is wrong with the log as a whole.
 */
export const verifyLog = async (store: EventStore, codec: FactCodec, onProgress?: (events: number) => void): Promise<Verified> => {
  const { first, told } = await flawsOf(store);
  const ends = new Map<string, End>();
  const seen: Told = { uncovered: 0, back: 0, firstBack: null, latest: '' };
  let events = 0;
  const outcome = (fault: BrokenEvent | null): Verified => {
    const notes = [...told, ...notesOf(seen)];
    return { streams: ends.size, events, fault, ...(notes.length === 0 ? {} : { notes }) };
  };
  try {
    for await (const page of store.scan()) {
      for (const event of page.events) {
        const end = ends.get(event.stream) ?? beginning(event.stream);
        const problem = problemOf(event, end, codec);
        if (problem) return outcome(faultOf(event, problem));
        ends.set(event.stream, after(event, end));
        note(event, seen);
        events += 1;
      }
      onProgress?.(events);
    }
  } catch (error) {
    // what cannot even be read was found by looking at it as it lies
    if (!first) throw error;
  }
  return outcome(first);
};

const note = (event: RecordedEvent, seen: Told): void => {
  if (event.metadata.chain === undefined) seen.uncovered += 1;
  if (event.recordedAt >= seen.latest) seen.latest = event.recordedAt;
  else {
    seen.back += 1;
    seen.firstBack ??= event;
  }
};

const notesOf = ({ uncovered, back, firstBack }: Told): readonly Bilingual[] => [
  ...(uncovered === 0 ? [] : [{ zh: `其中 ${uncovered} 条事件属第 1 版摘要链，其记录时间未被摘要覆盖`, en: `time not covered: ${uncovered} events are of version 1 of the chain, whose digests do not cover when they were recorded` }]),
  ...(firstBack === null ? [] : [{ zh: `记录时间倒退 ${back} 处，首处为 ${firstBack.stream} 第 ${firstBack.revision} 版`, en: `recorded time runs back at ${back} events, first at ${firstBack.stream} revision ${firstBack.revision}` }]),
];

const problemOf = (event: RecordedEvent, end: End, codec: FactCodec): Bilingual | null =>
  problemOfPlace(event, end) ?? problemOfChain(event, end) ?? problemOfContent(event, codec);

const problemOfPlace = ({ id, revision, metadata: { command } }: RecordedEvent, end: End): Bilingual | null => {
  if (revision !== end.revision + 1) return { zh: `第 ${revision} 版紧接第 ${end.revision} 版之后`, en: `revision ${revision} follows ${end.revision}` };
  if (id !== eventIdOf(command, command === end.command ? end.ofCommand : 0)) return { zh: '事件编号不是由其命令推出的编号', en: 'its id does not follow from its command and its place among the events of that command' };
  return null;
};

const problemOfChain = (event: RecordedEvent, end: End): Bilingual | null => {
  const { chain = 1, recordedAt } = event.metadata;
  if (chain < end.chain) return { zh: '第 1 版摘要不能出现在第 2 版之后', en: 'a digest of version 1 follows one of version 2' };
  if (!isChained(event, end.digest)) return { zh: '其摘要与内容及前一事件不符', en: 'its digest does not follow from its content and the event before it' };
  if (recordedAt !== undefined && recordedAt !== event.recordedAt) return { zh: `存储的记录时间 ${event.recordedAt} 与摘要覆盖的 ${recordedAt} 不同`, en: `it stands as recorded at ${event.recordedAt}, its digest covers ${recordedAt}` };
  return null;
};

const problemOfContent = (event: RecordedEvent, codec: FactCodec): Bilingual | null => {
  const kind = codec.catalogue.get(event.type);
  if (!kind) return same(`${event.type} is not a fact this program knows`, `本程序不认识事件 ${event.type}`);
  try {
    const broken = brokenCommitments(codec.revealed(event), event.metadata);
    if (broken.length > 0) return same(`what stands at ${broken.join(', ')} is not what was committed to`, `${broken.join('、')} 处的内容与当时的承诺值不符`);
    const checked = kind.schema.safeParse(codec.open(event).data);
    return checked.success ? null : same(checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  } catch (error) {
    return same((error as Error).message);
  }
};

const same = (en: string, zh = `内容不符合其结构：${en}`): Bilingual => ({ zh, en });
