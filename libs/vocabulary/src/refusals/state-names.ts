import { categories, causes, channelWords, clocks, pauseReasons, roles, ticketKinds, urgencies, words, type Words } from '../words.js';

/** Where things stand, by what they are: the first part of a refusal's code. */
export const stateNames = {
  ticket: words({
    unknown: ['尚无记录', 'not on record'],
    reported: ['已报修', 'reported'],
    triaged: ['已分级', 'triaged'],
    assigned: ['已派单', 'assigned'],
    'on-site': ['已到场', 'on site'],
    completed: ['处理完毕', 'completed'],
    received: ['已受理', 'received'],
    investigating: ['调查中', 'under investigation'],
    decided: ['已作出决定', 'decided'],
    'fed-back': ['已反馈', 'fed back'],
    answered: ['已答复', 'answered'],
    asked: ['待答复', 'asked'],
    turned: ['已转办', 'turned'],
    merged: ['已并案', 'merged'],
    closed: ['已办结', 'closed'],
  }),
  fee: words({
    unknown: ['尚无记录', 'not on record'],
    requested: ['已申请', 'requested'],
    calculated: ['已核算', 'calculated'],
    submitted: ['待审批', 'awaiting approval'],
    returned: ['已退回', 'returned'],
    approved: ['已批准', 'approved'],
    refused: ['未批准', 'refused'],
    paid: ['已退付', 'paid'],
    objected: ['用户有异议', 'objected to'],
    'nothing-due': ['无应退款项', 'nothing due'],
    settled: ['已结清', 'settled'],
    withdrawn: ['已撤回', 'withdrawn'],
  }),
  inspection: words({
    unknown: ['尚无记录', 'not on record'],
    planned: ['已计划', 'planned'],
    started: ['检查中', 'under way'],
    missed: ['未按期开展', 'missed'],
    closed: ['已结束', 'closed'],
    raised: ['已发现', 'raised'],
    demanded: ['已责令整改', 'demanded'],
    rectified: ['已报告整改', 'rectified'],
    'sent-back': ['已退回整改', 'sent back'],
    verified: ['复核通过', 'verified'],
  }),
  survey: words({
    unknown: ['尚无记录', 'not on record'],
    invited: ['已邀请', 'invited'],
    reminded: ['已提醒', 'reminded'],
    answered: ['已评价', 'answered'],
    unreached: ['未送达', 'not reached'],
    expired: ['已到期', 'expired'],
  }),
  quality: words({ measured: ['已测温', 'measured'], failed: ['未测成', 'failed'], invalidated: ['已作废', 'invalidated'] }),
  season: words({ declared: ['已公布', 'declared'], ended: ['已结束', 'ended'], withdrawn: ['已撤回', 'withdrawn'] }),
  appraisal: words({ published: ['已公布', 'published'], withdrawn: ['已撤回', 'withdrawn'] }),
} as const satisfies Readonly<Record<string, Words>>;

/** Words of closed lists that no other list tells, as refusals quote them. */
const others = words({
  done: ['办结', 'done'],
  'handed-over': ['移交责任方', 'handed over'],
  complaint: ['转为投诉', 'goes on as a complaint'],
  duplicate: ['重复报修', 'duplicate'],
  unreachable: ['无法联系', 'unreachable'],
  withdrawn: ['已撤回', 'withdrawn'],
  answered: ['已答复', 'answered'],
  turned: ['已转办', 'turned'],
  satisfied: ['用户满意', 'satisfied'],
  dissatisfied: ['不满意', 'dissatisfied'],
  unreached: ['未联系上', 'not reached'],
  exhausted: ['内部处理程序已用尽（已告知外部途径）', 'every level exhausted'],
  'repeat-without-new-facts': ['无新事实的重复投诉', 'repeat without new facts'],
  'legal-channel': ['转入法定途径', 'went to a legal channel'],
  'closed-by-source': ['来源系统办结', 'closed by the source'],
  complainant: ['投诉人', 'the complainant'],
  respondent: ['被投诉人', 'the respondent'],
  test: ['测温', 'test'],
  retest: ['复测', 'retest'],
  'third-party': ['第三方检测', 'third-party test'],
  'user-refused': ['用户无故拒绝', 'the user refused'],
  'company-failed': ['供热单位未履行', 'the company failed'],
  'cold-rooms': ['室温不达标退费', 'refund for cold rooms'],
  outage: ['停热退费', 'refund for an outage'],
  'billing-error': ['计费错误更正', 'correction of a billing error'],
  'stop-resume': ['报停/恢复用热结算', 'settlement of a stop or resumption'],
  relief: ['减免', 'relief'],
  station: ['换热站', 'station'],
  zone: ['片区', 'zone'],
  company: ['企业', 'company'],
  true: ['是', 'yes'],
  false: ['否', 'no'],
});

const lists: readonly Words[] = [others, clocks, pauseReasons, categories, channelWords, ticketKinds, urgencies, causes, roles];
const everyWord = new Map(lists.toReversed().flatMap((list) => Object.entries(list)));

type Context = keyof typeof stateNames;
const isContext = (name: string): name is Context => Object.hasOwn(stateNames, name);

/** What a word of a closed list is called where a refusal of this context quotes it; `undefined` for what is no such word. */
export const wordNamed = (context: string, word: string): { readonly zh: string; readonly en: string } | undefined => {
  const own: Words | undefined = isContext(context) ? stateNames[context] : context === 'complaint' ? stateNames.ticket : undefined;
  return (own && Object.hasOwn(own, word) ? own[word] : undefined) ?? everyWord.get(word);
};
