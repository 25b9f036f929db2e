import type { Bilingual } from '@heatledger/kernel';
import { causes, categories, clocks, fieldNamed, fieldNames, ticketKinds, wordNamed } from '@heatledger/vocabulary';

type Table = Readonly<Record<string, Bilingual>>;

/** Heads of the columns that figures are grouped by. */
export const groupHeads: Table = {
  zone: { zh: '片区', en: 'zone' },
  station: { zh: '换热站', en: 'station' },
  category: { zh: '类别', en: 'category' },
  day: { zh: '日期', en: 'day' },
  month: { zh: '月份', en: 'month' },
  year: { zh: '年份', en: 'year' },
  season: { zh: '采暖季', en: 'season' },
  clock: { zh: '时限', en: 'clock' },
  kind: { zh: '工单类型', en: 'kind' },
};

/** What an answer was given to. */
export const basisNames: Table = {
  callback: { zh: '回访', en: 'callback' },
  survey: { zh: '问卷', en: 'survey' },
  total: { zh: '合计', en: 'total' },
  complaint: { zh: '投诉测温', en: 'test after a request' },
  retest: { zh: '复测', en: 'retest' },
  'third-party': { zh: '第三方检测', en: 'third-party test' },
};

/** Where a promise of time stands. */
export const standingNames: Table = {
  met: { zh: '按时', en: 'met' },
  breached: { zh: '超时', en: 'breached' },
  running: { zh: '计时中', en: 'running' },
  paused: { zh: '已暂停', en: 'paused' },
  stopped: { zh: '已停止', en: 'stopped' },
  notYet: { zh: '尚未开始', en: 'not yet' },
  noDue: { zh: '无时限', en: 'no due time' },
};

/** What a reader of the log is, and how it is doing. */
export const readerNames: Table = {
  projection: { zh: '视图', en: 'projection' },
  reaction: { zh: '反应', en: 'reaction' },
  timer: { zh: '定时器', en: 'timer' },
  timers: { zh: '定时器', en: 'timers' },
  live: { zh: '已跟上', en: 'live' },
  'catching-up': { zh: '追赶中', en: 'catching-up' },
  building: { zh: '建立中', en: 'building' },
  rebuilding: { zh: '重建中', en: 'rebuilding' },
  parked: { zh: '有搁置', en: 'parked' },
  stopped: { zh: '已停止', en: 'stopped' },
  dropped: { zh: '已中断', en: 'dropped' },
  waiting: { zh: '等待中', en: 'waiting' },
  idle: { zh: '空闲', en: 'idle' },
};

type Language = keyof Bilingual;

/** A word of a table in the language of the run; the word itself where the table has none. */
export const inTable = (table: Table, word: string, language: Language): string => (Object.hasOwn(table, word) ? (table[word]?.[language] ?? word) : word);

/** A group of figures: categories, clocks and kinds of tickets by their names, all else as it is called. */
export const groupNamed = (by: string, group: string, language: Language): string => {
  if (by === 'category') return inTable(categories, group, language);
  if (by === 'clock') return inTable(clocks, group, language);
  return by === 'kind' ? inTable(ticketKinds, group, language) : group;
};

/** Parts of a state that refusals have no word for. */
const stateParts: Table = {
  breached: { zh: '是否超时', en: 'breached' },
  clocks: { zh: '时限', en: 'clocks' },
  crewId: { zh: '班组', en: 'crew' },
  hands: { zh: '经手人', en: 'hands' },
  handlers: { zh: '历任经办人', en: 'handlers' },
  round: { zh: '轮次', en: 'round' },
  paused: { zh: '暂停', en: 'paused' },
  pausedAt: { zh: '暂停时间', en: 'paused at' },
  arrivedAt: { zh: '到场时间', en: 'arrived at' },
  completedAt: { zh: '处理完毕时间', en: 'completed at' },
  openedAt: { zh: '受理时间', en: 'opened at' },
  decidedAt: { zh: '决定时间', en: 'decided at' },
  objected: { zh: '派单异议', en: 'objected' },
  question: { zh: '咨询内容', en: 'question' },
  checked: { zh: '已检查项', en: 'checked' },
  findings: { zh: '检查问题', en: 'findings' },
  cause: { zh: '原因', en: 'cause' },
  doneAt: { zh: '完成时间', en: 'done at' },
  timeZone: { zh: '时区', en: 'time zone' },
  calendar: { zh: '计时日历', en: 'calendar' },
  rule: { zh: '依据', en: 'rule' },
  lastAt: { zh: '最近一次时间', en: 'last at' },
  involved: { zh: '经手人', en: 'involved' },
  lateEntries: { zh: '补录', en: 'late entries' },
};

const partNamed = (part: string, language: Language): string => {
  const [name = part, round] = part.split('#');
  const said = inTable(clocks, name, language);
  if (round !== undefined) return language === 'zh' ? `${said}第 ${round} 轮` : `${said} round ${round}`;
  if (Object.hasOwn(stateParts, name)) return inTable(stateParts, name, language);
  return Object.hasOwn(fieldNames, name) ? fieldNamed(name)[language] : said;
};

/** A field of a state as `history --changes` names it: `时限·到场第 1 轮·是否超时`; what has no name in Chinese is 其他. */
export const changeNamed = (path: string, language: Language): string => {
  if (language === 'en') return path;
  return path.split('.').map((part) => partNamed(part, language)).map((part) => (/^[a-z][A-Za-z]+$/.test(part) ? '其他' : part)).join('·');
};

/** A value of a state, as `history --changes` shows it. */
export const valueNamed = (value: unknown, language: Language): string => {
  if (language === 'en') return JSON.stringify(value);
  if (value === null || value === undefined) return '无';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return wordNamed('ticket', value)?.zh ?? (Object.hasOwn(causes, value) ? inTable(causes, value, 'zh') : value);
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map((one) => valueNamed(one, language)).join('、');
  return typeof value === 'number' ? String(value) : '（见 JSON 输出）';
};
