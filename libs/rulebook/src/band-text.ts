import type { Bilingual } from '@heatledger/kernel';

const END = String.raw`(\d+(?:\.\d+)?)`;

/** How bands are named in packs, and what each name says. */
const forms: readonly (readonly [RegExp, (...ends: readonly string[]) => Bilingual])[] = [
  [new RegExp(`^${END}≤t<${END}$`), (from, to) => ({ zh: `室温 ${from} ℃（含）至 ${to} ℃`, en: `from ${from} °C to below ${to} °C` })],
  [new RegExp(`^t<${END}$`), (to) => ({ zh: `室温低于 ${to} ℃`, en: `below ${to} °C` })],
  [new RegExp(`^<${END}℃ short$`), (to) => ({ zh: `低于约定温度不足 ${to} ℃`, en: `less than ${to} °C short of the agreed temperature` })],
  [new RegExp(`^≤${END}℃ short$`), (to) => ({ zh: `低于约定温度 ${to} ℃ 以内（含）`, en: `up to ${to} °C short of the agreed temperature` })],
  [new RegExp(`^${END}–<${END}℃ short$`), (from, to) => ({ zh: `低于约定温度 ${from} ℃（含）至 ${to} ℃`, en: `from ${from} °C to less than ${to} °C short of the agreed temperature` })],
  [new RegExp(`^>${END}–${END}℃ short$`), (from, to) => ({ zh: `低于约定温度超过 ${from} ℃ 至 ${to} ℃（含）`, en: `more than ${from} °C and up to ${to} °C short of the agreed temperature` })],
  [new RegExp(`^≥${END}℃ short$`), (from) => ({ zh: `低于约定温度 ${from} ℃（含）以上`, en: `${from} °C or more short of the agreed temperature` })],
  [new RegExp(`^>${END}℃ short$`), (from) => ({ zh: `低于约定温度超过 ${from} ℃`, en: `more than ${from} °C short of the agreed temperature` })],
  [/^停热$/, () => ({ zh: '停热', en: 'outage' })],
];

const oneTold = (name: string): Bilingual => {
  for (const [form, told] of forms) {
    const found = form.exec(name);
    if (found) return told(...found.slice(1));
  }
  return { zh: name, en: name };
};

const partTold = (part: string): Bilingual => {
  const [, name, days] = /^(.+) ×(\d+)$/.exec(part) ?? [];
  if (name === undefined) return oneTold(part);
  const told = oneTold(name);
  return { zh: `${told.zh}（${days} 天）`, en: `${told.en} (${days} days)` };
};

/** A band of a refund as a person reads it, from the name that packs and facts give it; several as a sum of days. A name of another form stays as it is. */
export const bandTold = (name: string): Bilingual => {
  const parts = name.split(' + ').map(partTold);
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') };
};
