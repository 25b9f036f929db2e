import { Injectable, ValidationPipe, type ArgumentMetadata, type PipeTransform, type ValidationError } from '@nestjs/common';
import * as transformerPackage from 'class-transformer';
import * as validatorPackage from 'class-validator';
import { InvalidRequest, type Flaw } from '../problems.js';
import { flawIn, type Requirement } from './requirement.js';

/** What stands for a rule that is not a requirement of ours. */
const foreign = (said: string): Flaw => ({ zh: `不符合要求（${said}）。`, en: `${said}.` });

const unknown: Flaw = { zh: '未知字段。', en: 'is not a field of this request.' };

/** One flaw a field: a field that is missing is missing, whatever else it is not. */
const ownFlaw = (path: string, { constraints = {}, contexts = {}, value }: ValidationError): Flaw | undefined => {
  const [rule] = Object.keys(constraints);
  if (rule === undefined) return undefined;
  if ('whitelistValidation' in constraints) return { pointer: path, ...unknown };
  const known = Object.keys(constraints).find((name) => contexts[name] !== undefined);
  if (known === undefined) return { pointer: path, ...foreign(constraints[rule] ?? rule) };
  return flawIn(contexts[known] as Requirement, path, value);
};

const flawsOf = (errors: readonly ValidationError[], above = ''): readonly Flaw[] =>
  errors.flatMap((error) => {
    const path = `${above}/${error.property}`;
    const own = ownFlaw(path, error);
    return own ? [own] : flawsOf(error.children ?? [], path);
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

/** A pointer into a body, as the name of a parameter. */
const asParameter = ({ pointer, ...flaw }: Flaw): Flaw => ({ ...flaw, parameter: pointer?.slice(1) ?? '' });

const checking = (place: (flaw: Flaw) => Flaw): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    // handed over: what the pipe would look for itself is not the same in a bundle
    validatorPackage,
    transformerPackage,
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => new InvalidRequest(flawsOf(errors).map(place)),
  });

/** Checks requests against their classes; what a class does not know is refused, not dropped, and told where it stands: in the body or among the parameters. */
@Injectable()
export class RequestPipe implements PipeTransform {
  readonly #body = checking((flaw) => flaw);
  readonly #parameters = checking(asParameter);

  transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    return (metadata.type === 'body' ? this.#body : this.#parameters).transform(value, metadata) as Promise<unknown>;
  }
}
