import { describe, expect, it } from '@jest/globals';
import { fold, type Fact, type RuleRef } from '@heatledger/kernel';
import { packs } from '@heatledger/rulebook';
import { happened, ordered, specFor } from '@heatledger/testing';
import { AFTER, factId, item, published, rules, unit, world } from '../testing/told-appraisals.js';
import * as order from './appraisal.commands.js';
import * as fact from './appraisal.events.js';
import { appraisal } from './appraisal.js';
import { rerunOf } from './policies/rerun.js';

const { appraisalId } = unit;
const by = (id: string): { by: string; role: string; at: string } => ({ by: id, role: 'inspector', at: AFTER });
const spec = specFor(appraisal, world);
const items = [item(1, -15), item(2, -20), item(1, -30, '供热质量')];
const publish = (more: Partial<order.AppraisalInputs> = {}) => ordered(order.PublishAppraisal({ ...unit, items, vetoes: [], ...more }), by('feng'));
const revise = (more: Partial<order.AppraisalRevision>) =>
  ordered(order.ReviseAppraisal({ appraisalId, reason: '复核', add: [], remove: [], ...more }), by('feng'));
const withdrawn = happened(fact.AppraisalWithdrawn({ ...unit, version: 1, reason: '单位有误' }), by('chen'));
const under = (message: fact.AppraisalEvent, rule: RuleRef | undefined): Fact<fact.AppraisalEvent> => {
  const told = happened(message, by('feng'));
  return { ...told, meta: { ...told.meta, rule } };
};
const standing = spec.given(published(items));

describe('An appraisal', () => {
  it('is published with its inputs, the score that follows from them, and the rule that scored it', () => {
    const told = spec.given().when(publish());
    told.thenTypes('AppraisalPublished');
    expect(told.events[0]).toMatchObject({
      data: { version: 1, scoreTenths: 935, totalTenths: 1000, grade: 'A' },
      rule: { pack: 'default', version: '2025-1' },
    });
    expect(told.events[0]?.data).toMatchObject({
      items: [{ group: '供热质量', eventId: factId(1) }, { eventId: factId(1) }, { eventId: factId(2) }],
      groups: [{ group: '供热质量', weightTenths: 300, scoreTenths: 270 }, { scoreTenths: 215 }, {}, {}, {}],
    });
  });

  it('is published once; the same again, in whatever order, is nothing new', () => {
    standing.when(publish({ items: [...items].reverse() })).thenNothing();
    standing.when(publish({ items: items.slice(1) })).thenRejected('appraisal/known', { field: 'unit', value: '城东' });
  });

  it('rests on recorded facts only, each once in a group, and names the item at fault', () => {
    spec
      .given()
      .when(publish({ items: [items[0]!, item(100, -5)] }))
      .thenRejected('appraisal/fact-unknown', { field: 'items.1.eventId', value: factId(100) });
    spec
      .given()
      .when(publish({ vetoes: [{ veto: 'no-licence', eventId: factId(500) }] }))
      .thenRejected('appraisal/fact-unknown', { field: 'vetoes.0.eventId' });
    spec
      .given()
      .when(publish({ items: [...items, item(2, -1)] }))
      .thenRejected('appraisal/item-twice', { field: 'items.3.eventId' });
    spec
      .given()
      .when(
        publish({
          vetoes: [
            { veto: 'no-licence', eventId: factId(5) },
            { veto: 'no-licence', eventId: factId(5) },
          ],
        }),
      )
      .thenRejected('appraisal/item-twice', { field: 'vetoes.1.eventId' });
  });

  it('is refused where the scheme knows no such group or veto, or no scheme is known', () => {
    spec
      .given()
      .when(publish({ items: [item(1, -5, '午餐')] }))
      .thenRejected('appraisal/no-rule', { field: 'items.0.group', rulebook: 'rulebook/bad-case' });
    spec
      .given()
      .when(publish({ vetoes: [{ veto: 'late-lunch', eventId: factId(5) }] }))
      .thenRejected('appraisal/no-rule', { field: 'vetoes.0.veto' });
    spec
      .given()
      .when(publish({ from: '2026-03-21' }))
      .thenRejected('appraisal/no-rule', { field: 'to' });
    const heilongjiang = packs().find(({ id, version }) => id === 'heilongjiang' && version === '2021');
    spec
      .given()
      .in({ ...world, rules: { pack: heilongjiang ?? rules.pack, season: null } })
      .when(publish())
      .thenRejected('appraisal/no-rule', { field: 'scoring.weights', rulebook: 'rulebook/rule-missing' });
  });

  it('covers a period that is over', () => {
    spec
      .given()
      .when(publish({ to: '2026-04-02' }))
      .thenRejected('appraisal/period-open', { field: 'to', allowed: 'a day not after 2026-04-01' });
    spec
      .given()
      .when(publish({ to: '2026-04-01' }))
      .thenTypes('AppraisalPublished');
  });
});

describe('A revision', () => {
  it('is a further version beside the old one, with what came, what went and why the score differs', () => {
    const told = standing.when(revise({ add: [item(3, -10, '供热质量')], remove: [{ group: '服务响应', eventId: factId(2) }] }));
    told.thenTypes('AppraisalRevised');
    expect(told.events[0]).toMatchObject({
      data: {
        version: 2,
        replaces: 1,
        scoreTenths: 945,
        reason: '复核',
        added: [item(3, -10, '供热质量')],
        removed: [item(2, -20)],
        items: { length: 3 },
      },
      rule: { pack: 'default', version: '2025-1' },
    });
    expect(told.events[0]?.data).toMatchObject({
      difference: [{ zh: '供热质量：27.0 → 26.0' }, { zh: '服务响应：21.5 → 23.5' }, { en: 'score 93.5/100.0 → 94.5/100.0' }],
    });
  });

  it('may correct an item by taking it out and adding it anew, and the vetoes as a whole', () => {
    standing
      .when(revise({ add: [item(2, -50)], remove: [{ group: '服务响应', eventId: factId(2) }] }))
      .thenAmong('AppraisalRevised', { scoreTenths: 905 });
    standing.when(revise({ vetoes: [{ veto: 'no-licence', eventId: factId(9) }] })).thenAmong('AppraisalRevised', { scoreTenths: 935, grade: 'D' });
  });

  it('repeated is nothing new, and one that changes nothing is refused', () => {
    const change = { add: [item(3, -10, '供热质量')], remove: [{ group: '服务响应', eventId: factId(2) }] };
    const first = standing.when(revise(change)).events[0];
    const again = under(first!, first!.rule);
    spec.given(published(items), again).when(revise(change)).thenNothing();
    standing.when(revise({})).thenRejected('appraisal/nothing-changed');
  });

  it('names the item at fault', () => {
    standing
      .when(revise({ remove: [{ group: '供热质量', eventId: factId(2) }] }))
      .thenRejected('appraisal/no-such-item', { field: 'remove.0.eventId' });
    standing.when(revise({ add: [item(3, -1), item(444, -1)] })).thenRejected('appraisal/fact-unknown', { field: 'add.1.eventId' });
    standing.when(revise({ add: [item(2, -1)] })).thenRejected('appraisal/item-twice', { field: 'add.0.eventId' });
    standing.when(revise({ add: [item(3, -1, '午餐')] })).thenRejected('appraisal/no-rule', { rulebook: 'rulebook/bad-case' });
    spec
      .given()
      .when(revise({ add: [item(3, -1)] }))
      .thenRejected('appraisal/unknown');
  });
});

describe('A score under another rule', () => {
  const rescore = (pack: string) => ordered(order.ReappraiseUnit({ appraisalId, pack }), by('chen'));
  it('that comes out the same is nothing new', () => {
    standing.when(rescore('default')).thenNothing();
    standing.when(rescore('临沂')).thenNothing();
  });
  it('is refused where the pack is not known or scores no items', () => {
    standing.when(rescore('巴黎')).thenRejected('appraisal/no-rule', { rulebook: 'rulebook/unknown-pack' });
    standing.when(rescore('黑龙江')).thenRejected('appraisal/no-rule', { field: 'scoring.weights', rulebook: 'rulebook/rule-missing' });
    standing.when(rescore('黑龙江@someday')).thenRejected('appraisal/no-rule', { rulebook: 'rulebook/wrong-date' });
    spec.given().when(rescore('临沂')).thenRejected('appraisal/unknown');
    standing.when(ordered(order.ReappraiseUnit({ appraisalId }), by('chen'))).thenRejected('appraisal/no-rule', { field: 'pack' });
  });
  const scheme = {
    id: 'draft-next',
    version: '1',
    total: 100,
    weights: { 供热质量: 20, 服务响应: 35, 投诉处理与满意: 20, 安全与应急: 15, 收费与信息: 10 },
    grades: [
      { grade: 'A', name: { zh: '优', en: 'good' }, atLeast: 95 },
      { grade: 'B', name: { zh: '良', en: 'fair' }, atLeast: 0 },
    ],
    vetoes: [],
    source: '征求意见稿',
  };
  const drafted = (draft: unknown) => ordered(order.ReappraiseUnit({ appraisalId, draft }), by('chen'));
  it('may be one under a draft, which the fact keeps, so that it runs again bit for bit', () => {
    const told = standing.when(drafted(scheme));
    told.thenTypes('AppraisalRescored');
    expect(told.events[0]).toMatchObject({
      data: {
        version: 2,
        comparedWith: 1,
        grade: 'B',
        draft: scheme,
        difference: expect.arrayContaining([{ zh: '规则 default@2025-1 → draft-next@1', en: 'rule default@2025-1 → draft-next@1' }]),
      },
      rule: { pack: 'draft-next', version: '1', clause: '征求意见稿 [D]' },
    });
    const { versions } = fold(appraisal, [published(items), under(told.events[0]!, told.events[0]!.rule)]);
    expect(rerunOf(unit, versions[1]!, {}, packs())).toMatchObject({ ok: true, value: { identical: true, rerun: { rule: { pack: 'draft-next' } } } });
  });
  it('is refused under a draft that cannot be right, naming the field', () => {
    standing
      .when(drafted({ ...scheme, weights: { ...scheme.weights, 服务响应: 36 } }))
      .thenRejected('appraisal/no-rule', { field: 'draft.weights', rulebook: 'rulebook/bad-pack' });
    standing.when(drafted({ ...scheme, id: 'linyi' })).thenRejected('appraisal/no-rule', { field: 'draft.id' });
    standing.when(drafted({ ...scheme, colour: 'red' })).thenRejected('appraisal/no-rule', { field: 'draft.colour' });
    standing.when(drafted({ ...scheme, source: '' })).thenRejected('appraisal/no-rule', { field: 'draft.source' });
    standing.when(drafted([])).thenRejected('appraisal/no-rule', { field: 'draft' });
    const { weights: _, ...silent } = scheme;
    standing.when(drafted(silent)).thenRejected('appraisal/no-rule', { field: 'draft.weights' });
  });
  it('stands beside the published one with the difference told, once', () => {
    const old = published([item(1, -150)]);
    const underOther = { ...old, meta: { ...old.meta, rule: { pack: 'default', version: '2024-9' } } };
    const told = spec.given(underOther).when(rescore('default'));
    told.thenTypes('AppraisalRescored');
    expect(told.events[0]).toMatchObject({
      data: { version: 2, comparedWith: 1, difference: [{ en: 'rule default@2024-9 → default@2025-1' }] },
      rule: { pack: 'default', version: '2025-1' },
    });
    const beside = under(told.events[0]!, told.events[0]!.rule);
    spec.given(underOther, beside).when(rescore('default')).thenNothing();
    spec
      .given(underOther, beside)
      .when(revise({ add: [item(3, -10)] }))
      .thenRejected('appraisal/no-rule', { field: 'pack', value: 'default@2024-9' });
  });
});

describe('A withdrawal', () => {
  const withdraw = (id: string) => ordered(order.WithdrawAppraisal({ appraisalId, reason: '单位有误' }), by(id));
  it('needs a second person', () => {
    standing.when(withdraw('feng')).thenRejected('appraisal/same-person', { field: 'actor', value: 'feng' });
    standing.when(withdraw('chen')).then(fact.AppraisalWithdrawn({ ...unit, version: 1, reason: '单位有误' }));
    spec.given().when(withdraw('chen')).thenRejected('appraisal/unknown');
    spec.given(published(items), withdrawn).when(withdraw('feng')).thenNothing();
  });
  it('ends revisions; what is published after it is a further version', () => {
    const after = spec.given(published(items), withdrawn);
    after.when(revise({ add: [item(3, -10)] })).thenRejected('appraisal/withdrawn');
    after.when(ordered(order.ReappraiseUnit({ appraisalId, pack: '临沂' }), by('chen'))).thenRejected('appraisal/withdrawn');
    after.when(publish({ items: items.slice(1) })).thenAmong('AppraisalPublished', { version: 2 });
  });
});
