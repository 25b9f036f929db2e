import type { RuleRef } from '@heatledger/kernel';
import { describe, expect, it } from '@jest/globals';
import { traceable, tracedRule } from './traced-rule.js';

const rule: RuleRef = { pack: 'linyi', version: '2017', clause: '§30' };

describe('A rule about to be recorded', () => {
  it('is traced to the fact that records its figure first', () => {
    expect(tracedRule(rule, 'e-1', new Map())).toEqual({ ...rule, trace: 'e-1' });
    expect(tracedRule({ pack: 'linyi', version: '2017' }, 'e-1', new Map())).toEqual({ pack: 'linyi', version: '2017', trace: 'e-1' });
  });

  it('keeps the trace it has', () => expect(tracedRule({ ...rule, trace: 'e-0' }, 'e-7', new Map())).toEqual({ ...rule, trace: 'e-0' }));

  it('stays one figure when two facts of a command speak of it, and another figure has another trace', () => {
    const traces = new Map<RuleRef, string>();
    expect(
      [tracedRule(rule, 'e-1', traces), tracedRule(rule, 'e-2', traces), tracedRule({ ...rule }, 'e-3', traces)].map(({ trace }) => trace),
    ).toEqual(['e-1', 'e-1', 'e-3']);
  });
});

describe('A rule that was recorded', () => {
  it('before traces were kept is traced to its own fact', () => {
    expect(traceable(rule, 'e-1')).toEqual({ ...rule, trace: 'e-1' });
    expect(traceable({ ...rule, trace: 'e-0' }, 'e-1')).toEqual({ ...rule, trace: 'e-0' });
    expect(traceable(undefined, 'e-1')).toBeUndefined();
  });
});
