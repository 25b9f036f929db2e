import { Surroundings } from '@heatledger/runtime';
import type { RoleName } from '@heatledger/vocabulary';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Caller } from '../access.js';
import { AccessDenied } from '../problems.js';
import { TokenReader } from '../tokens.js';
import { ALLOWED, PUBLIC } from './access.decorators.js';
import type { EdgeRequest } from './request.js';

const BEARER = /^Bearer +([A-Za-z0-9_=.~+/-]+) *$/i;

/** Lets in who has a valid token and one of the route's roles; a route that names no role lets nobody in. The register of staff only narrows what a token says. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenReader,
    private readonly surroundings: Surroundings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
    const request = context.switchToHttp().getRequest<EdgeRequest>();
    const caller = await this.#caller(request.headers.authorization);
    const allowed = this.reflector.getAllAndOverride<readonly RoleName[] | undefined>(ALLOWED, places) ?? [];
    const role = allowed.find((name) => caller.roles.includes(name));
    if (role === undefined) throw new AccessDenied('access/wrong-role', { allowed });
    request.caller = caller;
    request.asked = { caller, role, commandId: '', fingerprint: '' };
    return true;
  }

  async #caller(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) throw new AccessDenied('access/no-token');
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined) throw new AccessDenied('access/bad-token');
    return this.#narrowed(await this.tokens.read(token));
  }

  async #narrowed(caller: Caller): Promise<Caller> {
    const { staff } = await this.surroundings.people();
    const entry = staff.get(caller.id);
    if (entry === undefined) return caller;
    if (entry.disabled) throw new AccessDenied('access/account-disabled');
    return { ...caller, roles: caller.roles.filter((role) => entry.roles.includes(role)) };
  }
}
