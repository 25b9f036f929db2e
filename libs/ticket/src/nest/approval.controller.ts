import { InvalidRequest, LostRace, Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, indexedQuestion, pageOf, Reads, type PageOf } from '@heatledger/edge/nest';
import { ReadStore } from '@heatledger/read-store';
import type { TicketKind } from '@heatledger/vocabulary';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApproveComplaintLateEntry, RefuseComplaintLateEntry, type ComplaintCommand } from '../domain/complaint.commands.js';
import { ApproveEnquiryLateEntry, RefuseEnquiryLateEntry, type EnquiryCommand } from '../domain/enquiry.commands.js';
import type { LateEntryRef, LateEntryRefusal } from '../domain/late-entry.decisions.js';
import { ApproveRepairLateEntry, RefuseRepairLateEntry, type RepairCommand } from '../domain/repair.commands.js';
import { approvals, type Approval } from '../projections/approvals.projection.js';
import { ApprovalsRequest, ApproveRequest, RefuseRequest } from './approval.requests.js';

type TicketCommand = RepairCommand | ComplaintCommand | EnquiryCommand;

const approveOf: Readonly<Record<TicketKind, (entry: LateEntryRef) => TicketCommand>> = {
  repair: ApproveRepairLateEntry,
  complaint: ApproveComplaintLateEntry,
  enquiry: ApproveEnquiryLateEntry,
};
const refuseOf: Readonly<Record<TicketKind, (entry: LateEntryRefusal) => TicketCommand>> = {
  repair: RefuseRepairLateEntry,
  complaint: RefuseComplaintLateEntry,
  enquiry: RefuseEnquiryLateEntry,
};

const indexes = { state: 'by-state', 'state+zone': 'by-state-and-zone', ticketId: 'by-ticket' };

/** What waits for a second person: asked for by late entries, decided by somebody else with a token of their own. */
@ApiTags('approvals')
@Controller('approvals')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class ApprovalController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
  ) {}

  /** What waits, the oldest first. */
  @Get()
  @Reads(approvals.name)
  async list(@Query() asked: ApprovalsRequest): Promise<PageOf<Approval>> {
    const { ticketId, zone } = asked;
    const state = asked.state ?? (ticketId === undefined ? 'waiting' : undefined);
    const question = indexedQuestion(indexes, { state, zone, ticketId }, asked);
    return pageOf(await this.reads.find<Approval>(approvals.name, question), asked);
  }

  /** One of them; ETag is the revision to decide on with If-Match. */
  @Get(':approvalId')
  @Reads(approvals.name)
  one(@Param('approvalId', IdPipe) approvalId: string): Promise<Approval> {
    return this.#approval(approvalId);
  }

  /** Lets the entry count as of when it happened. */
  @Post(':approvalId/approval')
  @Allow('dispatcher', 'administrator')
  @Reads(approvals.name)
  approve(
    @Param('approvalId', IdPipe) approvalId: string,
    @Body() body: ApproveRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    return this.#decide(approvalId, asked, body, ({ ticketKind, ticketId }) => approveOf[ticketKind]({ ticketId, approvalId }));
  }

  /** Lets the entry count as of when it was entered. */
  @Post(':approvalId/refusal')
  @Allow('dispatcher', 'administrator')
  @Reads(approvals.name)
  refuse(
    @Param('approvalId', IdPipe) approvalId: string,
    @Body() body: RefuseRequest,
    @Ask() asked: Asked,
  ): Promise<CommandAnswer> {
    const { reason } = body;
    return this.#decide(approvalId, asked, body, ({ ticketKind, ticketId }) => refuseOf[ticketKind]({ ticketId, approvalId, reason }));
  }

  async #approval(approvalId: string): Promise<Approval> {
    const found = await this.reads.get<Approval>(approvals.name, approvalId);
    if (!found) throw new Refused('ticket/no-late-entry', { field: 'approvalId', value: approvalId });
    return found.doc;
  }

  /** The approval as the caller saw it: If-Match names its revision, since the case itself may have moved on. */
  async #seen(approvalId: string, { expected }: Asked): Promise<Approval> {
    const approval = await this.#approval(approvalId);
    const flaw = { header: 'If-Match', zh: '须给出所见版本的 ETag。', en: 'must name the ETag of what was seen.' };
    if (expected === undefined) throw new InvalidRequest([flaw], 'command/revision-missing');
    // a repeated decision is answered as before: it moved the revision itself
    const decided = approval.state !== 'waiting';
    if (!expected.includes(approval.revision) && !decided) throw new LostRace(approval.revision, expected);
    return approval;
  }

  async #decide(
    id: string,
    asked: Asked,
    { at, channel }: ApproveRequest,
    decisionOn: (approval: Approval) => TicketCommand,
  ): Promise<CommandAnswer> {
    const command = decisionOn(await this.#seen(id, asked));
    return this.desk.submit(command, { ...asked, expected: undefined }, { id, at, channel });
  }
}
