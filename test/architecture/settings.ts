import { readConfig } from '@heatledger/server';

const nameOf = (setting: string): string => `HEATLEDGER_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** Every environment variable of the service with its default; `undefined` where nothing holds unless said. */
export const serviceSettings = (): ReadonlyMap<string, string | undefined> => {
  const all = { ...readConfig({ offset: '+08:00' }, {}), ...readConfig({ zone: 'Asia/Shanghai', issuer: 'https://issuer.test', jwks: 'https://issuer.test/keys', eventStore: 'esdb://127.0.0.1:2113?tls=false', mongodb: 'mongodb://127.0.0.1' }, {}) };
  const defaults: Readonly<Record<string, unknown>> = readConfig({}, {});
  return new Map(Object.keys(all).map((setting) => [nameOf(setting), defaults[setting] === undefined ? undefined : String(defaults[setting])]));
};

/** Those of the command line are added. */
export const environmentNames = (): ReadonlySet<string> => new Set(['HEATLEDGER_LANG', 'HEATLEDGER_URL', 'HEATLEDGER_TOKEN', ...serviceSettings().keys()]);
