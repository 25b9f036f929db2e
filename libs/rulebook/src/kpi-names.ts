import { words } from '@heatledger/vocabulary';

/** The rates of the service, each kept as two counts. Source: domain notes §1.4 [D]. */
export const kpiNames = words({
  'room-temperature-pass': ['用户室温合格率', 'room-temperature pass rate'],
  'operation-accident': ['运行事故率', 'operation accident rate'],
  'repair-arrival': ['报修到场及时率', 'arrivals within limit'],
  'repair-handling': ['报修处理及时率', 'repairs handled within 24 h'],
  'complaint-response': ['投诉响应及时率', 'first contacts within limit'],
  'complaint-handling': ['投诉处理及时率', 'complaints closed by their due time'],
  'follow-up': ['回访率', 'callback rate'],
  'follow-up-reached': ['回访接通率', 'callbacks that reached somebody'],
  satisfaction: ['满意率', 'satisfaction rate'],
  'repeat-complaint': ['重复投诉率', 'repeat complaint rate'],
  'area-complaint': ['万平方米投诉率', 'complaints per 10 000 m²'],
  'household-complaint': ['千户投诉率', 'complaints per 1 000 households'],
  'incident-arrival': ['抢修到场及时率', 'incident arrivals within limit'],
  'incident-restoration': ['抢修恢复及时率', 'incidents restored within limit'],
  'hotline-answered': ['热线接通率', 'calls answered of calls offered'],
});
export type KpiName = keyof typeof kpiNames & string;
