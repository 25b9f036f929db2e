import type { EventStore } from '@heatledger/event-store';
import type { Command } from 'commander';
import { dataDirectory } from '../data-directory.js';
import type { Terminal } from '../terminal.js';
import { personHere } from '../upkeep/upkeep-here.js';
import { withLedger, type DataOptions } from './opening.js';

interface AdoptOptions extends DataOptions {
  readonly as?: string;
}

/** A crew as the log shows it: its code, and the accounts that acted for it. */
interface FoundCrew {
  readonly crewId: string;
  readonly members: readonly string[];
}

/** Facts of the register itself. */
const own: ReadonlySet<string> = new Set(['CrewRegistered', 'CrewChanged']);

/** Every code of a crew that a fact names, with the accounts of crews that recorded such facts; the code itself where none did. */
const crewsIn = async (store: EventStore): Promise<readonly FoundCrew[]> => {
  const found = new Map<string, Set<string>>();
  for await (const { events } of store.scan())
    for (const { type, data, metadata } of events) {
      const crewId = data['crewId'];
      if (typeof crewId !== 'string' || own.has(type)) continue;
      const accounts = found.get(crewId) ?? new Set<string>();
      if (metadata.actor.role === 'crew') accounts.add(metadata.actor.id);
      found.set(crewId, accounts);
    }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([crewId, accounts]) => ({ crewId, members: accounts.size === 0 ? [crewId] : [...accounts].sort() }));
};

interface Adopted extends FoundCrew {
  readonly outcome: 'registered' | 'known' | 'refused';
  readonly reason?: string;
}

const adopt = (options: AdoptOptions): Promise<readonly Adopted[]> =>
  withLedger(options, {}, async ({ store, router, ids, clock }) => {
    const { RegisterCrew } = await import('./ledger-doors.js');
    const adopted: Adopted[] = [];
    for (const crew of await crewsIn(store)) {
      const now = clock.now();
      const actor = { id: options.as ?? personHere(), role: 'administrator' } as const;
      const command = RegisterCrew({ ...crew, name: crew.crewId, zones: [] });
      const outcome = await router.submit({ ...command, meta: { id: ids.next(), at: now, now, actor, channel: 'counter' } });
      if (outcome.ok) adopted.push({ ...crew, outcome: outcome.events > 0 ? 'registered' : 'known' });
      else if ('rejected' in outcome && outcome.rejected === 'crew/known') adopted.push({ ...crew, outcome: 'known' });
      else adopted.push({ ...crew, outcome: 'refused', reason: 'rejected' in outcome ? outcome.rejected : 'conflict' });
    }
    return adopted;
  });

/** Crews: takes the codes that tickets name so far into the register. */
export const addCrews = (program: Command, terminal: Terminal): void => {
  const { say } = terminal;
  const group = program.command('crews').description(say('班组登记', 'the register of crews'));
  group
    .command('adopt')
    .description(say('将账本中已出现的班组编码登记入册（服务停止时）', 'register the codes of crews that the log names so far, while the service is stopped'))
    .option('--data <dir>', say('数据目录', 'data directory'), dataDirectory())
    .option('--as <person>', say('记录为谁所为（默认为操作系统用户）', 'who is recorded as having done it (the user of the machine)'))
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (options: AdoptOptions) => {
      const adopted = await adopt(options);
      if (adopted.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1;
      if (options.json) return terminal.json(adopted);
      if (adopted.length === 0) return terminal.text(say('账本中没有班组编码。', 'The log names no crew.'));
      const words = { registered: say('已登记', 'registered'), known: say('此前已登记', 'known already'), refused: say('未登记', 'refused') };
      terminal.table(
        [say('编码', 'code'), say('成员账号', 'members'), say('结果', 'outcome')],
        adopted.map(({ crewId, members, outcome, reason }) => [crewId, members.join(' '), reason ? `${words[outcome]} (${reason})` : words[outcome]]),
      );
    });
};
