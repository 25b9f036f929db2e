import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** One command of the README with the output printed below it. */
export interface Step {
  readonly command: string;
  readonly printed: readonly string[];
}
/** A fenced block: commands of a terminal session, or lines of a shell script. */
export interface Block {
  readonly kind: 'console' | 'sh';
  readonly line: number;
  readonly steps: readonly Step[];
}

const stepsOf = (lines: readonly string[]): readonly Step[] => {
  const steps: { command: string; printed: string[] }[] = [];
  for (const line of lines)
    if (line.startsWith('$ ')) steps.push({ command: line.slice(2), printed: [] });
    else steps.at(-1)?.printed.push(line);
  return steps;
};

/** Every fenced block of a Markdown text. */
export const blocksOf = (text: string): readonly Block[] => {
  const blocks: Block[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const kind = /^```(console|sh)$/.exec(lines[index] ?? '')?.[1];
    if (kind === undefined) continue;
    const end = lines.indexOf('```', index + 1);
    const body = lines.slice(index + 1, end);
    blocks.push({ kind: kind === 'sh' ? 'sh' : 'console', line: index + 1, steps: kind === 'sh' ? body.map((command) => ({ command, printed: [] })) : stepsOf(body) });
    index = end;
  }
  return blocks;
};

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};

const MARK = '\u001e';

/** Walks through the README in a scratch directory: its data directories and its port are others, its commands the same. */
export class Walkthrough {
  readonly root = mkdtempSync(join(tmpdir(), 'heatledger-readme-'));
  readonly env = { ...process.env, NO_COLOR: '1', HEATLEDGER_LANG: 'en' };
  #port = 0;
  #service: ReturnType<typeof spawn> | undefined;

  async open(): Promise<void> {
    this.#port = await freePort();
  }

  #here(command: string): string {
    return command.replaceAll(/\b(demo|boston)-data\b/g, join(this.root, '$1-data')).replaceAll('127.0.0.1:3000', `127.0.0.1:${this.#port}`);
  }

  #there(output: string): string {
    return output.replaceAll(`${this.root}/`, '').replaceAll(`127.0.0.1:${this.#port}`, '127.0.0.1:3000');
  }

  /** What each command of a block prints, the block being one session. */
  run({ steps }: Block): Promise<readonly (readonly string[])[]> {
    const script = steps.map(({ command }) => `${this.#here(command)}\necho '${MARK}'`).join('\n');
    return new Promise((done, failed) => {
      execFile('bash', ['-c', script], { cwd: resolve('.'), env: this.env, maxBuffer: 64 << 20 }, (error, out, err) => {
        if (error) failed(new Error(`${script}\n${err}`));
        else done(this.#there(out).split(`${MARK}\n`).slice(0, -1).map((text) => text.split('\n').slice(0, -1)));
      });
    });
  }

  /** Starts what stays up until it is told to stop; answers with the lines it prints until it is ready. */
  async start(command: string): Promise<readonly string[]> {
    const service = spawn('bash', ['-c', `exec ${this.#here(command)}`], { cwd: resolve('.'), env: { ...this.env, HEATLEDGER_PORT: String(this.#port), HEATLEDGER_DATA: join(this.root, 'data') }, detached: true });
    this.#service = service;
    let said = '';
    await new Promise<void>((up) => service.stdout.on('data', (chunk) => (said += String(chunk)).includes('Ctrl-C') && up()));
    return this.#there(said).trimEnd().split('\n');
  }

  /** Ctrl-C, as a terminal sends it: to the whole group. */
  async stop(): Promise<number | null> {
    const service = this.#service;
    if (service?.pid === undefined || service.exitCode !== null) return service?.exitCode ?? null;
    process.kill(-service.pid, 'SIGINT');
    const [code] = (await once(service, 'exit')) as [number | null];
    this.#service = undefined;
    return code;
  }

  async status(path: string): Promise<number> {
    return (await fetch(`http://127.0.0.1:${this.#port}${path}`)).status;
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** The README with the output of its commands put in anew. */
export const rewritten = (text: string, block: Block, outputs: readonly (readonly string[])[]): string => {
  const lines = text.split('\n');
  const end = lines.indexOf('```', block.line);
  const body = block.steps.flatMap(({ command }, index) => [`$ ${command}`, ...(outputs[index] ?? [])]);
  return [...lines.slice(0, block.line), ...body, ...lines.slice(end)].join('\n');
};

export const readme = (): string => readFileSync('README.md', 'utf8');
