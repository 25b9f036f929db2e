import type { EventStore } from '@heatledger/event-store';
import { catalogueOf, type Actor } from '@heatledger/kernel';
import { company, COMPANY_STREAM, CompanyZoneSet, SetCompanyZone } from '@heatledger/organisation';
import { CompanyZone, derivedId, FactCodec, Ledger } from '@heatledger/runtime';
import { DEFAULT_ZONE, instantIn } from '@heatledger/vocabulary';
import { ConfigError, zoneSet, type Config } from './config.js';

/** Namespace of the command that sets a zone. */
const ZONES = '5f0a3d52-6c1e-5b0e-9d5a-2f4f5b8b6a11';
const STARTER: Actor = { id: 'heatledger', role: 'system' };

/** A process that was set to another zone than the company's, which the log knows. */
export class OtherZone extends ConfigError {
  constructor(
    readonly set: string,
    readonly known: string,
  ) {
    super(
      `zone "${set}": the company's time zone in this log is ${known} and cannot be changed; leave HEATLEDGER_ZONE and HEATLEDGER_OFFSET out, or set ${known}`,
      `时区设置为 ${set}，但本账本的企业时区已定为 ${known}，不能更改；请删去 HEATLEDGER_ZONE / HEATLEDGER_OFFSET，或改为 ${known}。`,
    );
  }
}

const knownZone = async (store: EventStore): Promise<CompanyZone | null> => {
  for await (const { type, data, recordedAt, position } of store.read(COMPANY_STREAM))
    if (type === CompanyZoneSet.type) return new CompanyZone(String(data['timeZone']), { recordedAt, position });
  return null;
};

const setZone = async (store: EventStore, timeZone: string, now: number): Promise<void> => {
  const submit = new Ledger(store, new FactCodec(catalogueOf([...company.kinds]))).decideOn(company, () => undefined);
  const at = instantIn(timeZone, now);
  const order = { ...SetCompanyZone({ timeZone }), meta: { id: derivedId(timeZone, ZONES), at, now: at, actor: STARTER, channel: 'system' } } as const;
  const outcome = await submit(order);
  // another process may have been first; what it set is read next
  if (!outcome.ok && !('conflict' in outcome) && outcome.rejected !== 'company/zone-set') throw new ConfigError(`zone ${timeZone}: ${outcome.rejected}`, `设置 HEATLEDGER_ZONE ${timeZone}：没有这个时区`);
};

/** What a process does where the log knows no zone: sets it, or goes by its own setting. */
export interface ZoneOptions {
  readonly sets: boolean;
  /** The present, ms. */
  readonly now: number;
}

/** The company's zone as the log knows it; where it knows none, as set or by default, and recorded where this process may. Throws OtherZone where the process was set otherwise. */
export const companyZone = async (store: EventStore, config: Pick<Config, 'zone' | 'offset'>, { sets, now }: ZoneOptions): Promise<CompanyZone> => {
  const set = zoneSet(config);
  const before = await knownZone(store);
  if (before === null && sets) await setZone(store, set ?? DEFAULT_ZONE, now);
  const known = before ?? (await knownZone(store)) ?? new CompanyZone(set ?? DEFAULT_ZONE);
  if (set !== undefined && set !== known.name) throw new OtherZone(set, known.name);
  return known;
};
