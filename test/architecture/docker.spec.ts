import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from '@heatledger/server';
import { describe, expect, it } from '@jest/globals';
import { composeOf, environmentOf, stagesOf, variablesOf } from './compose.js';
import { environmentNames } from './settings.js';

const files = ['docker/compose.yaml', 'docker/compose.cluster.yaml'] as const;
const example = environmentOf(readFileSync('docker/.env.example', 'utf8'));
const under = (environment: Readonly<Record<string, string>>) => files.map((file) => composeOf(file, environment));
const both = under(example);
const nodes = ['eventstore-1', 'eventstore-2', 'eventstore-3'];
const services = both.flatMap((file) => Object.entries(file.services));

const settings = environmentNames();
const ours = (names: Iterable<string>): string[] => [...names].filter((name) => name.startsWith('HEATLEDGER_'));

const stages = stagesOf(readFileSync('docker/Dockerfile', 'utf8'));
const [build = [], image = []] = stages;
const said = (stage: typeof image, name: string): readonly string[] => stage.filter((one) => one.name === name).map(({ rest }) => rest);

const exitOf = (command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((done) => execFile(command, args, { env: { ...process.env, ...env } }, (error) => done(error ? Number(error.code) : 0)));

describe('The compose files', () => {
  it('hold with the example environment and with none', () => {
    expect(services.map(([name]) => name)).toEqual(['server', 'server-1', 'server-2', 'worker-1', 'worker-2', ...nodes, 'mongo-1', 'mongo-2', 'mongo-3']);
    expect(under({}).map(({ services: found }) => Object.keys(found).length)).toEqual([1, 10]);
  });

  it('ask only for variables the example names, and the example names no other', () => {
    const asked = files.flatMap((file) => variablesOf(readFileSync(file, 'utf8')));
    expect([...new Set(asked.map(({ name }) => name))].sort()).toEqual(Object.keys(example).sort());
    expect(asked.filter(({ name, otherwise }) => otherwise !== example[name])).toEqual([]);
  });

  it('name no setting that the program does not know, and no value it refuses', () => {
    const given = both[0]?.services['server']?.environment ?? {};
    expect(ours([...Object.keys(given), ...Object.keys(example)]).filter((name) => !settings.has(name))).toEqual([]);
    expect(readConfig({}, given)).toMatchObject({ host: '0.0.0.0', port: 3000, data: '/data', stores: 'embedded', zone: 'Asia/Shanghai' });
    for (const [name, { environment = {} }] of services.slice(1)) {
      expect(ours(Object.keys(environment)).filter((setting) => !settings.has(setting))).toEqual([]);
      if (/^(server|worker)/.test(name)) expect(readConfig({}, environment)).toMatchObject({ role: name.split('-')[0], eventStore: `esdb://${nodes.map((node) => `${node}:2113`).join(',')}?tls=false`, mongodb: expect.stringContaining('replicaSet=heatledger') });
    }
  });

  it.each(services)('%s does not run as root and is of a version that stays', (_, { user, image: name }) => {
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(name).toMatch(/:\d[\w.-]*$/);
  });

  it('R11: run three nodes of the log that find each other by name, and start each again whenever it ends', () => {
    const cluster = both[1]?.services ?? {};
    for (const name of nodes) {
      const { restart, environment, volumes } = cluster[name] ?? {};
      expect(restart).toBe('always');
      expect(volumes?.map((volume) => volume.split(':')[0])).toEqual([`${name}-data`, `${name}-logs`]);
      expect(environment).toEqual({
        EVENTSTORE_CLUSTER_SIZE: String(nodes.length),
        EVENTSTORE_DISCOVER_VIA_DNS: 'false',
        EVENTSTORE_GOSSIP_SEED: nodes.filter((other) => other !== name).map((other) => `${other}:2113`).join(','),
        EVENTSTORE_NODE_IP: '0.0.0.0',
        EVENTSTORE_REPLICATION_IP: '0.0.0.0',
        EVENTSTORE_NODE_HOST_ADVERTISE_AS: name,
        EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS: name,
        EVENTSTORE_INSECURE: 'true',
        EVENTSTORE_RUN_PROJECTIONS: 'None',
      });
    }
    for (const [name, { depends_on = {} }] of Object.entries(cluster))
      if (/^(server|worker)/.test(name)) expect(Object.keys(depends_on)).toEqual(expect.arrayContaining(nodes));
  });

  it('publish to this machine only', () => {
    for (const [, { ports = [] }] of services) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('give every volume to one service, as a log has one writer; only the key of the local issuer is shared', () => {
    for (const file of both) {
      const mounted = Object.values(file.services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0] ?? ''));
      const own = [...new Set(mounted.filter((name) => name === 'issuer')), ...mounted.filter((name) => name !== 'issuer')];
      expect(own.sort()).toEqual(Object.keys(file.volumes).sort());
    }
  });
});

describe('The image', () => {
  it('has two stages: one builds, one runs and holds neither sources nor compilers', () => {
    expect(stages).toHaveLength(2);
    expect(said(build, 'RUN')).toEqual(['npm ci --ignore-scripts', 'npm run build']);
    expect(said(image, 'COPY').every((copied) => copied.startsWith('--from=build /build/'))).toBe(true);
  });

  it('copies only what is there and what the ignore file lets in', () => {
    const let_in = readFileSync('docker/Dockerfile.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = said(build, 'COPY').flatMap((rest) => rest.split(' ').slice(0, -1));
    expect([...copied].sort()).toEqual([...let_in].sort());
    for (const path of copied) expect(existsSync(path)).toBe(true);
    const [program = ''] = JSON.parse(said(image, 'ENTRYPOINT')[0] ?? '[]').slice(1) as string[];
    expect(existsSync(program.replace('/app/', ''))).toBe(true);
  });

  it('runs as nobody in particular, over a volume, with settings the program knows', () => {
    expect(said(image, 'USER')).toEqual(['1000:1000']);
    const given = environmentOf(said(image, 'ENV').join(' ').replaceAll(' ', '\n'));
    expect(ours(Object.keys(given)).filter((name) => !settings.has(name))).toEqual([]);
    expect(said(image, 'VOLUME')).toEqual([readConfig({}, given).data]);
    expect(said(image, 'EXPOSE')).toEqual([String(readConfig({}, given).port)]);
  });

  it('is healthy while the service answers, and not afterwards', async () => {
    const fromImage = JSON.parse(/CMD (\[.*\])$/.exec(said(image, 'HEALTHCHECK')[0] ?? '')?.[1] ?? '[]') as string[];
    expect(both[0]?.services['server']?.healthcheck.test.slice(1)).toEqual(fromImage);
    const [, ...args] = fromImage;
    const data = mkdtempSync(join(tmpdir(), 'heatledger-image-'));
    const server = await startServer(readConfig({ stores: 'memory', data, port: 0, log: 'silent' }, {}));
    const environment = { HEATLEDGER_PORT: new URL(server.url).port };
    expect(await exitOf(process.execPath, args, environment)).toBe(0);
    await server.close();
    rmSync(data, { recursive: true });
    expect(await exitOf(process.execPath, args, environment)).toBe(1);
  });
});
