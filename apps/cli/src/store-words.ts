import { EventStoreError } from '@heatledger/event-store';
import { ReadStoreError } from '@heatledger/read-store';

/** What went wrong with log or views, by its code, where nobody said more in Chinese. */
const sentences: Readonly<Record<string, string>> = {
  'in-use': '数据目录正被另一进程使用，请先停止它。',
  'read-only': '存储只读，不能写入。',
  full: '磁盘已满，请腾出空间后重试。',
  'other-version': '数据由另一版本的程序写成，本程序不能打开。',
  corrupt: '账本有损坏，请用 heatledger verify 检查。',
  unavailable: '存储暂不可用。',
  closed: '存储已关闭。',
  denied: '服务器拒绝访问，请检查用户及其权限。',
  'too-large': '一次写入的内容过大。',
  'invalid-event': '记录的内容不符合要求。',
  'bad-position': '不是本账本给出的位置。',
  gone: '该位置已不在账本中。',
  'bad-cursor': '不是本系统给出的翻页标记。',
  'bad-query': '查询条件不符合要求。',
  'no-index': '不支持这样的查询。',
  'no-collection': '视图尚未建立，请先启动服务。',
  overtaken: '另一进程已写入，请重试。',
};

/** An error of log or views in Chinese: its own sentence, else what its code means. */
export const storeError = (error: EventStoreError | ReadStoreError): string => {
  if (error instanceof EventStoreError && error.zh !== error.message) return error.zh;
  return sentences[error.code] ?? '存储出现问题。';
};
