import { event, type Made } from '@heatledger/kernel';
import { codesField, crewId, textField } from '@heatledger/vocabulary';

const entry = {
  crewId,
  name: textField('What it is called.', 120),
  members: codesField('Staff accounts that act for it.'),
  zones: codesField('Zones it is meant for; everywhere when empty.'),
};
type Entry = { readonly name: string; readonly members: readonly string[]; readonly zones: readonly string[] };

const zh = ({ members, zones }: Entry): string => `成员 ${members.join('、') || '暂无'}；片区 ${zones.join('、') || '不限'}。`;
const en = ({ members, zones }: Entry): string => `members: ${members.join(', ') || 'none'}; zones: ${zones.join(', ') || 'any'}.`;

export const CrewRegistered = event('CrewRegistered', {
  doc: 'A crew was entered in the register; its code holds for life.',
  data: entry,
  say: { zh: (d) => `登记班组 ${d.crewId}（${d.name}）：${zh(d)}`, en: (d) => `Crew ${d.crewId} (${d.name}) registered; ${en(d)}` },
});

/** Says the whole entry as it stands from here on. */
export const CrewChanged = event('CrewChanged', {
  doc: 'The name, the members or the zones of a crew changed; the entry says all of them.',
  data: entry,
  say: { zh: (d) => `变更班组 ${d.crewId}（${d.name}）：${zh(d)}`, en: (d) => `Crew ${d.crewId} (${d.name}) changed; ${en(d)}` },
});

/** Every fact of a crew. */
export const crewKinds = [CrewRegistered, CrewChanged] as const;
export type CrewEvent = Made<(typeof crewKinds)[number]>;
