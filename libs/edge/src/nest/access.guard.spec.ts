import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { afterAll, describe, expect, it } from '@jest/globals';
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

const context = (controller: new () => object, handler: string, token?: string): ExecutionContext => {
  const request = { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } };
  const http = { getRequest: () => request };
  const known: object = { getClass: () => controller, getHandler: () => (controller.prototype as Record<string, () => void>)[handler], switchToHttp: () => http };
  return known as ExecutionContext;
};

const enter = async (controller: new () => object, handler: string, role?: 'administrator' | 'auditor' | 'crew'): Promise<unknown> => {
  const guard = new AccessGuard(new Reflector(), new TokenReader({ keyFile }));
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
});
