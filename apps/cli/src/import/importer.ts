import { once } from 'node:events';
import { createWriteStream, existsSync, rmSync, type WriteStream } from 'node:fs';
import type { OpenLedger } from '@heatledger/server';
import { caseNumberOf, ImportComplaint } from '@heatledger/ticket';
import { derivedUuid } from '@heatledger/vocabulary';
import { Refusal, type Terminal } from '../terminal.js';
import type { Mapping } from './mapping.js';
import { isCsv, rowsOf, sizeOf, type RowRead } from './rows.js';
import { translate, type ImportedRequest, type Row, type RowFault } from './translate.js';

export interface Imported {
  readonly rows: number;
  /** Requests of which something new was recorded. */
  readonly imported: number;
  /** Requests of which everything was on record. */
  readonly known: number;
  readonly refused: number;
  readonly events: number;
  /** Where the refused rows are, each with field, value and reason. */
  readonly rejects: string | null;
}

const UNDER_WAY = 256;
const SETTLE_EVERY = 50_000;

/** Writes refused rows down, and makes no file when there are none. */
class Rejects {
  #stream: WriteStream | null = null;
  count = 0;

  constructor(readonly file: string) {}

  async add(number: number, faults: readonly RowFault[]): Promise<void> {
    this.count += 1;
    if (!this.#stream) {
      this.#stream = createWriteStream(this.file);
      this.#stream.write('row,field,value,reason\n');
    }
    for (const { field, value, reason } of faults)
      if (!this.#stream.write(`${number},${[field, value, reason].map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}\n`)) await once(this.#stream, 'drain');
  }

  async close(): Promise<string | null> {
    if (!this.#stream) {
      if (existsSync(this.file)) rmSync(this.file);
      return null;
    }
    this.#stream.end();
    await once(this.#stream, 'close');
    return this.file;
  }
}

const faultsOf = (outcome: { readonly rejected?: string; readonly detail?: Readonly<Record<string, unknown>> }): readonly RowFault[] => [
  { field: String(outcome.detail?.['field'] ?? ''), value: JSON.stringify(outcome.detail?.['value'] ?? ''), reason: `${outcome.rejected ?? 'conflict'}: ${JSON.stringify(outcome.detail ?? {})}` },
];

/** Refuses a CSV file whose heading lacks a column that the mapping names: a renamed column would silently lose what it says. */
const requireColumns = (file: string, row: Row, { columns, category }: Mapping): void => {
  const named = [...Object.values(columns), category.column].filter((column) => column !== undefined);
  const missing = named.filter((column) => !Object.hasOwn(row, column));
  if (missing.length > 0) throw new Refusal(`${file}: the heading has no column ${missing.join(', ')}; it has ${Object.keys(row).slice(0, 40).join(', ')}`);
};

/** Streams a file into the ledger: bad rows go to the rejects and nothing of them to the log; a second run appends nothing. */
export const importFile = async (ledger: OpenLedger, file: string, mapping: Mapping, rejectsFile: string, terminal: Terminal): Promise<Imported> => {
  const progress = terminal.progress(terminal.say('导入', 'importing'), sizeOf(file));
  const rejects = new Rejects(rejectsFile);
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const counts = { rows: 0, imported: 0, known: 0, events: 0 };

  const take = async ({ number }: RowRead, request: ImportedRequest): Promise<void> => {
    const outcome = await ledger.router.submit(orderOf(request, ledger.clock.now()));
    if (!outcome.ok) return rejects.add(number, faultsOf('rejected' in outcome ? outcome : {}));
    if (outcome.repeated || outcome.events === 0) counts.known += 1;
    else {
      counts.imported += 1;
      counts.events += outcome.events;
    }
  };

  try {
    for await (const read of rowsOf(file)) {
      counts.rows += 1;
      progress.update(read.bytes);
      if (counts.rows === 1 && read.ok && isCsv(file)) requireColumns(file, read.row, mapping);
      const translated = read.ok ? translate(read.row, mapping) : { ok: false as const, faults: [{ field: '', value: read.text, reason: read.reason }] };
      if (!translated.ok) {
        await rejects.add(read.number, translated.faults);
        continue;
      }
      const work: Promise<void> = take(read, translated.request)
        .catch((error: unknown) => void (failure ??= { error }))
        .finally(() => underWay.delete(work));
      underWay.add(work);
      if (underWay.size >= UNDER_WAY) await Promise.race(underWay);
      if (failure) throw failure.error;
      if (counts.rows % SETTLE_EVERY === 0) {
        await Promise.all(underWay);
        await ledger.followers.settle();
      }
    }
    await Promise.all(underWay);
    if (failure) throw failure.error;
    await ledger.followers.settle();
  } finally {
    progress.stop();
  }
  return { ...counts, refused: rejects.count, rejects: await rejects.close() };
};

const orderOf = (request: ImportedRequest, now: string): Parameters<OpenLedger['router']['submit']>[0] => {
  const { source, externalId, receivedAt } = request;
  const ticketId = derivedUuid('import', source, externalId);
  const data = { ...request, ticketId, caseNumber: caseNumberOf('complaint', receivedAt, ticketId) };
  return {
    ...ImportComplaint(data),
    meta: {
      // the same row is the same command; a row that says more than before is another one
      id: derivedUuid('import', JSON.stringify(request)),
      at: receivedAt,
      now,
      actor: { id: `import:${source}`, role: 'system' },
      channel: 'import',
    },
  };
};
