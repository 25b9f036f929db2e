import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const hasStrace = spawnSync('strace', ['-V'], { stdio: 'ignore' }).status === 0;

/** Whether the disk can be made to fail: always under CI, where a missing strace is a failure; on other machines only where strace is. */
export const diskFails = hasStrace || process.env['CI'] !== undefined;

/** What a run without it says. */
export const WITHOUT_STRACE = 'the disk did not fail in this run: strace is not installed\n';

/** How the disk fails: what the kernel answers to the calls by which files are written and made durable. */
export const troubles = {
  full: ['pwrite64,ftruncate,fallocate:error=ENOSPC'],
  'read-only': ['pwrite64,ftruncate,fallocate,fsync,fdatasync:error=EROFS'],
  broken: ['fsync,fdatasync:error=EIO'],
  /** A tenth of a second for each call, in microseconds. */
  slow: ['fsync,fdatasync:delay_enter=100000'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Trouble = keyof typeof troubles;

/** A disk in trouble, as one process meets it. */
export class DiskTrouble {
  private constructor(private readonly tracer: ChildProcess) {}

  /** Stands between the process and the kernel from now on; the disk itself is well. */
  static begin(pid: number, trouble: Trouble): Promise<DiskTrouble> {
    const rules = troubles[trouble].flatMap((rule) => ['-e', `inject=${rule}`]);
    const tracer = spawn(
      'strace',
      ['-f', '-o', '/dev/null', '-e', 'trace=pwrite64,ftruncate,fallocate,fsync,fdatasync', ...rules, '-p', String(pid)],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    return new Promise((done, fail) => {
      let said = '';
      createInterface({ input: tracer.stderr }).on('line', (line) => {
        said += `${line}\n`;
        if (line.includes(`${pid} attached`)) done(new DiskTrouble(tracer));
      });
      tracer.once('error', () => fail(new Error('the disk could not be made to fail: strace must be installed (the command `strace`)')));
      tracer.once('exit', (code) => fail(new Error(`strace ended with ${code} before it was attached: ${said}`)));
    });
  }

  /** Lets go of the process, which goes on with a disk that is well. */
  end(): Promise<void> {
    return new Promise((done) => {
      this.tracer.once('exit', () => done());
      this.tracer.kill('SIGINT');
    });
  }
}
