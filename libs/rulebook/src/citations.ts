import type { Instant } from '@heatledger/kernel';
import { lineage } from './registry.js';
import type { RulesInForce } from './rules.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const sourcesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  if (!isRecord(value)) return [];
  const { mark, text } = value;
  return typeof mark === 'string' && typeof text === 'string' ? [text] : Object.values(value).flatMap(sourcesIn);
};

/** Everything that the packs in force on a day cite, as their sources say it. */
export const citedBy = (rules: RulesInForce, at: Instant): readonly string[] => lineage(rules, at).flatMap(sourcesIn);
