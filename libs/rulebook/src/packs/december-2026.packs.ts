import type { ConductRules, OutageRule, RulePack, Source } from '../pack.js';
import { defaultPack } from './default.pack.js';
import { otherPacks } from './other.packs.js';
import { LAST_DAY_BEFORE, RELEASED, source } from './rows.js';
import { shandongPacks } from './shandong.packs.js';

const read = (text: string) => source('V', text);
const VERSION = '2026-12';

type More = Partial<Omit<RulePack, 'id' | 'version' | 'effectiveFrom' | 'effectiveTo'>>;

/** The version that takes over from the one that ends with the release, with what was mended in it. */
const successor = (id: string, more: (before: RulePack) => More): readonly RulePack[] =>
  [defaultPack, ...shandongPacks, ...otherPacks]
    .filter((pack) => pack.id === id && pack.effectiveTo === LAST_DAY_BEFORE)
    .map(({ effectiveTo: _, ...before }) => ({ ...before, ...more({ ...before }), version: VERSION, effectiveFrom: RELEASED }));

/** Each 24 h begun of what was not supplied is a day: exactly 24 h are one. */
const dayByDay = (from: Source): Pick<OutageRule, 'days'> => ({
  days: {
    say: { zh: '停热每满 24 小时计 1 天，不足 24 小时的部分也计 1 天', en: 'each 24 h begun without heat is a day' },
    source: from,
  },
});
const counted = ({ outage }: RulePack, from: Source): Pick<RulePack, 'outage'> => (outage === undefined ? {} : { outage: { ...outage, ...dayByDay(from) } });

const notSupplied = (law: string): Source => source('D', `${law}: the days not supplied; that 24 h begun are a day is decided here`);
/** Filling the network, heating on trial, everything ready: days before the season. */
const before = (law: string, { filling, trialRun, readiness }: { filling?: number; trialRun?: number; readiness?: number }): ConductRules => ({
  ...(filling === undefined ? {} : { filling: { noticeDays: filling, source: read(law) } }),
  ...(trialRun === undefined ? {} : { trialRun: { daysBefore: trialRun, source: read(law) } }),
  ...(readiness === undefined ? {} : { readiness: { daysBefore: readiness, source: read(law) } }),
});

/** A city whose outages and preparations were read in its own law. */
const prepared = (id: string, law: string, days: Parameters<typeof before>[1]): readonly RulePack[] =>
  successor(id, (pack) => ({ ...counted(pack, notSupplied(law)), ...before(law, days) }));

/** Versions that came with the release of December 2026: how the days of an outage count, what must be done before a season, and what earlier versions had read wrongly. Source: domain notes §2.1, 2.3–2.5. */
export const december2026Packs: readonly RulePack[] = [
  ...successor('default', (pack) => counted(pack, notSupplied('as 北京 and 青岛 §52'))),
  ...prepared('qingdao', '青岛市供热条例', { filling: 7, trialRun: 5 }),
  ...prepared('linyi', '临沂市供热条例', { trialRun: 5 }),
  ...successor('weifang', (pack) => ({
    ...counted(pack, notSupplied('潍坊市供热条例')),
    ...before('潍坊市供热条例', { filling: 7, trialRun: 5 }),
    usualSeason: { from: '11-14', to: '03-15', fromTime: '12:00', toTime: '12:00', source: read('潍坊市供热条例') },
  })),
  ...prepared('binzhou', '滨州市供热条例', { filling: 5, trialRun: 7 }),
  ...prepared('heze', '菏泽市供热条例', { filling: 5, trialRun: 5 }),
  ...prepared('luoyang', '洛阳市集中供热条例', { filling: 5, readiness: 15 }),
  ...prepared('xuzhou', '徐州市集中供热条例', { trialRun: 3 }),
  ...successor('xian', ({ limits }) => ({
    limits: limits.filter(({ clock }) => clock !== 'written-answer'),
    notes: [
      {
        zh: '西安市热力的 5 个工作日是回访（调查）答复的期限，不是投诉答复时限；投诉答复从上级规则包。',
        en: "The 5 working days of 西安市热力 are for the reply to a survey, not for the answer to a complaint; the parent's limit holds for that.",
      },
    ],
  })),
];
