import { customerContext } from '@heatledger/customer';
import { CustomerModule } from '@heatledger/customer/nest';
import { feeContext } from '@heatledger/fee';
import { FeeModule } from '@heatledger/fee/nest';
import type { AnyReaction, BoundedContext } from '@heatledger/kernel';
import { qualityContext } from '@heatledger/quality';
import { QualityModule } from '@heatledger/quality/nest';
import { seasonContext } from '@heatledger/season';
import { SeasonModule } from '@heatledger/season/nest';
import { ticketContext } from '@heatledger/ticket';
import { TicketModule } from '@heatledger/ticket/nest';
import type { Type } from '@nestjs/common';

/** Every context of the house, in the order in which its views are built. */
export const contexts: readonly BoundedContext[] = [seasonContext, customerContext, ticketContext, qualityContext, feeContext];

/** Their Nest rooms. */
export const contextModules: readonly Type[] = [SeasonModule, CustomerModule, TicketModule, QualityModule, FeeModule];

/** Habits across contexts. */
export const reactions: readonly AnyReaction[] = [];
