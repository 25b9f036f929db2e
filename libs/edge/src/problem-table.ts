import type { Bilingual, RejectionKind, Rejections } from '@heatledger/kernel';

/** A problem as the program knows it: its number in HTTP and its sentence. */
export interface ProblemKind extends Bilingual {
  readonly status: number;
}

/** The number of every kind of refusal; no other file knows one. */
export const statusOfRejection: Readonly<Record<RejectionKind, number>> = { absent: 404, state: 409, forbidden: 403, invalid: 422 };

const kind = (status: number, zh: string, en: string): ProblemKind => ({ status, zh, en });

/** Every problem that is not a context's own "no". */
export const edgeProblems = {
  'request/malformed-json': kind(400, '请求正文不是合法的 JSON。', 'The body is not well-formed JSON.'),
  'request/invalid': kind(400, '请求中有不符合要求的内容。', 'The request holds something that is not allowed.'),
  'request/key-missing': kind(400, '缺少 Idempotency-Key 请求头。', 'The header Idempotency-Key is missing.'),
  'request/not-found': kind(404, '没有这个地址。', 'There is nothing at this address.'),
  'request/method': kind(405, '该地址不支持此方法。', 'This address does not take that method.'),
  'request/timeout': kind(408, '请求未在规定时间内发送完毕。', 'The request did not arrive in time.'),
  'request/malformed-http': kind(400, '请求不是合法的 HTTP。', 'The request is not well-formed HTTP.'),
  'request/expectation': kind(417, '不支持所给的 Expect 请求头。', 'No expectation but 100-continue can be met.'),
  'request/header-too-large': kind(431, '请求头过大。', 'The headers are too large.'),
  'request/too-large': kind(413, '请求正文超过 256 KiB。', 'The body is larger than 256 KiB.'),
  'request/media-type': kind(415, '请求正文必须是 application/json。', 'The body must be application/json.'),
  'request/at-in-future': kind(422, '发生时间在未来。', 'What has happened cannot lie in the future.'),
  'request/at-too-old': kind(422, '发生时间距今超过 400 天。', 'It happened more than 400 days ago.'),
  'request/failed': kind(400, '请求无法处理。', 'The request cannot be handled.'),
  'access/no-token': kind(401, '缺少访问令牌。', 'There is no access token.'),
  'access/bad-token': kind(401, '访问令牌无效。', 'The access token is not valid.'),
  'access/expired-token': kind(401, '访问令牌已过期。', 'The access token has expired.'),
  'access/issuer-unavailable': kind(
    503,
    '暂时无法核实访问令牌：签发方的公钥取不到，请稍后重试。',
    'The access token cannot be checked now: the keys of its issuer are not to be had; come back shortly.',
  ),
  'access/account-disabled': kind(403, '该人员账号已停用。', 'This staff account is disabled.'),
  'access/wrong-role': kind(403, '该角色无权进行此操作。', 'This role may not do that.'),
  'command/key-reused': kind(422, '该 Idempotency-Key 已用于另一个请求。', 'This Idempotency-Key was used for another request.'),
  'command/revision-mismatch': kind(412, '数据已被他人更新，与 If-Match 不符。', 'It has changed since; If-Match names another revision.'),
  'command/revision-missing': kind(428, '缺少 If-Match 请求头：请先查看，再按所见版本决定。', 'The header If-Match is missing: look first, then decide on what you saw.'),
  'command/said-otherwise': kind(
    409,
    '该事项已按其他内容记录；未作更改。如需补充请用“补充说明”。',
    'This is recorded already, with other content; nothing was changed. To add something, record a supplement.',
  ),
  'command/before-beginning': kind(422, '发生时间早于该事项的开始时间。', 'It cannot have happened before this began.'),
  'command/lost-race': kind(409, '同时有其他操作，请重试。', 'Others were faster; try again.'),
  'fact/invalid': kind(422, '记录的内容不符合要求。', 'What would be recorded is not valid.'),
  'approval/unknown': kind(404, '没有这项待批准的事项。', 'Nothing by this id waits, or waited, for a second person.'),
  'trace/unknown': kind(404, '没有这个溯源号。', 'No recorded figure has this trace.'),
  'log/position-gone': kind(410, '该位置超出账本所有：账本可能已自备份恢复，请自 end 所示位置继续。', 'That position lies beyond what the log holds, which may have been put back from a backup; go on from the position in end.'),
  'log/as-of-ahead': kind(422, '所问位置超出账本所有。', 'The position asked about lies beyond what the log holds.'),
  'projection/unknown': kind(404, '没有这个视图、反应或定时器。', 'There is no such view, reaction or timer.'),
  'projection/nothing-parked': kind(422, '没有搁置这样的文档。', 'No such document is parked.'),
  'projection/no-rebuild': kind(404, '没有这样的重建。', 'No such rebuild was asked for.'),
  'view/behind': kind(503, '视图尚未更新到所要求的位置或刚写入的内容，请稍后重试。', 'The view has not come to that position, or to what was written just before; come back shortly.'),
  'view/missing': kind(503, '视图正在建立。', 'The view is still being built.'),
  'feed/too-many-streams': kind(429, '该账号打开的事件流已达上限，请先关闭一个。', 'This account has as many streams open as it may; close one first.'),
  'question/one-at-a-time': kind(429, '同一账号的上一项统计查询尚未答复，请待其完成后再查询。', 'This account has a question of this kind under way; ask again once it is answered.'),
  'question/too-much': kind(422, '该查询涉及的数据过多，请缩小起止日期范围。', 'The question takes in more than can be held at once; narrow it by from and to.'),
  'server/busy': kind(503, '系统繁忙，请稍后重试。', 'Too much at once; come back shortly.'),
  'server/stopping': kind(503, '系统正在停止。', 'The service is stopping.'),
  'server/store-unavailable': kind(503, '存储暂不可用，请稍后重试；用同一 Idempotency-Key 重试的命令只执行一次。', 'The store is not available; come back shortly. A command asked again with its Idempotency-Key is carried out once.'),
  'server/fault': kind(500, '系统内部错误，请凭 traceId 联系管理员。', 'Something is wrong on our side; quote the traceId.'),
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** The problem of a bare HTTP status, where nothing better is known. */
export const codeOfStatus: Readonly<Record<number, keyof typeof edgeProblems>> = {
  404: 'request/not-found',
  405: 'request/method',
  408: 'request/timeout',
  413: 'request/too-large',
  415: 'request/media-type',
  417: 'request/expectation',
  431: 'request/header-too-large',
  503: 'server/busy',
};

/** Every problem this program can answer with: those of the edge and the refusals of its contexts. */
export const problemTable = (refusals: readonly Rejections[]): ReadonlyMap<string, ProblemKind> => {
  const table = new Map<string, ProblemKind>(Object.entries(edgeProblems));
  for (const rejections of refusals)
    for (const [code, { kind: why, zh, en }] of Object.entries(rejections)) table.set(code, { status: statusOfRejection[why], zh, en });
  return table;
};

/** Stable name of a problem: `urn:heatledger:problem:repair:closed`. */
export const typeOf = (code: string): string => `urn:heatledger:problem:${code.replaceAll('/', ':')}`;
