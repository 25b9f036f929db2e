import type { Instant } from '@heatledger/kernel';
import { citedBy, type RulesInForce } from '@heatledger/rulebook';

/** The sections of the company's regulation (供热服务规范制度) and how many clauses each has; 38 in all. */
const sections: Readonly<Record<string, number>> = {
  '二(一)': 3, '二(二)': 3, '二(三)': 3, '三(一)': 3, '三(二)': 3, '三(三)': 3, '四(一)': 2, '四(二)': 3, '四(三)': 3,
  '五(一)': 2, '五(二)': 2, '五(三)': 2, '六(一)': 3, '六(二)': 2, '六(三)': 1,
};

/** Every clause of the regulation: 四(三)2. */
export const regulationClauses: readonly string[] = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}${index + 1}`),
);

const known: ReadonlySet<string> = new Set([...regulationClauses, ...Object.keys(sections)]);

/** Without blanks, full-width brackets as half-width ones, and without what only says that it is a clause. */
const bare = (text: string): string =>
  text.replaceAll(/\s/g, '').replaceAll('（', '(').replaceAll('）', ')').replace(/^(《?供热服务规范制度》?)/, '').replace(/^第|[条款项]$/g, '');

/** A source may cite several: `山东省供热条例 §21; GB/T 33833-2017 §5.1, normal weather`. */
const citationsIn = (text: string): readonly string[] => [text, ...text.split(/[;；,，:：、]/)].map(bare);

/** True for a clause of the regulation, its section, or one that the packs in force cite. Clause 四(三)2: decided by law and rule. */
export const mayBeCited = (clause: string, rules: RulesInForce, at: Instant): boolean => {
  const wanted = bare(clause);
  return known.has(wanted) || (wanted !== '' && citedBy(rules, at).some((text) => citationsIn(text).includes(wanted)));
};
