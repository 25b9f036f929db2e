import { event, type Made } from '@heatledger/kernel';
import { codeField, codesField, textField, yesNoField } from '@heatledger/vocabulary';

const entry = {
  code: codeField('Code of the area, for life: what seasons name.'),
  name: textField('What it is called.', 120),
  zones: codesField('Zones that lie in it.'),
  stations: codesField('Stations that lie in it; they go before zones.'),
  packId: codeField('Rule pack that is usual there.', 'C0'),
  isDefault: yesNoField('Whether a place that lies in no area belongs to it.'),
};
interface Entry {
  readonly zones: readonly string[];
  readonly stations: readonly string[];
  readonly packId: string;
  readonly isDefault: boolean;
}
const zh = ({ zones, stations, packId, isDefault }: Entry): string =>
  `规则包 ${packId}；片区 ${zones.join('、') || '无'}；换热站 ${stations.join('、') || '无'}${isDefault ? '；默认区域' : ''}。`;
const en = ({ zones, stations, packId, isDefault }: Entry): string =>
  `rule pack ${packId}; zones ${zones.join(', ') || 'none'}; stations ${stations.join(', ') || 'none'}${isDefault ? '; the default area' : ''}.`;

export const AreaRegistered = event('AreaRegistered', {
  doc: 'A jurisdiction or supply area was entered in the register, with what lies in it and its usual rule pack.',
  data: entry,
  say: { zh: (d) => `登记区域 ${d.code}（${d.name}）：${zh(d)}`, en: (d) => `Area ${d.code} (${d.name}) registered: ${en(d)}` },
});

/** Says the whole entry as it stands from here on. */
export const AreaChanged = event('AreaChanged', {
  doc: 'The name, the places or the rule pack of an area changed; the entry says all of them.',
  data: entry,
  say: { zh: (d) => `变更区域 ${d.code}（${d.name}）：${zh(d)}`, en: (d) => `Area ${d.code} (${d.name}) changed: ${en(d)}` },
});

/** Every fact of an area. */
export const areaKinds = [AreaRegistered, AreaChanged] as const;
export type AreaEvent = Made<(typeof areaKinds)[number]>;
