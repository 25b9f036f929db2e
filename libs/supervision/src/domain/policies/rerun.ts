import type { Bilingual } from '@heatledger/kernel';
import { appraisalDifference, appraise, draftPack, packFor, packRecorded, type Appraisal, type RulePack, type Ruled } from '@heatledger/rulebook';
import { points } from '@heatledger/vocabulary';
import type { OtherRule } from '../appraisal.commands.js';
import type { AppraisedUnit, ScoredVersion } from '../appraisal.state.js';
import { appraisalOf, caseOf, isSameScore } from './scoring.js';

/** A recorded score run again: what was published, what comes out, and why they differ where they do. */
export interface Rerun {
  readonly version: number;
  readonly published: Appraisal;
  readonly rerun: Appraisal;
  readonly identical: boolean;
  readonly difference: readonly Bilingual[];
  readonly say: readonly Bilingual[];
}

/** The pack asked for: the recorded rule where none is named, a draft as data, the version in force on the last day of the period, or what if the one of a given day had held. */
const packAsked = ({ to }: AppraisedUnit, recorded: ScoredVersion, { pack, draft }: OtherRule, known: readonly RulePack[]): Ruled<RulePack> => {
  if (draft !== undefined) return draftPack(draft);
  if (pack !== undefined) return packFor(pack, pack.includes('@') ? [] : [to], known);
  return recorded.draft === undefined ? packRecorded(recorded.rule, known) : draftPack(recorded.draft);
};

const said = (pack: RulePack, version: number, { rule, scoreTenths, totalTenths, grade }: Appraisal, identical: boolean): readonly Bilingual[] => {
  const score = `${points(scoreTenths)}/${points(totalTenths)} ${grade}`;
  const under = `${rule.pack}@${rule.version}`;
  return [
    identical
      ? {
          zh: `按 ${under} 重算第 ${version} 版：${score}，与公布结果逐位一致。`,
          en: `Version ${version} run again under ${under}: ${score}, the published score bit for bit.`,
        }
      : {
          zh: `按 ${under} 重算第 ${version} 版：${score}，与公布结果不同。`,
          en: `Version ${version} run again under ${under}: ${score}, not the published score.`,
        },
    ...(rule.pack === pack.id
      ? []
      : [{ zh: `${pack.name.zh}未规定，取自规则包 ${rule.pack}。`, en: `${pack.name.en} gives no such rule; the pack ${rule.pack} answers.` }]),
  ];
};

/** Runs a recorded score again under its recorded version of its pack, or under another one of those known; records nothing. */
export const rerunOf = (unit: AppraisedUnit, version: ScoredVersion, other: OtherRule, known: readonly RulePack[]): Ruled<Rerun> => {
  const pack = packAsked(unit, version, other, known);
  if (!pack.ok) return pack;
  const rerun = appraise({ pack: pack.value, season: null }, caseOf(unit, version));
  if (!rerun.ok) return rerun;
  const published = appraisalOf(unit, version);
  const identical = isSameScore(published, rerun.value);
  return {
    ok: true,
    value: {
      version: version.version,
      published,
      rerun: rerun.value,
      identical,
      difference: appraisalDifference(published, rerun.value),
      say: said(pack.value, version.version, rerun.value, identical),
    },
  };
};
