import { beforeAll, describe, expect, it } from '@jest/globals';
import { lintFindings, plantedTree } from './planted.js';

const room = 'libs/ticket/src/domain/decisions';
/** One violation per rule of the linter that is this house's own. */
const plants: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['A pure room is told the time.', `${room}/asks-the-date.ts`, 'export const x = (): Date => new Date();\n'],
  ['A pure room is told the time.', `${room}/asks-the-clock.ts`, 'export const x = (): number => Date.now();\n'],
  ['A pure room is told the time.', `${room}/calls-the-date.ts`, 'export const x = (): string => Date();\n'],
  ['A pure room is told the time.', `${room}/times-itself.ts`, 'export const x = (): number => performance.now();\n'],
  ['A pure room is told what chance decided.', `${room}/rolls-dice.ts`, 'export const x = (): number => Math.random();\n'],
  ['A pure room starts nothing.', `${room}/sets-a-timer.ts`, 'export const x = (): unknown => setTimeout(() => 1, 1);\n'],
  ['A pure room waits for nothing.', `${room}/waits.ts`, 'export const x = async (): Promise<void> => undefined;\n'],
  ['A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.', `${room}/cuts-a-day.ts`, 'export const x = (meta: { readonly at: string }): string => meta.at.slice(0, 10);\n'],
  ['A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.', 'libs/runtime/src/cuts-an-hour.ts', 'export const x = (at: string): string => at.slice(11, 13);\n'],
  ['A day, month or hour of an instant is that of a zone: dayIn, monthIn, hourIn.', 'apps/cli/src/asks-the-machine.ts', 'export const x = (when: Date): number => when.getHours();\n'],
  ['A refusal is a value.', `${room}/throws.ts`, "export const x = (): never => {\n  throw new Error('no');\n};\n"],
  ['A pure room is made of values and functions.', `${room}/is-a-class.ts`, 'export class X {}\n'],
  ['no-restricted-globals', `${room}/reads-the-environment.ts`, 'export const x = process.env;\n'],
  ['no-console', 'libs/runtime/src/prints.ts', "export const x = (): void => console.log('x');\n"],
  ['max-lines', 'libs/ticket/src/domain/too-long.ts', `${Array.from({ length: 201 }, (_, n) => `export const x${n} = ${n};`).join('\n')}\n`],
  ['Words are declared as values (`words`), not as enums.', 'libs/runtime/src/an-enum.ts', 'export enum X {\n  A,\n}\n'],
  ['A thing is exported under its name.', 'libs/runtime/src/a-default.ts', 'const x = 1;\nexport default x;\n'],
  ['An interface is named after what it is, without an I.', 'libs/runtime/src/an-i.ts', 'export interface IThing {\n  readonly a: 1;\n}\n'],
  ['@typescript-eslint/no-floating-promises', 'libs/runtime/src/floats.ts', 'export const x = (): void => {\n  Promise.resolve(1);\n};\n'],
  [
    '@typescript-eslint/no-misused-promises',
    'libs/runtime/src/misuses.ts',
    'export const x = (): void => [1].forEach(async () => Promise.resolve());\n',
  ],
  ['@typescript-eslint/await-thenable', 'libs/runtime/src/awaits-nothing.ts', 'export const x = async (): Promise<number> => await 1;\n'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'libs/runtime/src/forgets.ts',
    "export const x = (of: 'a' | 'b'): number => {\n  switch (of) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n",
  ],
  ['@typescript-eslint/no-explicit-any', 'libs/runtime/src/any-thing.ts', 'export const x = (y: any): string => String(y);\n'],
  ['@typescript-eslint/no-unused-vars', 'libs/runtime/src/unused.ts', 'export const x = (): number => {\n  const y = 1;\n  return 2;\n};\n'],
  [
    '@typescript-eslint/consistent-type-imports',
    'libs/runtime/src/a-type.ts',
    "import { Planted } from './planted-type.js';\nexport const x = (y: Planted): Planted => y;\n",
  ],
  ['eqeqeq', 'libs/runtime/src/loose.ts', 'export const x = (a: unknown): boolean => a == 1;\n'],
];

describe('The linter', () => {
  let findings: readonly string[];
  let sound: readonly string[];

  beforeAll(async () => {
    const planted = plantedTree({
      ...Object.fromEntries(plants.map(([, file, text]) => [file, text])),
      'libs/runtime/src/planted-type.ts': 'export interface Planted {\n  readonly a: 1;\n}\n',
    });
    const clean = plantedTree({});
    try {
      [findings, sound] = await Promise.all([lintFindings(planted.path), lintFindings(clean.path)]);
    } finally {
      planted.remove();
      clean.remove();
    }
  }, 120_000);

  it('says nothing of a sound house', () => expect(sound).toEqual([]));

  it.each(plants)('%s (%s)', (rule, file) => expect(findings).toContain(`${rule}: ${file}`));
});
