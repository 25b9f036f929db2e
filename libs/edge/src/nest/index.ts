export { Allow, Public, Reads, RestsOn, allowedRoles } from './access.decorators.js';
export { Moving } from './condition.interceptor.js';
export { Ask } from './ask.decorator.js';
export { CommandDesk, type SubmitOptions } from './command-desk.js';
export {
  evidence,
  IsCleanText,
  IsDay,
  IsEvidence,
  IsFen,
  IsForms,
  IsId,
  IsInstant,
  IsListOf,
  IsMonth,
  IsOneOf,
  IsPhone,
  IsRecord,
  IsSomeOf,
  IsTemperature,
  IsTexts,
  IsWhole,
  IsWholeParameter,
  IsYesNo,
  temperature,
  UUID,
} from './fields.js';
export { IsNoMore, required, type Requirement } from './requirement.js';
export { OnSight } from './on-sight.decorator.js';
export { OwnWrites } from './own-writes.js';
export { Elsewhere, Heavy, HeavyQuestions, isHeavy, type ForwardedQuestion } from './heavy-question.js';
export { indexedQuestion, type IndexesByFilters } from './indexed-question.js';
export { CodePipe } from './code.pipe.js';
export { IdPipe } from './id.pipe.js';
export { WholePipe } from './whole.pipe.js';
export { Occurrence } from './occurrence.js';
export { Question } from './question.decorator.js';
export { pageOf, PageRequest, type PageOf } from './page.js';
export { EdgeModule, type EdgeOptions } from './edge.module.js';
export { ProblemTable } from './problem.filter.js';
export type { EdgeReply, EdgeRequest } from './request.js';
export { routesOf, type RouteFacts } from './routes.js';
