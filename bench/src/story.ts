import { randomUUID } from 'node:crypto';
import type { EventStore, NewEvent } from '@heatledger/event-store';
import type { Instant, Message } from '@heatledger/kernel';
import { chained, genesisOf } from '@heatledger/runtime';
import { openLedger, readConfig, type OpenLedger } from '@heatledger/server';
import * as ticket from '@heatledger/ticket';
import { format } from '@heatledger/vocabulary';

const HOUR = 3_600_000;
const CHINA = 480;
const OPENING = Date.UTC(2026, 0, 5, 0, 30);
const places = [['城东', '城东一站'], ['城东', '城东二站'], ['城西', '城西一站'], ['城西', '城西二站'], ['新区', '新区站']] as const;

/** A case as real commands made it, to be told again under other names. */
export interface Template {
  readonly kind: 'repair' | 'complaint';
  readonly ticketId: string;
  /** JSON of its events: id, type, data, metadata. */
  readonly text: string;
  readonly events: number;
}

const repairActs = (ticketId: string, zone: string, station: string, start: number): readonly Message[] => [
  ticket.ReportRepair({ ticketId, caseNumber: `R-${ticketId}`, zone, station, category: 'TEMP', description: '家里暖气不热，客厅只有十几度。', callerName: '张三丰', callerPhone: '13800000000' }),
  ticket.TriageRepair({ ticketId, category: 'TEMP', urgency: 'ordinary' }),
  ticket.AssignRepair({ ticketId, crewId: `crew-${zone}` }),
  ticket.RecordCrewArrival({ ticketId, crewId: `crew-${zone}` }),
  ticket.CompleteRepair({ ticketId, crewId: `crew-${zone}`, cause: 'operator', outcome: 'fixed', evidence: [`photo-${start}`] }),
  ticket.CallBackRepair({ ticketId, answer: 'satisfied', fixed: true }),
];

const complaintActs = (ticketId: string, zone: string, station: string): readonly Message[] => [
  ticket.ReceiveComplaint({ ticketId, caseNumber: `C-${ticketId}`, zone, station, category: 'TEMP', description: '屋里冷，反映多次没人解决。', remedySought: '恢复供热', complainantName: '李四', complainantPhone: '13900000000' }),
  ticket.AcknowledgeComplaint({ ticketId }),
  ticket.ClassifyComplaint({ ticketId, category: 'TEMP', urgency: 'urgent' }),
  ticket.AssignComplaint({ ticketId, handler: 'officer-sun' }),
  ticket.MakeFirstContact({ ticketId, note: '已电话说明流程' }),
  ticket.VisitComplainant({ ticketId, note: '已查看室内情况', evidence: ['visit-form'] }),
  ticket.DetermineCause({ ticketId, cause: 'operator', grounds: '管网平衡阀失调' }),
  ticket.HearComplainant({ ticketId, statement: '卧室一直不热。' }),
  ticket.HearRespondent({ ticketId, statement: '当日已巡检，未见异常。' }),
  ticket.DecideComplaint({ ticketId, verdict: 'upheld', grounds: '测温与巡检记录', clause: '四(三)' }),
  ticket.ExecuteRemedy({ ticketId, remedy: '调整平衡阀并复测', evidence: ['photo-valve'] }),
  ticket.FeedBackComplaint({ ticketId, written: true, recourse: '可向主管部门申诉' }),
  ticket.RecordComplaintAnswer({ ticketId, satisfied: true, fixed: true }),
  ticket.CloseComplaint({ ticketId, exit: 'satisfied' }),
];

/** Who calls back did not work on the case. */
const actorOf = (act: Message): { readonly id: string; readonly role: string } =>
  ['CallBackRepair', 'RecordComplaintAnswer'].includes(act.type) ? { id: 'agent-wang', role: 'agent' } : { id: 'officer-sun', role: 'complaint-officer' };

const play = async (ledger: OpenLedger, kind: Template['kind'], n: number): Promise<Template> => {
  const ticketId = randomUUID();
  const [zone, station] = places[n % places.length] ?? places[0];
  const start = OPENING + n * 24 * HOUR;
  const acts = kind === 'repair' ? repairActs(ticketId, zone, station, start) : complaintActs(ticketId, zone, station);
  for (const [hour, act] of acts.entries()) {
    const at = format(start + hour * HOUR, CHINA);
    const outcome = await ledger.router.submit({ ...act, meta: { id: randomUUID(), at, now: at, actor: actorOf(act), channel: 'hotline' } });
    if (!outcome.ok) throw new Error(`${act.type}: ${JSON.stringify(outcome)}`);
  }
  const events: object[] = [];
  for await (const { id, type, data, metadata } of ledger.store.read(`${kind}-${ticketId}`)) events.push({ id, type, data, metadata });
  return { kind, ticketId, text: JSON.stringify(events), events: events.length };
};

/** Ten cases of two kinds in five places on ten days, carried out by the service's own commands in memory. */
export const templates = async (data: string): Promise<readonly Template[]> => {
  const ledger = await openLedger(readConfig({ stores: 'memory', data, log: 'error' }, {}));
  try {
    const list: Template[] = [];
    for (let n = 0; n < places.length * 2; n++) list.push(await play(ledger, n % 2 === 0 ? 'repair' : 'complaint', n));
    return list;
  } finally {
    await ledger.close();
  }
};

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The same case under a new id, recorded now, with new ids wherever facts, commands and traces are named, its digests computed anew. */
export const retold = ({ kind, ticketId, text }: Template, newId: string, recordedAt: Instant): { readonly stream: string; readonly events: readonly NewEvent[] } => {
  const stream = `${kind}-${newId}`;
  let previous = genesisOf(stream);
  const named = new Map([[ticketId, newId]]);
  const nameOf = (old: string): string => {
    const name = named.get(old) ?? randomUUID();
    named.set(old, name);
    return name;
  };
  const events = (JSON.parse(text.replace(UUID, nameOf)) as NewEvent[]).map(({ id, type, data, metadata: { digest: _, commitments, salts, ...metadata } }) => {
    const event = chained(id, type, data, { ...metadata, recordedAt }, previous, commitments && salts && { commitments, salts });
    previous = event.metadata.digest;
    return event;
  });
  return { stream, events };
};

const TOGETHER = 64;

/** Fills a log with cases until it holds at least so many events; answers the ids of some complaints and how many events there are. */
export const filled = async (store: EventStore, cases: readonly Template[], events: number, onProgress: (done: number) => void): Promise<{ readonly complaints: readonly string[]; readonly events: number }> => {
  const complaints: string[] = [];
  let done = 0;
  for (let n = 0; done < events; ) {
    const batch = Array.from({ length: TOGETHER }, () => [cases[n++ % cases.length] as Template, randomUUID()] as const);
    await Promise.all(batch.map(async ([template, id]) => {
      const story = retold(template, id, store.recordingTime());
      await store.append(story.stream, story.events, 'none');
      done += story.events.length;
      if (template.kind === 'complaint') complaints.push(id);
    }));
    onProgress(done);
  }
  return { complaints, events: done };
};
