import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWTPayload } from 'jose';
import { AUDIENCE, issueToken, LOCAL_ISSUER, localKey, TokenReader } from './tokens.js';

const directory = mkdtempSync(join(tmpdir(), 'heatledger-tokens-'));
const keyFile = join(directory, 'keys', 'issuer-key.json');
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the local issuer', () => {
  it('makes a key for its owner only, once, and tokens the reader knows', async () => {
    const token = await issueToken(keyFile, { subject: 'officer-1', roles: ['complaint-officer'], dataClasses: ['C3'] });
    expect(statSync(keyFile).mode & 0o077).toBe(0);
    const again = await issueToken(keyFile, { subject: 'officer-2', roles: ['auditor'] });
    const reader = new TokenReader({ keyFile });
    expect(await reader.read(token)).toMatchObject({ id: 'officer-1', roles: ['complaint-officer'], dataClasses: ['C3'] });
    expect(await reader.read(again)).toMatchObject({ id: 'officer-2', roles: ['auditor'], dataClasses: [] });
  });
  it('lets nobody be the system', async () => {
    const token = await issueToken(keyFile, { subject: 'x', roles: ['system'] });
    expect((await new TokenReader({ keyFile }).read(token)).roles).toEqual([]);
  });
});

describe('P: an account', () => {
  const sent = async (sub: unknown): Promise<unknown> => {
    const key = localKey(keyFile);
    const now = Math.floor(Date.now() / 1000);
    const claims = { sub, roles: ['agent'], iss: LOCAL_ISSUER, aud: AUDIENCE, exp: now + 60 } as JWTPayload;
    const token = await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA' }).sign(await importJWK(key, 'EdDSA'));
    return new TokenReader({ keyFile }).read(token).then(({ id }) => id, ({ code }: { code: string }) => code);
  };
  it.each([7, true, null, [], ['officer-1'], { id: 'officer-1' }, '', '  ', 'x'.repeat(121), 'a\u0000b', 'a\nb', 'a\u202eb', 'a\u2028b', 'a\ud800'])(
    'that is no name is refused: %j',
    async (sub) => expect(await sent(sub)).toBe('access/bad-token'),
  );
  it('may have a name of any script', async () => {
    for (const sub of ['officer-1', '张工', 'x'.repeat(120), 'a b']) expect(await sent(sub)).toBe(sub);
  });
});

describe('an OpenID provider', () => {
  let server: Server;
  let jwksUri: string;
  let sign: (claims: object, issuer?: string, audience?: string) => Promise<string>;
  beforeAll(async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const keys = [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }];
    server = createServer((_, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })));
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
    sign = (claims, issuer = 'https://id.example', audience = 'heat') =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).setSubject('u-1').setIssuer(issuer).setAudience(audience).setExpirationTime('5m').sign(privateKey);
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  const reader = (): TokenReader => new TokenReader({ issuer: 'https://id.example', jwksUri, audience: 'heat', rolesClaim: 'groups' });

  it('is believed about roles under the configured claim, and only about roles this house knows', async () => {
    expect(await reader().read(await sign({ groups: ['crew', 'king', 'system'] }))).toMatchObject({ id: 'u-1', roles: ['crew'] });
  });
  it('H3: that cannot be asked is told as such, not as a token that is wrong; it is asked again', async () => {
    const answers: ((response: ServerResponse) => unknown)[] = [
      (response) => response.destroy(),
      (response) => response.writeHead(500).end(),
      (response) => response.end('<html>'),
      (response) => response.setHeader('content-type', 'application/json').end('{"keys":7}'),
    ];
    const down = createServer((_, response) => void answers[0]?.(response));
    await new Promise<void>((ready) => down.listen(0, '127.0.0.1', ready));
    const uri = `http://127.0.0.1:${(down.address() as AddressInfo).port}/jwks`;
    const asking = new TokenReader({ issuer: 'https://id.example', jwksUri: uri, audience: 'heat', rolesClaim: 'groups' });
    const token = await sign({ groups: ['crew'] });
    for (; answers.length > 0; answers.shift())
      await expect(asking.read(token)).rejects.toMatchObject({ code: 'access/issuer-unavailable', retryAfter: 5, cause: expect.anything() });
    answers.push((response) => response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [] })));
    await expect(asking.read(token)).rejects.toMatchObject({ code: 'access/bad-token' });
    await new Promise((closed) => down.close(closed));
    const nobody = new TokenReader({ issuer: 'https://id.example', jwksUri: uri, audience: 'heat' });
    await expect(nobody.read(token)).rejects.toMatchObject({ code: 'access/issuer-unavailable' });
  });
  it('is not believed about tokens for others or from others', async () => {
    await expect(reader().read(await sign({ groups: ['crew'] }, 'https://id.example', 'cold'))).rejects.toMatchObject({ code: 'access/bad-token' });
    await expect(reader().read(await sign({ groups: ['crew'] }, 'https://elsewhere.example'))).rejects.toMatchObject({ code: 'access/bad-token' });
  });

  it.each(['', '{', '{}', '[]', '{"kty":"OKP","crv":"Ed25519","x":"AA"}'])('S7: is refused, in both languages, where the key file holds no key: %j', async (text) => {
    const broken = join(directory, 'broken-key.json');
    writeFileSync(broken, text);
    const refused = { name: 'BrokenKeyFile', zh: expect.stringContaining('请从密钥备份恢复'), message: expect.stringContaining('delete it') };
    expect(() => localKey(broken)).toThrow(expect.objectContaining(refused));
    await expect(issueToken(broken, { subject: 'x', roles: ['auditor'] })).rejects.toMatchObject(refused);
  });
});
