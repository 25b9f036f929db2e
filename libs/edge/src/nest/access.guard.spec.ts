import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { afterAll, describe, expect, it } from '@jest/globals';
import { defaultRules } from '@heatledger/rulebook';
import { Surroundings } from '@heatledger/runtime';
import type { KnownStaff, People } from '@heatledger/vocabulary';
import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { issueToken, TokenReader } from '../tokens.js';
import { Allow, Public } from './access.decorators.js';
import { AccessGuard } from './access.guard.js';

const directory = mkdtempSync(join(tmpdir(), 'heatledger-guard-'));
const keyFile = join(directory, 'issuer-key.json');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

class Undeclared {
  open(): void {}
}
@Allow('auditor')
class Declared {
  any(): void {}
  @Allow('crew')
  narrow(): void {}
  @Public()
  free(): void {}
}

/** A company whose register of staff holds these. */
class Company extends Surroundings {
  readonly zone = 'Asia/Shanghai';
  constructor(private readonly registered: readonly KnownStaff[]) {
    super();
  }
  rulesAt = async () => defaultRules;
  known = async () => ({ packs: [], years: {}, zone: this.zone });
  household = async () => null;
  override people = async (): Promise<People> => ({ crews: new Map(), staff: new Map(this.registered.map((one) => [one.account, one])) });
}

const context = (controller: new () => object, handler: string, token?: string): ExecutionContext => {
  const request = { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } };
  const http = { getRequest: () => request };
  const known: object = { getClass: () => controller, getHandler: () => (controller.prototype as Record<string, () => void>)[handler], switchToHttp: () => http };
  return known as ExecutionContext;
};

const enter = async (controller: new () => object, handler: string, role?: 'administrator' | 'auditor' | 'crew', registered: readonly KnownStaff[] = []): Promise<unknown> => {
  const guard = new AccessGuard(new Reflector(), new TokenReader({ keyFile }), new Company(registered));
  const token = role && (await issueToken(keyFile, { subject: 'x', roles: [role] }));
  return guard.canActivate(context(controller, handler, token)).catch((error: { code: string }) => error.code);
};

describe('the guard', () => {
  it('lets nobody in where no role is declared', async () => {
    expect(await enter(Undeclared, 'open', 'administrator')).toBe('access/wrong-role');
    expect(await enter(Undeclared, 'open')).toBe('access/no-token');
  });
  it('takes what the route declares before what its controller declares', async () => {
    expect(await enter(Declared, 'any', 'auditor')).toBe(true);
    expect(await enter(Declared, 'narrow', 'auditor')).toBe('access/wrong-role');
    expect(await enter(Declared, 'narrow', 'crew')).toBe(true);
    expect(await enter(Declared, 'free')).toBe(true);
  });
  it('G3: narrows what a token says by the register of staff, and lets no disabled account in', async () => {
    const entry = { account: 'x', person: 'p1', name: '张', roles: ['auditor'], disabled: false } as const;
    expect(await enter(Declared, 'narrow', 'crew', [{ ...entry, account: 'y' }])).toBe(true);
    expect(await enter(Declared, 'narrow', 'crew', [entry])).toBe('access/wrong-role');
    expect(await enter(Declared, 'any', 'auditor', [entry])).toBe(true);
    expect(await enter(Declared, 'any', 'administrator', [{ ...entry, roles: ['auditor', 'administrator'] }])).toBe('access/wrong-role');
    expect(await enter(Declared, 'any', 'auditor', [{ ...entry, disabled: true }])).toBe('access/account-disabled');
  });
});
