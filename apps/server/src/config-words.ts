/** What is wrong with a setting, as the schema says it, and the same in Chinese. */
const sentences: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^a whole number from (\S+) to (\S+) is allowed$/, (least, most) => `应为 ${least} 至 ${most} 的整数`],
  [/^a whole number of (\S+) or more is allowed$/, (least) => `应为不小于 ${least} 的整数`],
  [/^a number from (\S+) to (\S+) is allowed$/, (least, most) => `应为 ${least} 至 ${most} 的数`],
  [/^(\S+)… or (\S+)… is allowed$/, (one, other) => `应以 ${one} 或 ${other} 开头`],
  [/^a time zone such as (\S+), or a fixed one such as (\S+), is allowed$/, (zone, fixed) => `应为时区，例如 ${zone}，或固定偏移如 ${fixed}`],
  [/^an offset such as (\S+)$/, (offset) => `应为时区偏移，例如 ${offset}`],
  [/^zone and offset say the same; one of them is allowed$/, () => '时区与偏移只能给出一个'],
  [/^issuer and jwks go together$/, () => '签发方与公钥地址须同时给出'],
  [/^several processes need eventStore and mongodb$/, () => '多进程运行须指定日志服务器与视图数据库'],
  [/^Invalid option: expected one of (.+)$/, (list = '') => `可选 ${list.replaceAll('"', '').split('|').join('、')}`],
  [/^Invalid URL$/, () => '应为网址'],
  [/^Too small/, () => '不能为空'],
  [/^Unrecognized key/, () => '没有这项设置'],
];

/** The same in Chinese; that it does not fit, where nobody said more. */
export const settingFault = (said: string): string => {
  for (const [form, told] of sentences) {
    const found = form.exec(said);
    if (found) return told(...found.slice(1));
  }
  return '不符合要求';
};
