import { describe, expect, it } from '@jest/globals';
import { happened, recorded, viewFor } from '@heatledger/testing';
import { AppraisalRescored, AppraisalRevised, AppraisalWithdrawn } from '../domain/appraisal.events.js';
import { AFTER, factId, item, published, unit } from '../testing/told-appraisals.js';
import { appraisalRegister } from './appraisal-register.projection.js';

const first = published([item(1, -150)]);
const { items, vetoes, groups, scoreTenths, totalTenths } = first.data;
const score = { items, vetoes, groups, scoreTenths, totalTenths };
const revised = AppraisalRevised({
  ...unit,
  ...score,
  version: 2,
  grade: 'B',
  replaces: 1,
  reason: '复核',
  added: [],
  removed: [],
  difference: [{ zh: '等级 A → B', en: 'grade A → B' }],
});
const rescored = AppraisalRescored({ ...unit, ...score, version: 3, grade: 'C', comparedWith: 2, difference: [{ zh: '规则', en: 'rule' }] });
const view = viewFor(appraisalRegister);

describe('The register of appraisals', () => {
  it('shows the version that stands, and every version with the fact that recorded it', () => {
    const fact = recorded(first, { stream: `appraisal-${unit.appraisalId}` });
    view.after({ ...fact, meta: first.meta }, revised, rescored).shows(unit.appraisalId, {
      unit: '城东',
      phase: 'published',
      standing: 2,
      grade: 'B',
      revision: 2,
      versions: [
        {
          version: 1,
          kind: 'published',
          by: 'feng',
          eventId: factId(0),
          reason: null,
          beside: null,
          difference: [],
          rule: { pack: 'default', version: '2025-1' },
        },
        { version: 2, kind: 'revised', reason: '复核', beside: 1, difference: [{ en: 'grade A → B' }] },
        { version: 3, kind: 'rescored', beside: 2, grade: 'C' },
      ],
    });
  });

  it('keeps what was withdrawn, with who and why, and takes up what is published after it', () => {
    const withdrawn = happened(AppraisalWithdrawn({ ...unit, version: 1, reason: '单位有误' }), { at: AFTER, by: 'chen' });
    view
      .after(first, withdrawn)
      .shows(unit.appraisalId, { phase: 'withdrawn', grade: 'B', withdrawn: { at: AFTER, by: 'chen', reason: '单位有误' }, versions: { length: 1 } });
    view.after(first, withdrawn, first).shows(unit.appraisalId, { phase: 'published', withdrawn: null, versions: { length: 2 } });
  });

  it('can be asked by what it declares', () => {
    const doc = view.after(first).docs.get(unit.appraisalId);
    for (const fields of Object.values(appraisalRegister.indexes)) for (const field of fields) expect(Object.keys(doc ?? {})).toContain(field);
  });
});
