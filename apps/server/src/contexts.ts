import { customerContext } from '@heatledger/customer';
import { CustomerModule } from '@heatledger/customer/nest';
import { feeContext } from '@heatledger/fee';
import { FeeModule } from '@heatledger/fee/nest';
import { inspectionContext } from '@heatledger/inspection';
import { InspectionModule } from '@heatledger/inspection/nest';
import type { BoundedContext } from '@heatledger/kernel';
import { qualityContext } from '@heatledger/quality';
import { QualityModule } from '@heatledger/quality/nest';
import { organisationContext } from '@heatledger/organisation';
import { OrganisationModule } from '@heatledger/organisation/nest';
import { RulebookModule } from '@heatledger/rulebook/nest';
import { seasonContext } from '@heatledger/season';
import { SeasonModule } from '@heatledger/season/nest';
import { answersContext, operationsContext } from '@heatledger/runtime';
import { supervisionOf } from '@heatledger/supervision';
import { SupervisionModule } from '@heatledger/supervision/nest';
import { surveyContext } from '@heatledger/survey';
import { SurveyModule } from '@heatledger/survey/nest';
import { ticketContext } from '@heatledger/ticket';
import { TicketModule } from '@heatledger/ticket/nest';
import type { DynamicModule, Type } from '@nestjs/common';

/** The contexts in which something is decided. */
const deciding: readonly BoundedContext[] = [organisationContext, seasonContext, customerContext, ticketContext, qualityContext, feeContext, inspectionContext, surveyContext, operationsContext];

/** Every context of the house, in the order in which its views are built; what only answers retries is no part of any story. */
export const contexts: readonly BoundedContext[] = [...deciding, answersContext, supervisionOf(deciding)];

/** Their Nest rooms. */
export const contextModules: readonly (Type | DynamicModule)[] = [OrganisationModule, SeasonModule, CustomerModule, TicketModule, QualityModule, FeeModule, InspectionModule, SurveyModule, RulebookModule, SupervisionModule.over(deciding)];

export { reactions } from '@heatledger/processes';
