import { ValidationPipe, type ValidationError } from '@nestjs/common';
import * as transformerPackage from 'class-transformer';
import * as validatorPackage from 'class-validator';
import { InvalidRequest, type Flaw } from '../problems.js';

/** The Chinese of what class-validator says in English, by the name of the rule. */
const inChinese: Readonly<Record<string, string>> = {
  whitelistValidation: '未知字段',
  isInstant: '必须是带时区偏移的时间，例如 2026-01-05T08:30:00+08:00',
  isDay: '必须是日期，例如 2026-01-05',
  isFen: '金额必须是以分为单位的整数',
  isInt: '必须是整数',
  isUuid: '必须是 UUID',
  isIn: '必须是允许的值之一',
  isEnum: '必须是允许的值之一',
  isString: '必须是文本',
  isBoolean: '必须是 true 或 false',
  isArray: '必须是数组',
  isObject: '必须是对象',
  isLength: '长度不符合要求',
  matches: '格式不正确',
  min: '数值过小',
  max: '数值过大',
  arrayMaxSize: '项目过多',
  arrayMinSize: '项目过少',
  isDefined: '必须填写',
  isNotEmpty: '不能为空',
};

const unknown = (name: string): [string, string] => ['whitelistValidation', `${name} is not a field of this request`];

const flawsOf = (errors: readonly ValidationError[], place: (path: string) => Partial<Flaw>, above = ''): readonly Flaw[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = `${above}/${property}`;
    const own = Object.entries(constraints)
      .map(([rule, said]) => (rule === 'whitelistValidation' ? unknown(property) : ([rule, said] as const)))
      .map(([rule, said]) => ({ ...place(path), zh: `${inChinese[rule] ?? '不符合要求'}（${said}）。`, en: `${said}.`, allowed: said }));
    return [...own, ...flawsOf(children, place, path)];
  });

/** The library gathers the rules of a class and of those above it anew for every request; they are complete once the class is declared, so once is enough. */
const rememberRules = (): void => {
  const storage = validatorPackage.getMetadataStorage();
  const gathered = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<typeof gathered>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (schema || always || strictGroups || (groups && groups.length > 0)) return gathered(target, schema, always, strictGroups, groups);
    const rules = known.get(target) ?? gathered(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
};
rememberRules();

/** Checks requests against their classes; what a class does not know is refused, not dropped. */
export class RequestPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      // handed over: what the pipe would look for itself is not the same in a bundle
      validatorPackage,
      transformerPackage,
      stopAtFirstError: false,
      validationError: { target: false, value: false },
      exceptionFactory: (errors) => new InvalidRequest(flawsOf(errors, (path) => ({ pointer: path }))),
    });
  }
}
