export * from './context.js';
export * from './domain/survey.commands.js';
export * from './domain/survey.events.js';
export * from './domain/survey.rejections.js';
export * from './domain/survey.js';
export { surveyCard, type SurveyCard } from './projections/survey-card.projection.js';
export { surveyTimers } from './timers/survey.timers.js';
