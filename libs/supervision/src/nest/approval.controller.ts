import { AccessDenied, LostRace, Refused, type Asked, type CommandAnswer } from '@heatledger/edge';
import { Allow, allowedRoles, Ask, CommandDesk, IdPipe, indexedQuestion, OnSight, pageOf, Reads, type PageOf } from '@heatledger/edge/nest';
import type { AnyApprovalKind, AskedFor, Message } from '@heatledger/kernel';
import { ReadStore } from '@heatledger/read-store';
import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Approval } from '../projections/approvals.projection.js';
import { ApprovalsRequest, ApproveRequest, RefuseRequest } from './approval.requests.js';

/** What of every context waits for a second person. */
export const APPROVAL_KINDS = 'heatledger:approval-kinds';

const VIEW = 'approvals';
const indexes = { state: 'by-state', 'state+zone': 'by-state-and-zone', ticketId: 'by-ticket' };
/** Everybody who may decide on something; on what, each kind says. */
const deciding = ['dispatcher', 'complaint-officer', 'fee-officer', 'administrator'] as const;

const askedFor = ({ approvalId, ticketKind, ticketId, zone, station, crewId, terms }: Approval): AskedFor => ({
  approvalId,
  ticketKind: ticketKind ?? undefined,
  ticketId: ticketId ?? undefined,
  zone: zone ?? undefined,
  station: station ?? undefined,
  crewId: crewId ?? undefined,
  terms,
});

/** What waits for a second person: asked for by one, decided by another with a token of their own. */
@ApiTags('approvals')
@Controller('approvals')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class ApprovalController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly reads: ReadStore,
    @Inject(APPROVAL_KINDS) private readonly kinds: readonly AnyApprovalKind[],
  ) {}

  /** What waits, the oldest first. */
  @Get()
  @Reads(VIEW)
  async list(@Query() asked: ApprovalsRequest): Promise<PageOf<Approval>> {
    const { ticketId, zone } = asked;
    const state = asked.state ?? (ticketId === undefined ? 'waiting' : undefined);
    const question = indexedQuestion(indexes, { state, zone, ticketId }, asked);
    return pageOf(await this.reads.find<Approval>(VIEW, question), asked);
  }

  /** One of them; ETag is the revision to decide on with If-Match. */
  @Get(':approvalId')
  @Reads(VIEW)
  one(@Param('approvalId', IdPipe) approvalId: string): Promise<Approval> {
    return this.#approval(approvalId);
  }

  /** Lets what was asked for take effect. */
  @Post(':approvalId/approval')
  @Allow(...deciding)
  @OnSight()
  @Reads(VIEW)
  approve(@Param('approvalId', IdPipe) approvalId: string, @Body() body: ApproveRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#decide(approvalId, asked, body, (kind, request) => kind.approve(request));
  }

  /** Leaves everything as it is without it. */
  @Post(':approvalId/refusal')
  @Allow(...deciding)
  @OnSight()
  @Reads(VIEW)
  refuse(@Param('approvalId', IdPipe) approvalId: string, @Body() body: RefuseRequest, @Ask() asked: Asked): Promise<CommandAnswer> {
    return this.#decide(approvalId, asked, body, (kind, request) => kind.refuse(request, body.reason));
  }

  async #approval(approvalId: string): Promise<Approval> {
    const found = await this.reads.get<Approval>(VIEW, approvalId);
    if (!found) throw new Refused('approval/unknown', { field: 'approvalId', value: approvalId });
    return found.doc;
  }

  /** The approval as the caller saw it: If-Match names its revision, since the case itself may have moved on. */
  async #seen(approvalId: string, { expected }: Asked): Promise<Approval> {
    const approval = await this.#approval(approvalId);
    // a repeated decision is answered as before: it moved the revision itself
    const isDecided = approval.state !== 'waiting';
    if (expected !== undefined && !expected.includes(approval.revision) && !isDecided) throw new LostRace(approval.revision, expected);
    return approval;
  }

  async #decide(
    id: string,
    asked: Asked,
    { at, channel }: ApproveRequest,
    decisionOn: (kind: AnyApprovalKind, request: AskedFor) => Message,
  ): Promise<CommandAnswer> {
    const approval = await this.#seen(id, asked);
    const kind = this.kinds.find((one) => one.kind === approval.kind);
    if (!kind) throw new Refused('approval/unknown', { field: 'approvalId', value: id });
    const request = askedFor(approval);
    const allowed = kind.decides(request);
    const role = allowed.find((name) => asked.caller.roles.some((own) => own === name));
    if (role === undefined) throw new AccessDenied('access/wrong-role', { allowed });
    // seen was the approval, not the case; without it only a repeat is answered
    const seen = { expected: undefined, onSight: asked.expected === undefined };
    return this.desk.submit(decisionOn(kind, request), { ...asked, role, ...seen }, { id, at, channel });
  }
}
