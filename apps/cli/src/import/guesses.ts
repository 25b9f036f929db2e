import type { Category } from '@heatledger/vocabulary';
import type { ColumnField, Standing } from './mapping.js';
import { readMoment } from './moments.js';

/** A column of a sample: what stands in it, without blanks around and without what means nothing. */
export interface Column {
  readonly name: string;
  readonly values: readonly string[];
  /** Rows of the sample. */
  readonly rows: number;
}

const NOTHINGS = ['', 'NA', 'N/A', 'NULL', 'null', '无', '-', '--', '—', '/'];

/** Values of the sample that mean nothing, the blank one first. */
export const nothingsAmong = (values: Iterable<string>): readonly string[] => {
  const there = new Set(values);
  return NOTHINGS.filter((word) => word === '' || there.has(word));
};

/**
 * Time patterns that are tried, those that say more first; where day and month could change places, the month is taken
 * first.
 */
const PATTERNS = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'yyyy/M/d H:mm:ss',
  'yyyy/M/d H:mm',
  'yyyy-M-d H:mm:ss',
  'yyyy-M-d H:mm',
  'yyyy年M月d日 H:mm:ss',
  'yyyy年M月d日 H:mm',
  'yyyy年M月d日H时m分s秒',
  'yyyy年M月d日H时m分',
  'yyyy年M月d日 H时m分',
  'yyyy年M月d日',
  'yyyy.M.d H:mm:ss',
  'yyyy.M.d H:mm',
  'iso',
  'yyyyMMddHHmmss',
  'yyyyMMdd HH:mm:ss',
  'yyyyMMdd',
  'yyyy-M-d',
  'yyyy/M/d',
  'yyyy.M.d',
  'M/d/yyyy h:mm:ss a',
  'M/d/yyyy h:mm a',
  'M/d/yyyy H:mm:ss',
  'M/d/yyyy H:mm',
  'M/d/yyyy',
  'd/M/yyyy H:mm:ss',
  'd/M/yyyy H:mm',
  'd/M/yyyy',
  'd.M.yyyy H:mm:ss',
  'd.M.yyyy H:mm',
  'd.M.yyyy',
] as const;

const SAID_TO_BE_TIME = /时间|日期|时刻|期限|截止|date|time|_dt$|_at$/i;
/** Share of the values that must read as times; less where the heading says that they are. */
const [ENOUGH, ENOUGH_OF_NAMED] = [0.8, 0.5];

const reads = (value: string, pattern: string): boolean =>
  readMoment(value, { zone: 'UTC', patterns: [pattern], repeatedHour: 'earlier' }).ok;

/** The patterns in which a column writes its times, as few as will do; none where it holds no times. */
export const patternsOf = ({ name, values }: Column): readonly string[] => {
  if (values.length === 0 || (values.every((value) => /^\d+$/.test(value)) && !SAID_TO_BE_TIME.test(name))) return [];
  const found: string[] = [];
  const enough = SAID_TO_BE_TIME.test(name) ? ENOUGH_OF_NAMED : ENOUGH;
  let left = values;
  while (left.length > values.length * (1 - enough)) {
    const best = PATTERNS.map((pattern) => ({ pattern, rest: left.filter((value) => !reads(value, pattern)) })).reduce(
      (a, b) => (b.rest.length < a.rest.length ? b : a),
    );
    if (best.rest.length === left.length) return [];
    found.push(best.pattern);
    left = best.rest;
  }
  const last = PATTERNS.find((pattern) => left.length > 0 && left.every((value) => reads(value, pattern)));
  return last === undefined ? found : [...found, last];
};

/** Headings by what they say, in the order in which they are asked; a column says one thing. */
export const headings: readonly (readonly [field: ColumnField, words: RegExp])[] = [
  ['externalId', /编号|单号|受理号|流水号|工单号|case.?(id|no|enquiry)|_id$|^id$|ticket|^no\.?$|number|sr.?(id|no)/i],
  ['dueAt', /到期|期限|限时|限办|截止|应办结|应完成|要求.*(完成|办结)|时限|due|target|deadline|sla/i],
  ['closedAt', /办结|完成|结束|处理时间|处理日期|关闭|结案|闭单|close|resol|complet|finish|end_?(date|time)/i],
  ['changedAt', /更新|修改|变更|updat|modif|chang/i],
  [
    'receivedAt',
    /受理|来电|登记|创建|报修|投诉|接单|诉求|反映|上报|open|receiv|creat|report|submit|request|start|日期|时间|date|time/i,
  ],
  ['station', /换热站|热力站|站点|站名|station/i],
  ['zone', /片区|分区|区域|辖区|所属区|行政区|供热区|街道|小区|zone|neighbou?rhood|district|area/i],
  ['closureReason', /(处理|办理|办结)(结果|说明|情况|意见)|closure|resolution|outcome/i],
  ['handledBy', /班组|责任(单位|部门)|承办(单位|部门)|处理(单位|部门)|crew|team|department|queue/i],
  ['subject', /主题|标题|事项|title|subject|summary/i],
];

export const timeFields: ReadonlySet<ColumnField> = new Set(['dueAt', 'closedAt', 'changedAt', 'receivedAt']);
/** What is proposed only where it is a list of words: longer text may name a person. */
export const wordFields: ReadonlySet<ColumnField> = new Set([
  'closureReason',
  'handledBy',
  'subject',
  'station',
  'zone',
]);
export const STATUS = /状态|status|state/i;
export const CATEGORY = /类别|类型|分类|性质|种类|category|type|kind|problem/i;
/** Columns of persons and homes, left out on purpose. */
export const PERSONAL =
  /姓名|联系人|来电人|用户名|电话|手机|号码|地址|住址|门牌|身份证|name$|phone|mobile|address|location|email|street/i;

const words: readonly (readonly [RegExp, Category])[] = [
  [/个人信息|隐私|privacy/i, 'PRIVACY'],
  [/态度|服务质量|作风|conduct|attitude|staff/i, 'CONDUCT'],
  [/漏|跑水|滴水|爆管|渗水|leak/i, 'LEAK'],
  [/噪|异响|noise/i, 'NOISE'],
  [/报停|停用|恢复用热|开栓|复热|stop|resume/i, 'STOP_RESUME'],
  [/停热|停暖|停供|outage|no heat/i, 'OUTAGE'],
  [/延迟|未供热|晚供|推迟|late start/i, 'LATE_START'],
  [/不热|不暖|温度|室温|低温|不达标|冷|heat|cold|temperature/i, 'TEMP'],
  [/计量|热表|表具|meter/i, 'METER'],
  [/费|缴|退款|发票|bill|fee|charge|payment/i, 'BILLING'],
  [/接入|入网|开户|报装|并网|connect/i, 'CONNECT'],
  [/其他|其它|other/i, 'OTHER'],
];

/** What a word of the source seems to claim. */
export const categoryOf = (value: string): Category | undefined => words.find(([word]) => word.test(value))?.[1];

/** Whether a word of the source says that a request is open or closed. */
export const standingOf = (value: string): Standing | undefined => {
  if (/未|待|中$|正在|not|progress|pending|open|new|assigned|reopen|重新|退回/i.test(value)) return 'open';
  return /办结|完成|关闭|结案|已处理|已回复|归档|办毕|取消|撤销|撤回|作废|clos|resolv|complet|done|finish|duplicate|cancel|withdr/i.test(value)
    ? 'closed'
    : undefined;
};
