import { appendMoved, MoveConflict, type MovedEvent } from '@heatledger/runtime';
import { z } from 'zod';
import { withLog, type DataOptions } from '../commands/opening.js';
import { Refusal, type Terminal } from '../terminal.js';
import { decodedLines } from './text-lines.js';

const eventSchema = z.object({
  stream: z.string().min(1),
  revision: z.number().int().min(0),
  id: z.uuid(),
  type: z.string().min(1),
  data: z.record(z.string(), z.unknown()),
  metadata: z.looseObject({ v: z.number().int(), at: z.string(), command: z.string(), digest: z.string() }),
  recordedAt: z.iso.datetime(),
});

const isEvent = (value: unknown): value is MovedEvent => eventSchema.safeParse(value).success;

const eventOf = (line: string, number: number): MovedEvent => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Refusal(`line ${number}: is not JSON; what export --events prints is allowed, whole`, `第 ${number} 行不是 JSON；须为 export --events 的完整输出`);
  }
  if (isEvent(value)) return value;
  const [issue] = eventSchema.safeParse(value).error?.issues ?? [];
  throw new Refusal(
    `line ${number}, ${issue?.path.join('.') ?? 'event'}: ${issue?.message ?? 'not an event'}; what export --events prints is allowed`,
  );
};

async function* eventsIn(file: string): AsyncGenerator<MovedEvent> {
  for await (const { number, text } of decodedLines(file)) if (text !== '') yield eventOf(text, number);
}

/** Appends the events of a file to the configured log. */
export const moveIn = async (file: string, options: DataOptions, terminal: Terminal): Promise<void> => {
  const { say } = terminal;
  const progress = terminal.progress(say('迁入', 'moving'), 0);
  try {
    const { moved, known } = await withLog(options, (store) => appendMoved(store, eventsIn(file), (done) => progress.update(done)), false);
    progress.stop();
    if (options.json) return terminal.json({ events: moved, known });
    terminal.text(
      say(
        `已迁入 ${moved} 条事件，另有 ${known} 条先前已在；请在两边各运行 verify。`,
        `${moved} events were moved, ${known} were there already; run verify on both sides.`,
      ),
    );
  } catch (error) {
    if (error instanceof MoveConflict) throw new Refusal(error.message);
    if ((error as { code?: string }).code === 'ENOENT') throw new Refusal(`${file}: no such file`, `${file}：没有这个文件`);
    throw error;
  } finally {
    progress.stop();
  }
};
