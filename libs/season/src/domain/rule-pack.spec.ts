import { faultsAmong, packFor, packs, type RulePack } from '@heatledger/rulebook';
import { happened, ordered, specFor, viewFor } from '@heatledger/testing';
import { describe, expect, it } from '@jest/globals';
import { packsKnown, rulePackRegister } from '../projections/rule-pack-register.projection.js';
import { AdoptRulePack, ApproveRulePack, RefuseRulePack, WithdrawRulePack } from './rule-pack.commands.js';
import { RulePackAdopted, RulePackAdoptionApproved, RulePackAdoptionRequested, RulePackSuperseded, RulePackWithdrawn } from './rule-pack.events.js';
import { rulePack } from './rule-pack.js';

const linyi = packs().filter(({ id }) => id === 'linyi').at(-1) as RulePack;
const next: RulePack = { ...linyi, version: '2027', effectiveFrom: '2027-01-01', thresholdTenths: 200 };
const adoption = { packId: 'linyi', pack: next, document: '临沂市供热条例 2026' };
const approvalId = '00000000-0000-7000-8000-000000000001';
const asked = RulePackAdoptionRequested({ approvalId, packId: 'linyi', version: '2027', effectiveFrom: '2027-01-01', content: JSON.stringify(next), document: adoption.document });
const askedByLi = happened(asked, { by: 'li', role: 'administrator' });
const approved = RulePackAdoptionApproved({ approvalId, packId: 'linyi', version: '2027', askedBy: 'li' });
const approve = ApproveRulePack({ packId: 'linyi', approvalId });
const adopted = RulePackAdopted({ packId: 'linyi', version: '2027', effectiveFrom: '2027-01-01', content: JSON.stringify(next), document: adoption.document, preparedBy: 'li' });
const superseded = RulePackSuperseded({ packId: 'linyi', version: '2026-12', lastDay: '2026-12-31', by: '2027' });
const { given } = specFor(rulePack, { known: packs() });

describe('A version of a rule pack', () => {
  it('is asked for, and adopted by somebody else: the version before gives way the day before', () => {
    given().when(AdoptRulePack(adoption)).then(asked);
    given(askedByLi).when(approve).then(approved, adopted, superseded);
    given(askedByLi).when(AdoptRulePack(adoption)).thenNothing();
    given(askedByLi).when(AdoptRulePack({ ...adoption, pack: { ...next, version: '2027-b' } })).thenRejected('pack/waiting');
    given(askedByLi).when(RefuseRulePack({ packId: 'linyi', approvalId, reason: '缺文号' })).thenTypes('RulePackAdoptionRefused');
    given().when(approve).thenRejected('pack/no-request');
  });

  it('is adopted once; the same version with another rule in it is refused', () => {
    given(adopted, superseded).when(AdoptRulePack(adoption)).thenNothing();
    given(adopted, superseded)
      .when(AdoptRulePack({ ...adoption, pack: { ...next, thresholdTenths: 210 } }))
      .thenRejected('pack/version-known', { field: 'pack.version' });
    given()
      .when(AdoptRulePack({ ...adoption, pack: { ...next, version: linyi.version } }))
      .thenRejected('pack/version-known', { field: 'pack.version', value: '2026-12' });
  });

  it('is checked as at load, each faulty field named', () =>
    given()
      .when(AdoptRulePack({ ...adoption, pack: { ...next, thresholdTenths: 20.5, colour: 'red' } }))
      .thenRejected('pack/bad-pack', { field: expect.stringMatching(/thresholdTenths.*colour|colour.*thresholdTenths/) }));

  it.each([
    [{ ...next, id: 'qingdao' }, 'pack/other-id', 'pack.id'],
    [{ ...next, name: { zh: '青岛', en: 'Qingdao' } }, 'pack/other-id', 'pack.name.zh'],
    [{ ...next, parent: 'atlantis' }, 'pack/unknown-parent', 'pack.parent'],
    [{ ...next, effectiveFrom: '2026-12-01' }, 'pack/overlap', 'pack.effectiveFrom'],
  ] as const)('is refused where it cannot stand beside the others (%#)', (pack, code, field) => given().when(AdoptRulePack({ ...adoption, pack })).thenRejected(code, { field }));

  it('G3: is adopted by another person than who asked for it', () => given(askedByLi).when(ordered(approve, { by: 'li' })).thenRejected('pack/same-person', { value: 'li' }));

  it('is taken back before its first day, and what it superseded holds on', () => {
    const back = WithdrawRulePack({ packId: 'linyi', version: '2027', reason: '条例未通过' });
    const withdrawn = RulePackWithdrawn({ packId: 'linyi', version: '2027', reason: '条例未通过' });
    given(adopted, superseded).when(ordered(back, { at: '2026-12-31T09:00:00+08:00' })).then(withdrawn);
    given(adopted, superseded).when(ordered(back, { at: '2027-01-01T09:00:00+08:00' })).thenRejected('pack/in-force', { field: 'version' });
    given().when(back).thenRejected('pack/unknown-version', { field: 'version' });
    given(adopted, superseded, withdrawn).when(AdoptRulePack(adoption)).then(asked);
  });

  it('is the one that holds from its first day on, with its own parents, while the old one answers for the days before', () => {
    const docs = [...viewFor(rulePackRegister).after(adopted, superseded).docs.values()];
    const known = packsKnown(docs);
    const on = (day: string) => packFor('临沂', [day], known);
    expect([on('2026-12-31'), on('2027-01-01')]).toMatchObject([{ value: { version: '2026-12', effectiveTo: '2026-12-31' } }, { value: { version: '2027', thresholdTenths: 200, line: [{ id: 'shandong' }, { id: 'default' }] } }]);
    expect(known.length).toBe(packs().length + 1);
  });

  it('M3: adopted here before a version came with the program holds on where both would', () => {
    const { effectiveTo: _, ...earlier } = packs().find(({ id }) => id === 'linyi') as RulePack;
    const own = { ...earlier, version: '2026-own', effectiveFrom: '2026-01-01' };
    const facts = [
      RulePackAdopted({ packId: 'linyi', version: '2026-own', effectiveFrom: '2026-01-01', content: JSON.stringify(own), preparedBy: 'li' }),
      RulePackSuperseded({ packId: 'linyi', version: '2017', lastDay: '2025-12-31', by: '2026-own' }),
    ];
    const known = packsKnown([...viewFor(rulePackRegister).after(...facts).docs.values()]);
    expect(packFor('临沂', ['2026-12-01'], known)).toMatchObject({ value: { version: '2026-own' } });
    expect(faultsAmong(known)).toEqual([]);
  });
});
