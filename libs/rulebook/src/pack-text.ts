import { categories, channelWords, clocks, keysIn, levelNamed, pauseReasons, ticketKinds, yuan, type Words } from '@heatledger/vocabulary';
import { kpiNames } from './kpi-names.js';
import { bandTold } from './band-text.js';
import type { Limit, PayByRule, RulePack, Source } from './pack.js';
import { sourceTold } from './source-text.js';

/** A rule as a rules officer reads it: what about, what, from where. */
export type TextRow = readonly [about: string, rule: string, source: string];
export interface TextTable {
  readonly title: string;
  readonly rows: readonly TextRow[];
}
type Language = 'zh' | 'en';
type Say = (zh: string, en: string) => string;

const cited = (language: Language, source: Source): string => sourceTold(source)[language];
const names = <K extends string>(table: Words<K>, keys: readonly K[], language: Language): string => keys.map((key) => table[key][language]).join('/');

const span = (minutes: number, say: Say): string => (minutes % 1440 === 0 && minutes > 1440 ? say(`${minutes / 1440} 天`, `${minutes / 1440} d`) : minutes % 60 === 0 ? say(`${minutes / 60} 小时`, say(`${minutes / 60} 小时`, `${minutes / 60} h`)) : say(`${minutes} 分钟`, `${minutes} min`));

const colourNames: Readonly<Record<string, { readonly zh: string }>> = { blue: { zh: '蓝色' }, yellow: { zh: '黄色' }, orange: { zh: '橙色' }, red: { zh: '红色' } };
const measureNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  deaths: { zh: '死亡人数', en: 'deaths' },
  seriousInjuries: { zh: '重伤人数', en: 'serious injuries' },
  lossFen: { zh: '直接经济损失', en: 'direct loss' },
};
const amountOf = (measure: string, amount: number): string => (measure.endsWith('Fen') ? yuan(amount) : String(amount));

/** A limit in words: `2 小时（供热开始后10日内）`. */
export const limitText = ({ minutes, calendar, firstDaysOfSeason, channels }: Limit, language: Language): string => {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  const size = calendar === 'working-days' ? say(`${minutes / 1440} 个工作日`, `${minutes / 1440} working days`) : span(minutes, say);
  const notes = [
    ...(firstDaysOfSeason === undefined ? [] : [say(`供热开始后 ${firstDaysOfSeason} 日内`, `first ${firstDaysOfSeason} days of the season`)]),
    ...(channels === undefined ? [] : [names(channelWords, channels, language)]),
    ...(typeof calendar === 'object' ? [say(`${calendar.fromHour}–${calendar.toHour} 时计`, `counted from ${calendar.fromHour}:00 to ${calendar.toHour}:00`)] : []),
  ];
  return notes.length === 0 ? size : say(`${size}（${notes.join('，')}）`, `${size} (${notes.join(', ')})`);
};

const limitRows = ({ limits }: RulePack, language: Language): readonly TextRow[] =>
  limits.map((limit) => [`${clocks[limit.clock][language]}${language === 'zh' ? '：' : ': '}${names(ticketKinds, limit.kinds, language)}${limit.categories ? `${language === 'zh' ? '，' : ', '}${names(categories, limit.categories, language)}` : ''}`, limitText(limit, language), cited(language, limit.source)]);

const payByText = ({ say: written, daysWhenPast }: PayByRule, language: Language): string => {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  return written[language] + (daysWhenPast === undefined ? '' : say(`；批准时该日已过的，批准后 ${daysWhenPast} 天内［本企业规定］`, `; where that day is past at the approval, within ${daysWhenPast} days of it [D]`));
};

const refundRows = ({ refund, outage }: RulePack, language: Language, say: Say): readonly TextRow[] => [
  ...(refund ? [[say('退费档位', 'refund bands'), refund.bands.map(({ name, percent }) => `${bandTold(name)[language]}${say('：', ': ')}${percent} %`).join(say('；', '; ')), cited(language, refund.source)] as const] : []),
  ...(refund
    ? [
        [
          say('计日', 'days'),
          [
            refund.graceHours === undefined ? '' : say(`${refund.graceHours} 小时内（含）恢复不退`, `nothing when cured within ${refund.graceHours} h`),
            refund.countFrom === 'application' ? say('自申请日起', 'from the application') : say('自宽限期满起', 'from the end of the grace'),
            say('首尾均计', 'both ends count'),
          ]
            .filter(Boolean)
            .join(say('；', '; ')),
          cited(language, refund.source),
        ] as const,
      ]
    : []),
  ...(refund?.payBy ? [[say('支付期限', 'to be paid'), payByText(refund.payBy, language), cited(language, refund.payBy.source)] as const] : []),
  ...(outage?.afterHours ? [[say('停热补偿起点', 'outage paid from'), `${outage.afterHours.included ? say('满', '≥') : say('超过', '>')} ${outage.afterHours.hours} ${say('小时', 'h')}${outage.cumulativeDaysOver === undefined ? '' : say(`，或累计超过 ${outage.cumulativeDaysOver} 天`, `, or over ${outage.cumulativeDaysOver} days in all`)}`, cited(language, outage.source)] as const] : []),
  ...(outage?.days ? [[say('停热计日', 'days of an outage'), outage.days.say[language], cited(language, outage.days.source)] as const] : []),
];

const procedureRows = ({ measurement, thresholdTenths, kitchenTenths, guarantee }: RulePack, language: Language, say: Say): readonly TextRow[] => [
  ...(thresholdTenths === undefined ? [] : [[say('室温标准', 'room temperature'), `${thresholdTenths / 10} ${say('℃', '°C')}${kitchenTenths === undefined ? '' : say(`，厨房 ${kitchenTenths / 10} ℃`, `, kitchen ${kitchenTenths / 10} °C`)}`, ''] as const]),
  ...(measurement
    ? [
        [
          say('测温', 'measurement'),
          [
            measurement.closedMinutes === undefined ? '' : say(`门窗关闭 ${measurement.closedMinutes} 分钟`, `closed for ${measurement.closedMinutes} min`),
            ...(measurement.forbiddenHours ?? []).map(({ from, to }) => say(`${from}–${to} 时无效`, `not ${from}:00–${to}:00`)),
            measurement.averaging ? say(`连续 ${measurement.averaging.days} 日、每日 ${measurement.averaging.slots} 次取平均`, `average of ${measurement.averaging.slots} slots on ${measurement.averaging.days} consecutive days`) : '',
            measurement.userRefusal ? say('用户拒测视为达标', 'user refuses: deemed qualified') : '',
            measurement.companyFailure ? (measurement.companyFailure.tenths === undefined ? say('企业未到视为不达标', 'company fails: deemed below') : say('企业未到视为低于 14 ℃', 'company fails: deemed below 14 °C')) : '',
            measurement.retest ? say('复测取最低', 'lowest reading at a retest') : '',
          ]
            .filter(Boolean)
            .join(say('；', '; ')),
          cited(language, measurement.source),
        ] as const,
      ]
    : []),
  ...(guarantee ? [[say('保证条件', 'promised where'), guarantee.conditions.map((row) => row[language]).join(say('；', '; ')), cited(language, guarantee.source)] as const] : []),
];

const innerRows = ({ escalation, exhaustion, inspection, lateEntry, pauses }: RulePack, language: Language, say: Say): readonly TextRow[] => {
  const { rectificationMinutes: terms, disputeMinutes } = inspection ?? {};
  return [
    ...(escalation ? [[say('超时督办', 'escalation'), keysIn(clocks).flatMap((clock) => (escalation.levels[clock] === undefined ? [] : [`${clocks[clock][language]}${say('：', ': ')}${levelNamed(escalation.levels[clock])[language]}`])).join('; '), cited(language, escalation.source)] as const] : []),
    ...(lateEntry
      ? [
          [
            say('补录须批准', 'late entries need approval'),
            say(`迟于 ${span(lateEntry.toleranceMinutes, say)}`, `later than ${span(lateEntry.toleranceMinutes, say)}`),
            cited(language, lateEntry.source),
          ] as const,
        ]
      : []),
    ...(exhaustion
      ? [
          [
            say('投诉内部程序用尽', 'levels of a complaint exhausted'),
            say(`作出 ${exhaustion.decidedRounds} 轮决定后`, `after ${exhaustion.decidedRounds} decided rounds`),
            cited(language, exhaustion.source),
          ] as const,
        ]
      : []),
    ...(pauses
      ? [
          [
            say('暂停最长', 'longest pause'),
            keysIn(pauseReasons)
              .flatMap((reason) => {
                const minutes = pauses.longestMinutes[reason];
                return minutes === undefined ? [] : [`${pauseReasons[reason][language]}: ${span(minutes, say)}`];
              })
              .join('; '),
            cited(language, pauses.source),
          ] as const,
        ]
      : []),
    ...(inspection && terms ? [[say('整改期限', 'rectification'), say(`严重 ${span(terms.critical, say)}；较重 ${span(terms.major, say)}；一般 ${span(terms.minor, say)}`, `critical ${span(terms.critical, say)}; major ${span(terms.major, say)}; minor ${span(terms.minor, say)}`), cited(language, inspection.source)] as const] : []),
    ...(inspection && disputeMinutes !== undefined ? [[say('争议后现场检查', 'inspection after a dispute'), span(disputeMinutes, say), cited(language, inspection.source)] as const] : []),
  ];
};

const conductRows = (pack: RulePack, language: Language, say: Say): readonly TextRow[] => {
  const { lateFee, suspension, stop, tariff, plannedStop, overhaul, filling, trialRun, readiness, outageNotice, coldWarning, kpis = [], kpiLimits = [], scoring, incidents = [] } = pack;
  return [
    ...innerRows(pack, language, say),
    ...(lateFee ? [[say('违约金', 'late fee'), `${lateFee.isCeiling ? '≤' : ''}${say(`每日 ${lateFee.permillePerDay} ‰`, `${lateFee.permillePerDay} ‰ a day`)}${lateFee.capPercent === undefined ? '' : say(`，不超过热费 ${lateFee.capPercent} %`, `, at most ${lateFee.capPercent} % of the season fee`)}`, cited(language, lateFee.source)] as const] : []),
    ...(suspension ? [[say('停供前催告', 'demand before a cut'), say(`${suspension.demandDays} 天`, `${suspension.demandDays} d`), cited(language, suspension.source)] as const] : []),
    ...(stop ? [[say('报停', 'stop of heating'), [stop.applyDaysBefore === undefined ? '' : say(`采暖期前 ${stop.applyDaysBefore} 天申请`, `apply ${stop.applyDaysBefore} days before the season`), stop.applyBy ? say(`${stop.applyBy} 前申请`, `apply by ${stop.applyBy}`) : '', stop.chargePercent === undefined ? '' : say(`收取 ${stop.chargePercent} %`, `${stop.chargePercent} % charged`), stop.processedDays === undefined ? '' : say(`${stop.processedDays} 天办结`, `done in ${stop.processedDays} d`)].filter(Boolean).join(say('；', '; ')), cited(language, stop.source)] as const] : []),
    ...(tariff ? [[say('两部制热价', 'two-part tariff'), [tariff.basicPercentMax === undefined ? '' : say(`基本 ≤ ${tariff.basicPercentMax} %`, `basic ≤ ${tariff.basicPercentMax} %`), tariff.meteredCapPercent === undefined ? '' : say(`计量 ≤ 面积热费 ${tariff.meteredCapPercent} %`, `metered ≤ ${tariff.meteredCapPercent} % of the area bill`)].filter(Boolean).join(say('；', '; ')), cited(language, tariff.source)] as const] : []),
    ...(plannedStop ? [[say('计划停热通知', 'notice of planned stops'), say(`提前 ${plannedStop.noticeDays} 天`, `${plannedStop.noticeDays} d ahead`) + (plannedStop.overHours === undefined ? '' : say(`（超过 ${plannedStop.overHours} 小时的）`, ` (over ${plannedStop.overHours} h)`)), cited(language, plannedStop.source)] as const] : []),
    ...(overhaul ? [[say('年度检修通知', 'notice of the overhaul'), say(`提前 ${overhaul.noticeDays} 天`, `${overhaul.noticeDays} d ahead`), cited(language, overhaul.source)] as const] : []),
    ...(filling ? [[say('充水试压通知', 'notice of filling and pressure test'), say(`提前 ${filling.noticeDays} 天`, `${filling.noticeDays} d ahead`), cited(language, filling.source)] as const] : []),
    ...(trialRun ? [[say('试供热', 'trial heating'), say(`采暖期前 ${trialRun.daysBefore} 天`, `${trialRun.daysBefore} d before the season`), cited(language, trialRun.source)] as const] : []),
    ...(readiness ? [[say('具备供热条件', 'ready to heat'), say(`采暖期前 ${readiness.daysBefore} 天`, `${readiness.daysBefore} d before the season`), cited(language, readiness.source)] as const] : []),
    ...(outageNotice ? [[say('停热报告', 'outage to be reported'), say(`满 ${outageNotice.fromHours} 小时`, `≥ ${outageNotice.fromHours} h`), cited(language, outageNotice.source)] as const] : []),
    ...(coldWarning ? [[say('寒潮预警', 'cold warning'), coldWarning.colours.map(({ colour, atMostTenths }) => say(`${colourNames[colour]?.zh ?? colour} ≤ ${atMostTenths / 10} ℃`, `${colour} ≤ ${atMostTenths / 10} °C`)).join(say('；', '; ')), cited(language, coldWarning.source)] as const] : []),
    ...incidents.map(({ measure, atLeast, source }) => [say('事故等级', 'incident grade'), `${measureNames[measure]?.[language] ?? measure}${say('：', ': ')}${Object.entries(atLeast).map(([grade, number]) => say(`${grade} 级 ≥ ${amountOf(measure, number)}`, `${grade} ≥ ${amountOf(measure, number)}`)).join(say('；', '; '))}`, cited(language, source)] as const),
    ...kpis.map(({ kpi, permille, sense, source }) => [kpiNames[kpi][language], `${sense === 'at-least' ? '≥' : '≤'} ${permille < 10 ? `${permille} ‰` : `${permille / 10} %`}`, cited(language, source)] as const),
    ...kpiLimits.map(({ kpi, minutes, source }) => [say(`${kpiNames[kpi].zh}口径`, `${kpiNames[kpi].en}: span`), minutes % 1440 === 0 && minutes > 1440 ? say(`${minutes / 1440} 天`, `${minutes / 1440} d`) : say(`${minutes / 60} 小时`, `${minutes / 60} h`), cited(language, source)] as const),
    ...(scoring ? [[say('考核', 'appraisal'), `${scoring.total}: ${scoring.grades.map(({ name, atLeast }) => `${name[language]} ≥ ${atLeast}`).join(say('；', '; '))}${scoring.weights ? `${say('；', '; ')}${Object.entries(scoring.weights).map(([group, weight]) => `${group} ${weight}`).join(say('、', ', '))}` : ''}`, cited(language, scoring.source)] as const] : []),
  ];
};

/** A pack in words, table by table. */
export const packText = (pack: RulePack, language: Language): readonly TextTable[] => {
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);
  const { name, id, version, effectiveFrom, effectiveTo, parent, usualSeason, notes = [] } = pack;
  const identity: readonly TextRow[] = [
    [say('标识', 'id'), `${id}@${version}`, ''],
    [say('适用', 'in force'), `${effectiveFrom}…${effectiveTo ?? ''}`, ''],
    ...(parent === undefined ? [] : [[say('上级', 'parent'), parent, ''] as const]),
    ...(usualSeason ? [[say('通常采暖期', 'usual season'), `${usualSeason.from}${usualSeason.fromTime ? ` ${usualSeason.fromTime}` : ''} … ${usualSeason.to}${usualSeason.toTime ? ` ${usualSeason.toTime}` : ''}`, cited(language, usualSeason.source)] as const] : []),
    ...[...notes, ...(pack.refund?.notes ?? [])].map((note) => [say('说明', 'note'), note[language], ''] as const),
  ];
  const tables = [
    { title: name[language], rows: identity },
    { title: say('时限', 'limits'), rows: limitRows(pack, language) },
    { title: say('退费', 'refunds'), rows: refundRows(pack, language, say) },
    { title: say('室温与测温', 'rooms'), rows: procedureRows(pack, language, say) },
    { title: say('费用、通知与考核', 'money, notice, appraisal'), rows: conductRows(pack, language, say) },
  ];
  return tables.filter(({ rows }) => rows.length > 0);
};
