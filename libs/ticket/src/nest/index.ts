import { CommandRouter, type Outcome } from '@heatledger/runtime';
import type { Order } from '@heatledger/kernel';
import { Module, type OnModuleInit } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { EnquiryCommand } from '../domain/enquiry.commands.js';
import type { ComplaintCommand } from '../domain/complaint.commands.js';
import { complaint } from '../domain/complaint.js';
import { enquiry } from '../domain/enquiry.js';
import type { RepairCommand } from '../domain/repair.commands.js';
import { repair } from '../domain/repair.js';
import { ComplaintController } from './complaint.controller.js';
import { ComplaintOutcomeController } from './complaint-outcome.controller.js';
import { ComplaintCommandHandler, SubmitComplaint } from './complaint.handler.js';
import { LinkedCases } from './linked-cases.js';
import { MergeCommandHandler, SubmitMerge } from './merge.handler.js';
import { merges, type MergeCommand } from '../domain/merge.js';
import { EnquiryController } from './enquiry.controller.js';
import { EnquiryCommandHandler, SubmitEnquiry } from './enquiry.handler.js';
import { RepairController } from './repair.controller.js';
import { RepairCommandHandler, SubmitRepair } from './repair.handler.js';
import { TicketController } from './ticket.controller.js';
import { ticketQueries } from './ticket.queries.js';
import { WorkListController } from './work-list.controller.js';
import { Whereabouts } from './whereabouts.js';

/** Repairs, complaints and enquiries: their commands, routes and screens. */
@Module({
  imports: [CqrsModule],
  controllers: [
    RepairController,
    ComplaintController,
    ComplaintOutcomeController,
    EnquiryController,
    TicketController,
    WorkListController,
  ],
  providers: [
    RepairCommandHandler,
    ComplaintCommandHandler,
    EnquiryCommandHandler,
    MergeCommandHandler,
    LinkedCases,
    Whereabouts,
    ...ticketQueries,
  ],
})
export class TicketModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly bus: CommandBus,
  ) {}

  onModuleInit(): void {
    this.router.route(repair.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitRepair(order as Order<RepairCommand>)));
    this.router.route(enquiry.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitEnquiry(order as Order<EnquiryCommand>)));
    this.router.route(merges.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitMerge(order as Order<MergeCommand>)));
    this.router.route(complaint.commands, (order): Promise<Outcome> => this.bus.execute(new SubmitComplaint(order as Order<ComplaintCommand>)));
  }
}
