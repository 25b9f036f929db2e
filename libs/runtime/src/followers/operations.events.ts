import { EPOCHS } from '@heatledger/event-store';
import { event, type Made } from '@heatledger/kernel';
import { codeField, idField, textField } from '@heatledger/vocabulary';

const parked = { follower: codeField('Reader of the log.'), key: textField('Document or fact that stood still.', 300), eventId: idField('The fact it stood still at.') };

export const ParkedFactSkipped = event('ParkedFactSkipped', {
  doc: 'Somebody decided that a reader goes on without a fact it could not handle.',
  data: { ...parked, reason: textField('Why; names no person.') },
  say: { zh: (d, { numberOf }) => `${d.follower} 跳过无法处理的记录 ${numberOf(d.eventId)}：${d.reason}`, en: (d, { numberOf }) => `${d.follower} went on without fact ${numberOf(d.eventId)}: ${d.reason}` },
});

export const ParkedFactRetried = event('ParkedFactRetried', {
  doc: 'A fact that a reader could not handle before was handled on another try.',
  data: parked,
  say: { zh: (d, { numberOf }) => `${d.follower} 重新处理记录 ${numberOf(d.eventId)} 成功。`, en: (d, { numberOf }) => `${d.follower} handled fact ${numberOf(d.eventId)} on another try.` },
});

export const ViewRebuilt = event('ViewRebuilt', {
  doc: 'A view was built again from the whole log and took the place of the one before.',
  data: { view: codeField('Name of the view.'), position: codeField('Place in the log up to which it was built.') },
  say: { zh: (d) => `视图 ${d.view} 已由全部记录重建。`, en: (d) => `View ${d.view} was rebuilt from the whole log.` },
});

export const EpochBegun = event(EPOCHS.type, {
  doc: 'The log was put back from a copy and goes on from there: positions of the epoch before lead no further than this.',
  data: { epoch: codeField('Name of the epoch: digits, never given twice.'), fork: codeField('Last position of the epoch before that this log still holds.') },
  say: {
    zh: (d) => `账本自备份恢复，位置 ${d.fork} 之后为新纪元 ${d.epoch}。`,
    en: (d) => `The log was put back from a copy; epoch ${d.epoch} begins behind position ${d.fork}.`,
  },
});

/** What operators do to the log and to its readers. */
export const operationsKinds = [ParkedFactSkipped, ParkedFactRetried, ViewRebuilt, EpochBegun] as const;
export type OperationsEvent = Made<(typeof operationsKinds)[number]>;
