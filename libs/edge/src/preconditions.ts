import { InvalidRequest } from './problems.js';

/** An entity tag as RFC 9110 writes it: `"3"`, or `W/"3"` for one that is only about as good. */
export interface EntityTag {
  readonly weak: boolean;
  /** What stands between the quotes. */
  readonly opaque: string;
}

/** What a precondition names: anything there is, or some entity tags. */
export type Named = '*' | readonly EntityTag[];

const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"$/;
const LONGEST = 4096;
/** A list, its commas outside of quotes; empty places count for nothing. */
const PARTS = /(?:[^,"]|"[^"]*"?)+/g;

const tagOf = (text: string): EntityTag | undefined => {
  const parts = TAG.exec(text);
  return parts ? { weak: parts[1] !== undefined, opaque: parts[2] ?? '' } : undefined;
};

const allTags = (given: string): readonly EntityTag[] | undefined => {
  const tags = (given.match(PARTS) ?? []).map((part) => part.trim()).filter((part) => part !== '').map(tagOf);
  return tags.length > 0 && tags.every((tag) => tag !== undefined) ? tags : undefined;
};

/** The entity tags of a header, or `*`; refuses what is neither. Source: RFC 9110, 8.8.3 and 13.1. */
export const namedBy = (header: 'If-Match' | 'If-None-Match', given: string | undefined): Named | undefined => {
  if (given === undefined) return undefined;
  if (given.trim() === '*') return '*';
  const tags = given.length <= LONGEST ? allTags(given) : undefined;
  if (tags) return tags;
  throw new InvalidRequest([
    { header, zh: '必须是 ETag，例如 "3"；可列多个，以逗号分隔，或写 *。', en: 'must be an entity tag such as "3", several with commas between them, or *.' },
  ]);
};

/** What becomes of a question that has an answer. */
export type Condition = 'go-on' | 'not-modified' | 'failed';

interface Preconditions {
  readonly ifMatch: Named | undefined;
  readonly ifNoneMatch: Named | undefined;
}

/** `W/` counts as nothing: enough to know whether what somebody keeps may be shown again. */
const isAlike = (a: EntityTag, b: EntityTag): boolean => a.opaque === b.opaque;
/** The same to the byte. */
const isSame = (a: EntityTag, b: EntityTag): boolean => isAlike(a, b) && !a.weak && !b.weak;

/** What a question's preconditions say of its answer, whose entity tag is given where it has one. Source: RFC 9110, 13.2.2. */
export const conditionOf = ({ ifMatch, ifNoneMatch }: Preconditions, etag: string | undefined): Condition => {
  const current = etag === undefined ? undefined : tagOf(etag);
  const meets = (named: Named, is: typeof isAlike): boolean => named === '*' || (current !== undefined && named.some((tag) => is(tag, current)));
  if (ifMatch !== undefined && !meets(ifMatch, isSame)) return 'failed';
  return ifNoneMatch !== undefined && meets(ifNoneMatch, isAlike) ? 'not-modified' : 'go-on';
};

/** The preconditions of a question. */
export const preconditionsIn = (headers: Readonly<Record<string, string | string[] | undefined>>): Preconditions => ({
  ifMatch: namedBy('If-Match', headers['if-match']?.toString()),
  ifNoneMatch: namedBy('If-None-Match', headers['if-none-match']?.toString()),
});

const REVISION = /^(\d{1,15})(?:\.[\w-]{1,43})?$/;

/**
 * The revisions of a stream that a command may meet, by its `If-Match`: nothing said, or `*`, is any; a weak tag and one that no answer gave out is none.
 */
export const revisionsIn = (given: string | undefined): readonly number[] | undefined => {
  const named = namedBy('If-Match', given);
  if (named === undefined || named === '*') return undefined;
  return named.flatMap(({ weak, opaque }) => {
    const revision = weak ? undefined : REVISION.exec(opaque)?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
};
