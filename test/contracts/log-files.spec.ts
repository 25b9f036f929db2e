import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventStore } from '@heatledger/event-store';
import { openEmbeddedEventStore } from '@heatledger/event-store/embedded';
import { openEmbeddedReadStore } from '@heatledger/read-store/embedded';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventLike } from './event-store.contract.js';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'heatledger-files-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const filled = async (name: string, streams = 1500): Promise<EventStore> => {
  const store = await openEmbeddedEventStore({ directory: join(root, name) });
  const appended = Array.from({ length: streams }, (_, n) => store.append(`repair-${n}`, [eventLike('RepairReported', { n, text: 'x'.repeat(300) })], 'none'));
  await Promise.all(appended);
  return store;
};

const modesIn = (directory: string): readonly string[] =>
  [directory, ...readdirSync(directory).map((name) => join(directory, name))].map((path) => (statSync(path).mode & 0o777).toString(8));

const until = async (met: () => boolean): Promise<void> => {
  while (!met()) await new Promise((next) => setTimeout(next, 20));
};

/** Writes over the leaf pages in the middle of a log, behind the engine's back. */
const overwritten = (directory: string): void => {
  const file = join(directory, 'events.db');
  const bytes = readFileSync(file);
  const pages = bytes.length / 4096;
  for (let page = Math.floor(pages / 3); page < Math.floor(pages / 2); page++) bytes.fill(0xa5, page * 4096, page * 4096 + 4096);
  writeFileSync(file, bytes);
};

describe('The files of a data directory', () => {
  it('P1: are their owner\'s alone, whatever the umask says', async () => {
    const before = process.umask(0);
    try {
      const store = await filled('private', 3);
      const reads = await openEmbeddedReadStore({ directory: join(root, 'private') });
      expect(modesIn(join(root, 'private'))).toEqual(['700', ...readdirSync(join(root, 'private')).map(() => '600')]);
      expect(readdirSync(join(root, 'private'))).toEqual(expect.arrayContaining(['events.db', 'events.db-wal', 'views.db', 'views.db-wal', 'writer.lock']));
      await reads.close();
      await store.close();
    } finally {
      process.umask(before);
    }
  });

  it('P1: that were open to others are taken back at the start, which says so', async () => {
    const directory = join(root, 'open');
    await (await filled('open', 3)).close();
    chmodSync(directory, 0o755);
    for (const name of readdirSync(directory)) chmodSync(join(directory, name), 0o644);
    writeFileSync(join(directory, 'notes.txt'), 'of somebody else', { mode: 0o644 });
    const store = await openEmbeddedEventStore({ directory });
    expect(store.repairs).toEqual([expect.stringMatching(/仅所有者.*its owner's alone/)]);
    expect(modesIn(directory).filter((mode) => mode !== '600' && mode !== '700')).toEqual(['644']);
    await store.close();
    const again = await openEmbeddedEventStore({ directory });
    expect(again.repairs).toEqual([]);
    await again.close();
  });
});

describe('A log with damaged pages', () => {
  it('S7: is found by reading every page after the start, and written to no more', async () => {
    const directory = join(root, 'damaged');
    await (await filled('damaged')).close();
    overwritten(directory);
    const store = await openEmbeddedEventStore({ directory });
    expect(await store.append('repair-new', [eventLike()], 'none').then(() => true, ({ code }: { code: string }) => code === 'corrupt')).toBe(true);
    await until(() => store.damage !== null);
    expect(store.damage).toMatchObject({ code: 'corrupt' });
    await expect(store.append('repair-later', [eventLike()], 'none')).rejects.toMatchObject({ code: 'corrupt' });
    await store.close();
  });

  it('S7: that is sound is read through and nothing is said', async () => {
    const store = await filled('sound', 1200);
    await store.close();
    const again = await openEmbeddedEventStore({ directory: join(root, 'sound') });
    const { pageSlices } = await import('../../libs/event-store/src/embedded/page-check.js');
    const { default: Database } = await import('libsql');
    const database = new Database(join(root, 'sound', 'events.db'));
    expect([...pageSlices(database, 1200)].length).toBeGreaterThan(6);
    database.close();
    expect(again.damage).toBeNull();
    await again.close();
  });
});

describe('A log on a medium that cannot be written to', () => {
  const heldBy = async (directory: string): Promise<number> => {
    const store = await openEmbeddedEventStore({ directory, readOnly: true });
    let count = 0;
    for await (const { events } of store.scan()) count += events.length;
    await store.close();
    return count;
  };

  it('S6: is read where it lies, and with what was written ahead of it', async () => {
    const clean = await filled('clean', 40);
    await clean.close();
    const busy = await filled('busy', 40);
    const medium = join(root, 'medium');
    mkdirSync(medium);
    for (const name of ['clean', 'busy']) {
      mkdirSync(join(medium, name));
      for (const file of readdirSync(join(root, name)).filter((file) => /^events\.db(-wal)?$/.test(file))) copyFileSync(join(root, name, file), join(medium, name, file));
    }
    await busy.close();
    const read = `const { openEmbeddedEventStore } = await import(${JSON.stringify(join(process.cwd(), 'dist/cli/libs/event-store/src/embedded/index.js'))});
      for (const name of ['clean', 'busy']) {
        const store = await openEmbeddedEventStore({ directory: ${JSON.stringify(medium)} + '/' + name, readOnly: true });
        let count = 0;
        for await (const { events } of store.scan()) count += events.length;
        await store.close();
        console.log(name, count);
      }`;
    expect(await heldBy(join(medium, 'clean'))).toBe(40);
    // a mount of its own, seen by this one process, which may then not write there even as root
    const script = `mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && ! touch "$1/clean/x" 2>/dev/null && "$2" --input-type=module -e "$3"`;
    const said = execFileSync('unshare', ['-rm', 'sh', '-c', script, 'sh', medium, process.execPath, read], { encoding: 'utf8' });
    expect(said).toBe('clean 40\nbusy 40\n');
  });
});
