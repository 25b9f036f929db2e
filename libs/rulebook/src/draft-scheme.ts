import type { ScoringScheme } from './conduct-rules.js';
import type { RulePack } from './pack.js';
import { packFrom } from './pack-check.js';
import { refuse } from './refusals.js';
import { packs } from './registry.js';
import { isForm } from './form.js';
import type { Ruled } from './rules.js';

/** A scoring scheme that is only proposed: what units would have scored under it. */
export interface DraftScheme extends Omit<ScoringScheme, 'source' | 'weights'> {
  readonly weights: Readonly<Record<string, number>>;
  /** Name of the draft, in small letters; no shipped pack may have it. */
  readonly id: string;
  readonly version: string;
  /** Who proposes it and where it is written down. */
  readonly source: string;
}

const fieldsOfDraft = (fields: string): string =>
  fields
    .split('; ')
    .map((field) => `draft.${field.replace(/^scoring\./, '').replace(/^source\.text$/, 'source')}`)
    .join('; ');

/** A pack that holds a draft and nothing else, checked as every pack is: weights that sum, grades from the best down. */
export const draftPack = (draft: unknown): Ruled<RulePack> => {
  if (!isForm(draft)) return refuse('draft', draft, 'a scoring scheme as one JSON object');
  const { id, version, source, ...scoring } = draft;
  if (packs().some((pack) => pack.id === id)) return refuse('draft.id', id, 'a name that no shipped pack has');
  if (!('weights' in scoring)) return refuse('draft.weights', null, 'groups with weights that sum to the total');
  const checked = packFrom({
    id,
    version,
    name: { zh: '草案', en: 'draft' },
    effectiveFrom: '2000-01-01',
    limits: [],
    pauseReasons: [],
    scoring: { ...scoring, source: { mark: 'D', text: source } },
  });
  return checked.ok ? checked : { ...checked, detail: { ...checked.detail, field: fieldsOfDraft(String(checked.detail['field'])) } };
};

/** The draft that a pack made of one holds. */
export const draftIn = ({ id, version, scoring }: RulePack): DraftScheme | undefined => {
  if (scoring?.weights === undefined) return undefined;
  const { total, weights, grades, vetoes, source } = scoring;
  return { id, version, total, weights, grades, vetoes, source: source.text };
};
