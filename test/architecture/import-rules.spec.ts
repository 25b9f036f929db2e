import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { importFindings, plantedTree } from './planted.js';

const require = createRequire(import.meta.url);
const { forbidden } = require(resolve('.dependency-cruiser.cjs')) as { forbidden: readonly { name: string }[] };

const listenersDomain = 'libs/supervision/src/domain/knows-fee.ts';
const listenersRoom = 'libs/supervision/src/nest/knows-fee.ts';

/** One violation per rule: the file that commits it, and what else must stand for it to be one. */
const plants: Readonly<Record<string, readonly [file: string, text: string, more?: Readonly<Record<string, string>>]>> = {
  'pure-rooms-import-no-package': [
    'libs/ticket/src/domain/reads-a-file.ts',
    `import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n`,
  ],
  'kernel-knows-only-zod': ['libs/kernel/src/logs.ts', `import { pino } from 'pino';\nexport const x = pino;\n`],
  'kernel-stands-alone': ['libs/kernel/src/knows-runtime.ts', `import { runtime } from '@heatledger/runtime';\nexport const x = runtime;\n`],
  'domain-knows-only-kernel': [
    'libs/ticket/src/domain/knows-runtime.ts',
    `import { runtime } from '@heatledger/runtime';\nexport const x = runtime;\n`,
    { [listenersDomain]: `import { fee } from '@heatledger/fee';\nexport const x = fee;\n`, [listenersRoom]: `import { fee } from '@heatledger/fee';\nexport const x = fee;\n` },
  ],
  'projections-know-only-their-domain': [
    'libs/ticket/src/projections/knows-runtime.projection.ts',
    `import { runtime } from '@heatledger/runtime';\nexport const x = runtime;\n`,
  ],
  'contexts-are-strangers': ['libs/ticket/src/nest/knows-fee.ts', `import { fee } from '@heatledger/fee';\nexport const x = fee;\n`],
  'front-doors-only': ['apps/server/src/climbs-in.ts', `import { fee } from '../../../libs/fee/src/domain/fee.js';\nexport const x = fee;\n`],
  'side-doors-are-for-apps': [
    'libs/runtime/src/plugs-in.ts',
    `import { TicketModule } from '@heatledger/ticket/nest';\nexport const x = TicketModule;\n`,
  ],
  'one-room-per-driver': ['libs/runtime/src/opens-a-database.ts', `import Database from 'libsql';\nexport const x = Database;\n`],
  'one-room-for-zones': ['libs/ticket/src/nest/tells-time.ts', `import { DateTime } from 'luxon';\nexport const x = DateTime;\n`],
  'stores-know-no-context': ['libs/runtime/src/knows-fee.ts', `import { fee } from '@heatledger/fee';\nexport const x = fee;\n`],
  'libs-never-import-apps': ['libs/runtime/src/knows-an-app.ts', `import { app } from '@heatledger/server';\nexport const x = app;\n`],
  'nobody-imports-a-spec': [
    'libs/runtime/src/borrows.ts',
    `import { x } from './a.spec.js';\nexport const y = x;\n`,
    { 'libs/runtime/src/a.spec.ts': `export const x = 1;\n` },
  ],
  'no-excuse-names': [
    'libs/runtime/src/needs-excuse.ts',
    `import { x } from './helpers.js';\nexport const y = x;\n`,
    { 'libs/runtime/src/helpers.ts': `export const x = 1;\n` },
  ],
  'no-circular': [
    'libs/runtime/src/egg.ts',
    `import { hen } from './hen.js';\nexport const egg = (): unknown => hen;\n`,
    { 'libs/runtime/src/hen.ts': `import { egg } from './egg.js';\nexport const hen = (): unknown => egg;\n` },
  ],
  'no-unresolved': ['libs/runtime/src/looks-for-nothing.ts', `import { x } from './not-there.js';\nexport const y = x;\n`],
};

describe('The import rules', () => {
  let findings: readonly string[];
  let sound: readonly string[];

  beforeAll(async () => {
    const planted = plantedTree(
      Object.assign({}, ...Object.values(plants).map(([file, text, more]) => ({ [file]: text, ...more }))) as Record<string, string>,
    );
    const clean = plantedTree({});
    try {
      [findings, sound] = await Promise.all([importFindings(planted.path), importFindings(clean.path)]);
    } finally {
      planted.remove();
      clean.remove();
    }
  }, 120_000);

  it('say nothing of a sound house', () => expect(sound).toEqual([]));

  it('each have a planted violation', () => expect(Object.keys(plants).sort()).toEqual(forbidden.map(({ name }) => name).sort()));

  it.each(Object.entries(plants))('%s is caught', (rule, [file]) => expect(findings).toContain(`${rule}: ${file}`));

  it('let the listener knock at front doors, but not from its domain', () =>
    expect(findings.filter((finding) => finding.includes('libs/supervision/'))).toEqual([`domain-knows-only-kernel: ${listenersDomain}`]));

  let own: readonly string[];
  beforeAll(async () => {
    own = await importFindings(resolve('.'));
  }, 120_000);
  it('hold in this house', () => expect(own).toEqual([]));
});
