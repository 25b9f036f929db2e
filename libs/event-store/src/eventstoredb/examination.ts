import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import type { Flaw } from '../event-store.js';
import { positionOf } from './places.js';
import { MOVED, recordedOf } from './recorded.js';

/** How far the server's clock and the programs' may be apart, ms. Source: decision 0027 [D]. */
const APART = 10 * 60_000;

/** What is wrong with one event as the server keeps it; nothing for the server's own. */
export const flawOf = (event: AllStreamRecordedEvent): Flaw | null => {
  if (event.streamId.startsWith('$')) return null;
  const position = positionOf(event.position);
  const recorded = recordedOf({ event });
  if (!recorded) return { position, zh: `事件流 ${event.streamId} 中有并非本系统写入的事件`, en: `${event.streamId} holds an event that Heatledger did not write` };
  const { recordedAt } = recorded.metadata;
  const stored = event.created.toISOString();
  const isMoved = Object.hasOwn(event.metadata as object, MOVED);
  if (isMoved && event.created.getTime() < Date.parse(recorded.recordedAt)) return { position, zh: `迁入的事件记录于 ${recorded.recordedAt}，服务器却在此之前的 ${stored} 存入`, en: `a moved event says that it was recorded at ${recorded.recordedAt}, but the server stored it before that, at ${stored}` };
  if (recordedAt === undefined) return null;
  if (recordedAt !== recorded.recordedAt) return { position, zh: `迁移标记的记录时间 ${recorded.recordedAt} 与摘要覆盖的 ${recordedAt} 不同`, en: `it is marked as recorded at ${recorded.recordedAt}, its metadata says ${recordedAt}` };
  if (!isMoved && Math.abs(event.created.getTime() - Date.parse(recordedAt)) > APART) return { position, zh: `记录时间 ${recordedAt} 与服务器存入时间 ${stored} 相差超过 10 分钟`, en: `it says that it was recorded at ${recordedAt}, but the server stored it at ${stored}, more than 10 minutes apart` };
  return null;
};
