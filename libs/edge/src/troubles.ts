import { CursorGone, EventStoreError } from '@heatledger/event-store';
import type { Detail } from '@heatledger/kernel';
import { fieldNamed, refusalText } from '@heatledger/vocabulary';
import { ReadStoreError } from '@heatledger/read-store';
import { codeOfStatus, statusOfRejection, type ProblemKind } from './problem-table.js';
import type { Trouble } from './problem-document.js';
import { AccessDenied, InvalidRequest, LostRace, NotNow, Refused, SaidOtherwise, type AllowedValue, type Flaw, type Otherwise } from './problems.js';

const COME_BACK = 2;

/** An error of the web framework, as far as it can be read without knowing it. */
interface HttpFault {
  readonly status: number;
  readonly content: unknown;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const invalidStored = (parameter: string): Trouble => ({
  code: 'request/invalid',
  flaws: [{ parameter, zh: '不是本系统给出的值。', en: 'is not a value this service gave out.' }],
});

const ofEventStore = (error: EventStoreError): Trouble => {
  const { code } = error;
  if (error instanceof CursorGone) return { code: 'log/position-gone', more: { end: error.end } };
  if (code === 'bad-position') return invalidStored('position');
  if (code === 'too-large') return { code: 'request/too-large' };
  if (code === 'invalid-event') return { code: 'fact/invalid' };
  return { code: 'server/store-unavailable', more: { reason: code }, retryAfter: COME_BACK };
};

const ofReadStore = ({ code, message }: ReadStoreError): Trouble => {
  if (code === 'bad-cursor') return invalidStored('cursor');
  if (code === 'bad-query') return { code: 'request/invalid', flaws: [{ parameter: 'query', zh: '查询条件不符合要求。', en: message }] };
  if (code === 'no-collection') return { code: 'view/missing', retryAfter: COME_BACK };
  return { code: 'server/store-unavailable', more: { reason: code }, retryAfter: COME_BACK };
};

/** JSON pointer to a field as refusals name it: `readings[0].on` is `/readings/0/on`. */
const pointerOf = (field: string): string => `/${field.replaceAll(/[.[]/g, '/').replaceAll(']', '')}`;

const isAllowed = (value: unknown): value is AllowedValue => ['string', 'number', 'boolean'].includes(typeof value);

/** A closed set as a list; a sentence is told in words. */
const allowedIn = (allowed: unknown): readonly AllowedValue[] | undefined => {
  if (Array.isArray(allowed)) return allowed.filter(isAllowed);
  return typeof allowed !== 'string' && isAllowed(allowed) ? [allowed] : undefined;
};

/** What a decision said beside its "no": the field at fault becomes an entry, the rest stays as it is. */
const flawOf = (code: string, detail: Detail): readonly Flaw[] => {
  const { field, allowed, key } = detail;
  const list = allowedIn(allowed);
  if (typeof key === 'string') return [{ header: key, zh: '已用于另一个请求。', en: 'was used for another request.' }];
  const said = refusalText(code, detail);
  if (typeof field !== 'string' || !said) return [];
  return [{ pointer: pointerOf(field), whole: true, ...said, ...(list === undefined ? {} : { allowed: list }) }];
};

interface Fault {
  readonly field: string;
  readonly problem: string;
}

const isFault = (value: unknown): value is Fault => isRecord(value) && typeof value['field'] === 'string' && typeof value['problem'] === 'string';

const ofRefusal = (code: string, detail: Detail): Trouble => {
  const { faults, fact } = detail;
  if (Array.isArray(faults))
    return { code, more: { fact }, flaws: faults.filter(isFault).map(({ field, problem }) => ({ pointer: pointerOf(field), whole: true, zh: `${fieldNamed(field).zh}的内容不符合要求。`, en: `${field}: ${problem}` })) };
  return { code, flaws: flawOf(code, detail), more: { context: detail }, kind: { status: statusOfRejection.state, zh: '当前状态下不允许。', en: 'It is not allowed as things stand.' } };
};

const ofRace = ({ actual, expected }: LostRace): Trouble =>
  expected === undefined
    ? { code: 'command/lost-race', retryAfter: 1, more: { actual } }
    : {
        code: 'command/revision-mismatch',
        more: { actual, expected: expected.length === 1 ? expected[0] : expected },
        flaws: [
          {
            header: 'If-Match',
            zh: actual === 'none' ? '尚无记录。' : `当前版本是 ${actual}。`,
            en: actual === 'none' ? 'there is no record yet.' : `the revision now is ${actual}.`,
            ...(actual === 'none' ? {} : { allowed: [`"${actual}"`] }),
          },
        ],
      };

const LONGEST_QUOTE = 120;

const quoted = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_QUOTE ? `${[...text].slice(0, LONGEST_QUOTE).join('')}…` : text;
};

const toldOtherwise = ({ field, kept, sent }: Otherwise): Flaw => ({
  pointer: pointerOf(field),
  whole: true,
  zh: `${fieldNamed(field).zh}：${kept === undefined ? '未有记录' : `记录为 ${quoted(kept)}`}，本次为 ${quoted(sent)}。`,
  en: `${field}: ${kept === undefined ? 'nothing is recorded of it' : `${quoted(kept)} is recorded`}, now it is ${quoted(sent)}.`,
});

const valuesOf = (fields: readonly Otherwise[], which: 'kept' | 'sent'): Detail =>
  Object.fromEntries(fields.flatMap((one) => (one[which] === undefined ? [] : [[one.field, one[which]]])));

const ofContradiction = ({ fields }: SaidOtherwise): Trouble => ({
  code: 'command/said-otherwise',
  flaws: fields.map(toldOtherwise),
  more: { kept: valuesOf(fields, 'kept'), sent: valuesOf(fields, 'sent') },
});

/** A framework error that a context threw with a code and a sentence of its own, or a bare status. */
const ofHttp = ({ status, content }: HttpFault): Trouble => {
  if (isRecord(content) && typeof content['code'] === 'string') {
    const { code, message, detail } = content;
    const [zh, en] = inTwo(String(message));
    const kind: ProblemKind = { status, zh, en };
    return { ...ofRefusal(code as string, isRecord(detail) ? detail : {}), kind };
  }
  return { code: codeOfStatus[status] ?? (status >= 500 ? 'server/fault' : 'request/failed') };
};

/** `中文。 English.` apart. */
const inTwo = (message: string): [string, string] => {
  const cut = message.indexOf('。 ');
  return cut < 0 ? [message, message] : [message.slice(0, cut + 1), message.slice(cut + 2)];
};

/** What an error means to a caller; one nobody foresaw is our fault and says nothing of itself. */
export const troubleOf = (error: unknown, http?: HttpFault): Trouble => {
  if (http) return ofHttp(http);
  if (error instanceof InvalidRequest) return { code: error.code, flaws: error.flaws };
  if (error instanceof Refused) return ofRefusal(error.code, error.detail);
  if (error instanceof SaidOtherwise) return ofContradiction(error);
  if (error instanceof LostRace) return ofRace(error);
  if (error instanceof NotNow) return { code: error.code, more: error.detail, retryAfter: error.retryAfter };
  if (error instanceof AccessDenied) return { code: error.code, more: error.detail };
  if (error instanceof EventStoreError) return ofEventStore(error);
  if (error instanceof ReadStoreError) return ofReadStore(error);
  const status = isRecord(error) ? error['statusCode'] : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? ofHttp({ status, content: undefined }) : { code: 'server/fault' };
};
