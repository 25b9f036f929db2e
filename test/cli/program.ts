import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built program as a person would. */
export const heatledger = (...args: readonly string[]): Promise<Ran> => heatledgerUnder({}, ...args);

/** The same, with more settings in the environment. */
export const heatledgerUnder = (settings: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, NO_COLOR: '1', HEATLEDGER_LANG: 'en', ...settings };
    execFile(process.execPath, [resolve('apps/cli/bin/heatledger.js'), ...args], { env, maxBuffer: 256 << 20 }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    );
  });

/** What a command printed with `--json`. */
export const json = async <T>(...args: readonly string[]): Promise<T> => {
  const { code, out, err } = await heatledger(...args, '--json');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err}`);
  return JSON.parse(out) as T;
};

/** A directory for one test file. */
export const scratch = (): { readonly path: (name: string) => string; readonly remove: () => void } => {
  const root = mkdtempSync(join(tmpdir(), 'heatledger-cli-'));
  return { path: (name) => join(root, name), remove: () => rmSync(root, { recursive: true, force: true }) };
};
