import type { Bilingual } from '@heatledger/kernel';
import type { Source, SourceMark } from './source.js';

/** Sources that are not told by law and clause alone, in Chinese. Old facts keep the English they were recorded with. */
const chinese: Readonly<Record<string, string>> = {
  'acknowledged while the caller is on the line or within half an hour': '通话中当场告知受理，或半小时内告知',
  'first contact within 2 h': '2小时内首次联系',
  'leak 1 h; quality 2 h, 5 h in the first 10 days of the season: the strictest common values':
    '漏水1小时；室温2小时，供热开始后10日内5小时',
  'arrival within 2 h': '2小时内到场',
  'temperature test within 24 h': '24小时内测温',
  'first handling result within 24 h': '24小时内给出首次处理结果',
  'temperature cured within 48 h': '室温问题48小时内解决',
  'ordinary fault mended within 24 h': '一般故障24小时内修复',
  'complaint decided within 3 calendar days': '投诉3日内作出决定',
  'orders of the 12345 hotline answered within 5 working days': '12345热线工单5个工作日内书面答复',
  'written answer within 3 calendar days': '3日内书面答复',
  'callback within 2 working days of completion': '办理完毕后2个工作日内回访',
  'paid within 30 days of the approval': '批准后30日内退付',
  '20 %, 50 %, 100 % of the day, as in most cities; a band holds its lower end': '当日热费的20 %、50 %、100 %，与多数城市相同；档位含下限',
  "not heated for 24 h: the whole day's fee, as in most places": '停热满24小时退当日热费，与多数地方相同',
  'doors and windows closed for 1 h, probe 1 m above the floor at the room centre': '门窗关闭1小时，房间中央距地1米处测温',
  'GB/T 33833-2017 §5.1, normal weather, as a company page quotes it': '国家标准33833-2017第5.1条，正常天气条件，据企业网页转引',
  '1 ‰ a day, at most 30 % of the season fee: as 济宁 has it, seen at second hand': '每日1 ‰，不超过热费的30 %，与济宁规定相同（转引）',
  'industry practice: Beijing 2008, 山东聚源热力': '行业惯例：北京2008、山东聚源热力',
  'remembered of GB/T 33833, its clause text not at hand': '国家标准33833，条文原文不在手边',
  'industry practice: 临沂金程热力 2024': '行业惯例：临沂金程热力2024',
  'GB/T 33358-2016, connected over 24 h': '国家标准33358-2016，24小时接通',
  'industry practice: repairs done within 24 h': '行业惯例：报修24小时内处理',
  "the company's own choice, the days are nowhere stated": '天数无规定，由本企业确定',
  "the company's own weights; grades as the 吉林 draft (90/75/60), vetoes of 黑龙江 2020":
    '权重由本企业确定；等级参照吉林草案（90/75/60），一票否决参照黑龙江2020',
  'late to work: shift leader (1); unsettled: duty manager (2)': '未按时开工报班长（1级）；未按时办结报值班经理（2级）',
  "the company's own terms: critical 1 day, major 3, minor 15; the site of a dispute within 3":
    '严重1日、较重3日、一般15日；费用争议3日内到现场',
  '山东省供热条例, continuous 24 h': '《山东省供热条例》，连续24小时',
  '青岛 2007, cold-weather warning': '青岛2007寒潮预警',
  '临沂市供热条例, also reported to the authority': '《临沂市供热条例》，并报主管部门',
  'as 北京 and 青岛 §52': '与北京及《青岛市供热条例》第52条相同',
  'an earlier contract text': '较早的合同文本',
  'domain notes §2.4': '业务资料第2.4节',
  '北京市供热合同 BF-2022-0501': '北京市供热合同（2022年版示范文本0501）',
  '黑龙江省 2020 信用评价暂行办法, press': '黑龙江省2020信用评价暂行办法，据报道',
  '黑龙江省 draft of 2020, outage mended within 48 h': '黑龙江省2020草案，停热48小时内恢复',
  '黑龙江省 2021, press': '黑龙江省2021，据报道',
  '黑龙江省, not 10:00–14:00': '黑龙江省，10时至14时不测',
  '黑龙江省 credit rating: below 90 % is the black list': '黑龙江省信用评价：低于90 %列入黑名单',
  '黑龙江省 2021, as applied in 大庆, press': '黑龙江省2021，大庆执行口径，据报道',
  '天津, at most 2 ‰ a day': '天津，每日不超过2 ‰',
  '西安市热力, company': '西安市热力，企业规定',
  '西安市热力, company, survey reply': '西安市热力，企业规定，问卷回复',
  '西安 2018, press': '西安2018，据报道',
  '乌鲁木齐 2019, ordinary fault': '乌鲁木齐2019，一般故障',
  '沈阳, tests 06:00–21:00': '沈阳，6时至21时测温',
  '沈阳 2009, press, old': '沈阳2009，据报道，较旧',
};

/** In English a mark is its letter, which `docs/rulebook.md` explains. */
const marks: Readonly<Record<SourceMark, string>> = { V: '', P: '［转引］', M: '［凭记忆，待核］', D: '［本企业规定］' };

/** What packs add to the law where the company decides how an outage counts. */
const NOT_SUPPLIED = ': the days not supplied; that 24 h begun are a day is decided here';

const LAW = /^([\p{Script=Han}（）]+(?:条例|办法|规定))(?: §([\d–, ]+))?$/u;

/** `临沂市供热条例 §32, 34` as `《临沂市供热条例》第32、34条`; a text nobody translated as it is. */
const inChinese = (text: string): string => {
  const law = text.endsWith(NOT_SUPPLIED) ? text.slice(0, -NOT_SUPPLIED.length) : undefined;
  return law === undefined ? plainly(text) : `${plainly(law)}：未供热天数；不足24小时计1天由本企业确定`;
};

const plainly = (text: string): string => {
  const law = LAW.exec(text);
  if (law) return `《${law[1]}》${law[2] === undefined ? '' : `第${law[2].replaceAll(', ', '、')}条`}`;
  return chinese[text] ?? text;
};

/** Law and clause, or where a figure comes from, for a person; in Chinese what was read in the law itself stands without a mark. */
export const sourceTold = ({ text, mark }: Source): Bilingual => ({ zh: inChinese(text) + marks[mark], en: `${text} [${mark}]` });

const isMark = (mark: string): mark is SourceMark => Object.hasOwn(marks, mark);

/** The same of a source as facts keep it, `临沂市供热条例 §30 [V]`; what is no such text stays as it is. */
export const storedSourceTold = (stored: string): Bilingual => {
  const [, text, mark] = /^(.+) \[([A-Z])\]$/s.exec(stored) ?? [];
  return text !== undefined && mark !== undefined && isMark(mark) ? sourceTold({ text, mark }) : { zh: inChinese(stored), en: stored };
};
