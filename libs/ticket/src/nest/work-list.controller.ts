import { Allow, allowedRoles, indexedQuestion, pageOf, Reads, type PageOf } from '@heatledger/edge/nest';
import { ReadStore, type FindQuery } from '@heatledger/read-store';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { mergeRegister, type MergedTicket } from '../projections/merge-register.projection.js';
import { pausedWork, type PausedWork } from '../projections/paused-work.projection.js';
import { MergesRequest, PausesRequest } from './ticket.requests.js';

const mergeIndexes = { '': 'by-since', survivorId: 'by-survivor', ring: 'by-ring' };

/** Lists of tickets that somebody should look at. */
@ApiTags('tickets')
@Controller('tickets')
@Allow(...allowedRoles.staff, ...allowedRoles.oversight)
export class WorkListController {
  constructor(private readonly reads: ReadStore) {}

  /** Tickets whose work stands still, since the longest first; or stood still, the longest first. */
  @Get('pauses')
  @Reads(pausedWork.name)
  async pauses(@Query() asked: PausesRequest): Promise<PageOf<PausedWork>> {
    const { limit, cursor, state = 'paused' } = asked;
    const page = { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
    const question: FindQuery =
      state === 'paused'
        ? { index: 'by-standing', equals: { paused: true }, ...page }
        : { index: 'by-length', equals: { paused: false }, order: 'descending', ...page };
    return pageOf(await this.reads.find<PausedWork>(pausedWork.name, question), asked);
  }

  /** Tickets that are merged into others, the oldest first; rings among merges of before, of which one must be unmerged. */
  @Get('merges')
  @Reads(mergeRegister.name)
  async merges(@Query() asked: MergesRequest): Promise<PageOf<MergedTicket>> {
    const { survivorId, ring } = asked;
    const question = indexedQuestion(mergeIndexes, { survivorId, ring }, asked);
    const equals = ring === undefined ? question.equals : { ring: ring === 'true' };
    return pageOf(await this.reads.find<MergedTicket>(mergeRegister.name, { ...question, equals }), asked);
  }
}
