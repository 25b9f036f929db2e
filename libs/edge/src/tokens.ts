import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createPrivateKey, generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { dataClasses, type DataClass } from '@heatledger/kernel';
import { roles as roleWords, type RoleName } from '@heatledger/vocabulary';
import { createRemoteJWKSet, errors, importJWK, jwtVerify, SignJWT, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Caller } from './access.js';
import { AccessDenied, NotNow } from './problems.js';

/** Issuer of tokens made on this machine. */
export const LOCAL_ISSUER = 'urn:heatledger:local';
export const AUDIENCE = 'heatledger';
/** Only asymmetric signatures: `none` and shared secrets are refused by not being here. */
const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512'];
const SKEW_SECONDS = 30;
const REMEMBERED = 10_000;

const COME_BACK = 5;
const LONGEST_SUBJECT = 120;
/** Control and format characters, which would stand invisibly in every record of what this account did. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** True for the name of an account as it may stand in the log. */
const isSubject = (sub: unknown): sub is string =>
  typeof sub === 'string' && sub.trim() !== '' && sub.length <= LONGEST_SUBJECT && !INVISIBLE.test(sub);

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

/** The private key (JWK, Ed25519) of the local issuer; made on first use, readable by its owner only. */
export const localKey = (keyFile: string): JWK => {
  if (!existsSync(dirname(keyFile))) mkdirSync(dirname(keyFile), { mode: 0o700 });
  const fresh = { ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), alg: 'EdDSA', kid: randomUUID() } as JWK;
  try {
    writeFileSync(keyFile, `${JSON.stringify(fresh)}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (!isTaken(error)) throw error;
    return keyIn(keyFile);
  }
};

/** A key file that holds no key: every token would be refused. */
export class BrokenKeyFile extends Error {
  override readonly name = 'BrokenKeyFile';
  readonly zh: string;

  constructor(keyFile: string) {
    super(
      `${keyFile}: holds no key of the local issuer; put it back from where your secrets are kept, or delete it: a new one is made, and tokens issued so far are no longer valid`,
    );
    this.zh = `${keyFile}：不是有效的本机签发密钥；请从密钥备份恢复，或删除该文件后重新启动（将生成新密钥，已签发的令牌随之失效）`;
  }
}

const isPrivateKey = (value: unknown): value is JWK => {
  if (typeof value !== 'object' || value === null) return false;
  try {
    createPrivateKey({ key: value as JsonWebKey, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
};

const keyIn = (keyFile: string): JWK => {
  let key: unknown;
  try {
    key = JSON.parse(readFileSync(keyFile, 'utf8'));
  } catch {
    throw new BrokenKeyFile(keyFile);
  }
  if (!isPrivateKey(key)) throw new BrokenKeyFile(keyFile);
  return key;
};

/** Whom a token is for. */
export interface TokenRequest {
  /** Staff account or service name; never a person's name. */
  readonly subject: string;
  readonly roles: readonly RoleName[];
  /** Classes from C3 on that the bearer may read. */
  readonly dataClasses?: readonly DataClass[];
  /** Negative makes an expired one, for trials. */
  readonly minutes?: number;
}

/** A bearer token signed with the local issuer's key. */
export const issueToken = async (keyFile: string, { subject, roles, dataClasses: classes = [], minutes = 480 }: TokenRequest): Promise<string> => {
  const key = localKey(keyFile);
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ roles, data_classes: classes })
    .setProtectedHeader({ alg: 'EdDSA', ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setSubject(subject)
    .setIssuer(LOCAL_ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + minutes * 60)
    .sign(await importJWK(key, 'EdDSA'));
};

/** Where tokens come from: this machine's key file, or an OpenID provider. */
export type IssuerOptions =
  | { readonly keyFile: string }
  | { readonly issuer: string; readonly jwksUri: string; readonly audience: string; readonly rolesClaim?: string; readonly classesClaim?: string };

const listed = <W extends string>(claim: unknown, known: readonly W[]): W[] => (Array.isArray(claim) ? known.filter((word) => claim.includes(word)) : []);
const personRoles = (Object.keys(roleWords) as RoleName[]).filter((role) => role !== 'system');

/** Turns a bearer token into a caller, or refuses it. */
export class TokenReader {
  readonly #known = new LRUCache<string, Caller>({ max: REMEMBERED });
  readonly #options: IssuerOptions;
  #key: JWTVerifyGetKey | undefined;

  constructor(options: IssuerOptions) {
    this.#options = options;
  }

  async read(token: string): Promise<Caller> {
    const known = this.#known.get(token);
    const caller = known ?? this.#callerOf(await this.#verified(token));
    if ((caller.expiresAt + SKEW_SECONDS) * 1000 < Date.now()) throw new AccessDenied('access/expired-token');
    if (!known) this.#known.set(token, caller);
    return caller;
  }

  async #verified(token: string): Promise<JWTPayload> {
    const issuer = 'keyFile' in this.#options ? LOCAL_ISSUER : this.#options.issuer;
    const audience = 'keyFile' in this.#options ? AUDIENCE : this.#options.audience;
    try {
      this.#key ??= await keyOf(this.#options).catch(unavailable);
      const rules = { algorithms: ALGORITHMS, issuer, audience, requiredClaims: ['exp', 'sub'], clockTolerance: SKEW_SECONDS };
      return (await jwtVerify(token, this.#key, rules)).payload;
    } catch (error) {
      if (error instanceof NotNow) throw error;
      throw new AccessDenied(error instanceof errors.JWTExpired ? 'access/expired-token' : 'access/bad-token');
    }
  }

  #callerOf(payload: JWTPayload): Caller {
    const { rolesClaim = 'roles', classesClaim = 'data_classes' } = 'keyFile' in this.#options ? {} : this.#options;
    const { sub, exp } = payload;
    if (!isSubject(sub) || !Number.isFinite(exp) || exp === undefined) throw new AccessDenied('access/bad-token');
    return { id: sub, roles: listed(payload[rolesClaim], personRoles), dataClasses: listed(payload[classesClaim], dataClasses), expiresAt: exp };
  }
}

/** What says that a token is wrong; anything else says that its issuer could not be asked. */
const aboutToken = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

const unavailable = (cause: unknown): never => {
  throw new NotNow('access/issuer-unavailable', COME_BACK, {}, cause);
};

/** A key set that is asked for over the network: where it does not answer, nobody knows whether a token is valid. */
const askedOf =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      return aboutToken.some((kind) => error instanceof kind) ? Promise.reject(error as Error) : unavailable(error);
    }
  };

const keyOf = async (options: IssuerOptions): Promise<JWTVerifyGetKey> => {
  if (!('keyFile' in options)) return askedOf(createRemoteJWKSet(new URL(options.jwksUri)));
  const { kty, crv, x, alg } = localKey(options.keyFile);
  const key = await importJWK({ kty, crv, x, alg } as JWK, 'EdDSA');
  return () => Promise.resolve(key as Awaited<ReturnType<JWTVerifyGetKey>>);
};
