import { event } from '@heatledger/kernel';
import { idField, staffId } from '@heatledger/vocabulary';
import { reason, subject } from './repair.fields.js';

export const RepairLinkedAsRepeat = event('RepairLinkedAsRepeat', {
  doc: 'The repair repeats an earlier one.',
  data: { ...subject, earlierId: idField('The earlier repair.') },
  say: { zh: (d, { numberOf }) => `与此前报修 ${numberOf(d.earlierId)} 为重复报修。`, en: (d, { numberOf }) => `Repeats the earlier repair ${numberOf(d.earlierId)}.` },
});

export const RepairMerged = event('RepairMerged', {
  doc: 'The repair goes on under another ticket, the surviving one.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: { ...subject, survivorId: idField('The ticket that goes on.'), reason, orderedBy: staffId.optional() },
  say: { zh: (d, { numberOf }) => `并入工单 ${numberOf(d.survivorId)}：${d.reason}`, en: (d, { numberOf }) => `Merged into ticket ${numberOf(d.survivorId)}: ${d.reason}` },
});

export const RepairUnmerged = event('RepairUnmerged', {
  doc: 'The merge was a mistake; the repair goes on by itself, due as first promised.',
  version: 2,
  upcasts: { 1: (data) => ({ ...data }) },
  data: { ...subject, survivorId: idField('The ticket it had been merged into.'), reason, orderedBy: staffId.optional() },
  say: { zh: (d, { numberOf }) => `从工单 ${numberOf(d.survivorId)} 拆出：${d.reason}`, en: (d, { numberOf }) => `Unmerged from ticket ${numberOf(d.survivorId)}: ${d.reason}` },
});
