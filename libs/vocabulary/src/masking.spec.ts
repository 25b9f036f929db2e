import { event, field } from '@heatledger/kernel';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { codeField, derivedUuid, fenField, freeTextField, isCleanText, isOpen, maskedData, maskedText, oneOf, personalFieldsOf, personField, phoneField, words } from './index.js';

const Told = event('Told', {
  doc: 'Somebody told something.',
  data: {
    caseNumber: codeField('Number.'),
    amount: fenField('Money.').optional(),
    name: personField('Who.').optional(),
    phone: phoneField('Phone.').optional(),
    words: freeTextField('What.').optional(),
    short: freeTextField('What, in a word.').optional(),
    witnesses: field('C4', 'Witnesses.', z.array(z.string()), 'name').optional(),
    identity: field('C5', 'Reporter.', z.int()).optional(),
  },
  say: { zh: () => '说。', en: () => 'Told.' },
});
const data = { caseNumber: 'T-1', amount: 100, name: '张三', phone: '13812345678', words: '屋里很冷，老人受不了，请尽快来修。', short: '太冷', witnesses: ['李四', '王五'], identity: 7 };

describe('Personal fields', () => {
  it('are those of class C3 and above, also when optional', () => {
    expect([...personalFieldsOf(Told)]).toEqual([['name', 'C3'], ['phone', 'C3'], ['words', 'C3'], ['short', 'C3'], ['witnesses', 'C4'], ['identity', 'C5']]);
  });

  it('are masked unless the reader’s classes open them, each class for itself', () => {
    expect(maskedData(Told, data, [])).toEqual({ caseNumber: 'T-1', amount: 100, name: '张*', phone: '138****5678', words: '［已隐去］', short: '［已隐去］', witnesses: ['李*', '王*'], identity: '［已隐去］' });
    expect(maskedData(Told, data, ['C3'])).toEqual({ ...data, witnesses: ['李*', '王*'], identity: '［已隐去］' });
    expect(maskedData(Told, data, ['C3', 'C4', 'C5'])).toEqual(data);
    expect(maskedData(Told, { caseNumber: 'T-1' }, [])).toEqual({ caseNumber: 'T-1' });
  });

  it('P1: of seven digits are not shown whole, and hidden ones are hidden at any depth', () => {
    expect(['8765432', '96110', '0539-8765432'].map((text) => maskedText(text))).toEqual(['****32', '****10', '****5432']);
    const Visited = event('Visited', { doc: 'x', data: { homes: field('C2', 'Homes.', z.array(z.strictObject({ door: codeField('Door.'), tenant: personField('Who.') }))) }, say: { zh: () => '。', en: () => '.' } });
    const homes = [{ door: '1', tenant: '张三' }, { door: '2', tenant: '李四' }];
    expect([...personalFieldsOf(Visited)]).toEqual([['homes', 'C3']]);
    expect(maskedData(Visited, { homes }, [])).toEqual({ homes: [{ door: '1', tenant: '张*' }, { door: '2', tenant: '李*' }] });
    expect(maskedData(Visited, { homes }, ['C3'])).toEqual({ homes });
  });

  it('leave no more than a first sign, or a phone’s ends, to see', () => {
    expect(['欧阳修', '13812345678', '', '𠮷野家'].map((text) => maskedText(text))).toEqual(['欧*', '138****5678', '*', '𠮷*']);
    expect([isOpen('C2', []), isOpen('C3', []), isOpen('C3', ['C3']), isOpen('C5', ['C3', 'C4'])]).toEqual([true, false, true, false]);
  });
});

describe('P: a phone number', () => {
  const digit = fc.constantFrom(...'0123456789');
  const digits = (least: number, most = least) => fc.array(digit, { minLength: least, maxLength: most }).map((all) => all.join(''));
  const separated = fc.constantFrom('', '-', ' ');
  const local = fc.tuple(fc.constantFrom(...'23456789'), digits(6, 7)).map(([first, rest]) => first + rest);
  const area = fc.oneof(fc.constant('010'), digits(1).map((rest) => `02${rest}`), digits(2).map((rest) => `05${rest}`));
  const landline = fc.tuple(fc.option(area, { nil: '' }), separated, local, fc.option(digits(1, 4), { nil: '' }), separated).map(
    ([code, sign, number, extension, other]) => `${code}${code && sign}${number}${extension && `-${other}${extension}`}`,
  );
  const bracketed = fc.tuple(area, local).map(([code, number]) => `(${code})${number}`);
  const service = fc.oneof(digits(7).map((rest) => `400${rest}`), digits(3).map((rest) => `400-123-4${rest}`), digits(3, 6));
  const mobile = fc.tuple(fc.constantFrom('', '+86', '+86 ', '0086', '+86-'), fc.constantFrom(...'3456789'), digits(9), fc.constantFrom('', '-', ' ')).map(
    ([country, second, rest, sign]) => `${country}1${second}${rest.slice(0, 1)}${sign}${rest.slice(1, 5)}${sign}${rest.slice(5)}`,
  );
  const bare = (text: string): string => text.replace(/^(\+|00)86/, '').replace(/[^0-9]/g, '');
  const shownOf = (masked: string): readonly [before: string, after: string] => masked.split('****') as [string, string];

  it('shows four of its last digits at most, and never half of it', () => {
    fc.assert(
      fc.property(fc.oneof(landline, bracketed, service, landline.map((number) => `+86 ${number}`)), (number) => {
        const masked = maskedText(number);
        fc.pre(!/^1[3-9]\d{9}$/.test(bare(number)));
        const [before, after] = shownOf(masked);
        expect(before).toBe('');
        expect(after.length).toBeLessThanOrEqual(4);
        expect(after.length * 2).toBeLessThan(bare(number).length);
        expect(bare(number).endsWith(after)).toBe(true);
      }),
    );
  });

  it('of a mobile shows the network beside the last four, however it is written', () => {
    fc.assert(
      fc.property(mobile, (number) => {
        const all = bare(number);
        expect(maskedText(number)).toBe(`${all.slice(0, 3)}****${all.slice(-4)}`);
      }),
    );
  });

  it('is shown whole nowhere: seven and eight digits, an area code, an extension, 400', () => {
    const numbers = ['8765432', '87654321', '0539-8765432', '(010)87654321', '0539-8765432-801', '400-123-4567', '+86 0539 8765432', '12345'];
    expect(numbers.map((text) => maskedText(text))).toEqual(['****32', '****321', '****5432', '****4321', '****2801', '****567', '****5432', '****45']);
  });
});

describe('Text from outside', () => {
  it('is clean without control characters and lone surrogates', () => {
    for (const text of ['热力', 'a\nb\tc', '👨‍👩‍👧', '']) expect(isCleanText(text)).toBe(true);
    for (const text of ['\u0000', 'a\u0007', '\u007f', '\ud800', 'x\udc00']) expect(isCleanText(text)).toBe(false);
  });

  it('fits its field or does not: money whole, words of a list, phones like phones', () => {
    const urgency = oneOf('How.', words({ now: ['马上', 'now'] }));
    expect([urgency.safeParse('now').success, urgency.safeParse('toString').success]).toEqual([true, false]);
    expect([fenField('x').safeParse(100).success, fenField('x').safeParse(1.5).success, fenField('x').safeParse(-1).success]).toEqual([true, false, false]);
    expect([phoneField('x').safeParse('+86 138-0000-0000').success, phoneField('x').safeParse('call me').success]).toEqual([true, false]);
  });
});

describe('A derived id', () => {
  it('is a UUID, the same for the same parts and another for any other split of them', () => {
    const id = derivedUuid('repair', 'a');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedUuid('repair', 'a')).toBe(id);
    expect(new Set([id, derivedUuid('repaira'), derivedUuid('repai', 'ra'), derivedUuid('a', 'repair'), derivedUuid('repair', 'a', '')]).size).toBe(5);
    const many = new Set(Array.from({ length: 20_000 }, (_, n) => derivedUuid('many', String(n))));
    expect(many.size).toBe(20_000);
  });
});
