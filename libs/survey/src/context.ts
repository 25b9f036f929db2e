import type { BoundedContext } from '@heatledger/kernel';
import { survey } from './domain/survey.js';
import { surveyCard } from './projections/survey-card.projection.js';
import { surveyTimers } from './timers/survey.timers.js';

export const surveyContext: BoundedContext = {
  name: 'survey',
  title: { zh: '满意度调查', en: 'Surveys' },
  purpose: 'Asks users once per closure what they think, keeps scores apart from whether it is fixed, and never counts silence as consent.',
  clauses: ['四(二)3', '四(三)3'],
  terms: [
    { term: 'invitation', zh: '邀请', meaning: 'A user is asked once per closure.' },
    { term: 'unreached', zh: '未联系上', meaning: 'The invitation did not reach the user.', notToBeConfusedWith: 'expired: it reached them and nobody answered' },
    { term: 'fixed', zh: '已解决', meaning: 'Whether the matter is settled, apart from any score.' },
  ],
  deciders: [survey],
  projections: [surveyCard],
  timers: [surveyTimers],
};
