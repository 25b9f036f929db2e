import { customerContext } from '@heatledger/customer';
import { CustomerModule } from '@heatledger/customer/nest';
import { feeContext } from '@heatledger/fee';
import { FeeModule } from '@heatledger/fee/nest';
import type { AnyReaction, BoundedContext } from '@heatledger/kernel';
import { qualityContext } from '@heatledger/quality';
import { QualityModule } from '@heatledger/quality/nest';
import { seasonContext } from '@heatledger/season';
import { SeasonModule } from '@heatledger/season/nest';
import { operationsContext } from '@heatledger/runtime';
import { supervisionOf } from '@heatledger/supervision';
import { SupervisionModule } from '@heatledger/supervision/nest';
import { ticketContext, turnEnquiry } from '@heatledger/ticket';
import { TicketModule } from '@heatledger/ticket/nest';
import type { DynamicModule, Type } from '@nestjs/common';

/** The contexts in which something is decided. */
const deciding: readonly BoundedContext[] = [seasonContext, customerContext, ticketContext, qualityContext, feeContext, operationsContext];

/** Every context of the house, in the order in which its views are built. */
export const contexts: readonly BoundedContext[] = [...deciding, supervisionOf(deciding)];

/** Their Nest rooms. */
export const contextModules: readonly (Type | DynamicModule)[] = [SeasonModule, CustomerModule, TicketModule, QualityModule, FeeModule, SupervisionModule.over(deciding)];

/** Habits across contexts. */
export const reactions: readonly AnyReaction[] = [turnEnquiry];
