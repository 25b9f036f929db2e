import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { EventStoreError } from '../event-store.js';
import { makeDirectory, makePrivate } from './data-directory.js';
import { failure } from './failures.js';

/** Holds the right to write to a directory; the operating system takes it back when the process dies, however it dies. */
export class WriterLock {
  private constructor(private readonly lock: Database.Database) {}

  /** Takes the right to write; makes the directory when it is missing; refuses when somebody holds it. */
  static take(directory: string): WriterLock {
    try {
      makeDirectory(directory);
      makePrivate(join(directory, 'writer.lock'));
      const lock = new Database(join(directory, 'writer.lock'), { timeout: 0 });
      lock.exec('PRAGMA journal_mode=DELETE; BEGIN EXCLUSIVE');
      return new WriterLock(lock);
    } catch (error) {
      const told = failure(error, directory);
      throw told.code === 'in-use'
        ? new EventStoreError('in-use', `${directory}: another process is using this data directory; stop it, or name another directory with --data`, { cause: error })
        : told;
    }
  }

  /** True while somebody writes to the directory. */
  static isHeld(directory: string): boolean {
    const file = join(directory, 'writer.lock');
    if (!existsSync(file)) return false;
    const lock = new Database(file, { timeout: 0 });
    try {
      lock.prepare('SELECT count(*) FROM sqlite_master').get();
      return false;
    } catch (error) {
      return failure(error, directory).code === 'in-use';
    } finally {
      lock.close();
    }
  }

  release(): void {
    this.lock.close();
  }
}
