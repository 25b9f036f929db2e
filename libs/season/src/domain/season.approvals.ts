import type { ApprovalKind, Verdict } from '@heatledger/kernel';
import { ApproveRulePack, RefuseRulePack } from './rule-pack.commands.js';
import type { RulePackEvent } from './rule-pack.events.js';

const ended =
  (verdict: Verdict) =>
  ({ data: { approvalId } }: { readonly data: { readonly approvalId: string } }) => ({ approvalId, verdict });

const adoption: ApprovalKind<RulePackEvent> = {
  kind: 'rule-pack',
  title: { zh: '启用规则包', en: 'a rule pack put in force' },
  decides: () => ['administrator'],
  asked: {
    RulePackAdoptionRequested: ({ data }) => {
      const { approvalId, packId, version, effectiveFrom, effectiveTo, document } = data;
      return { approvalId, terms: { packId, version, effectiveFrom, effectiveTo, document } };
    },
  },
  decided: { RulePackAdoptionApproved: ended('approved'), RulePackAdoptionRefused: ended('refused') },
  approve: ({ approvalId, terms }) => ApproveRulePack({ packId: String(terms['packId']), approvalId }),
  refuse: ({ approvalId, terms }, reason) => RefuseRulePack({ packId: String(terms['packId']), approvalId, reason }),
};

/** What of seasons and rules waits for a second person. */
export const seasonApprovals = [adoption] as const;
