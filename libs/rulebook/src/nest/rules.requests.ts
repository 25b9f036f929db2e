import { IsCleanText, IsDay, IsTexts } from '@heatledger/edge/nest';
import { channels } from '@heatledger/kernel';
import { categories, clocks, keysIn, ticketKinds } from '@heatledger/vocabulary';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** A pack, in the version of a day. */
export class PackRequest {
  @ApiPropertyOptional({ description: 'The day on which the version must hold; the latest when absent.' })
  @IsOptional()
  @IsDay()
  date?: string;
}

/** A field whose form the rulebook checks, so that its refusal names it. */
const Asked = (description: string, schema: ApiPropertyOptions): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ description, ...schema } as ApiPropertyOptions), IsOptional());

const text = (example?: string): ApiPropertyOptions => ({ type: 'string', ...(example === undefined ? {} : { example }) });
const moment = (example?: string): ApiPropertyOptions => ({ type: 'string', format: 'date-time', ...(example === undefined ? {} : { example }) });
const number = (example: number): ApiPropertyOptions => ({ type: 'number', example });
const yesNo: ApiPropertyOptions = { type: 'boolean', example: false };
const records = (...names: readonly string[]): ApiPropertyOptions => ({
  type: 'array',
  items: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, name === 'celsius' ? { type: 'number' } : { type: 'string' }])) },
});

/** A refund case as people write it. */
export class CaseRequest {
  @Asked('cold-rooms (when absent) or outage.', text('cold-rooms'))
  basis?: unknown;

  @Asked('Season fee in yuan, at most two decimals; as text, so that no digit is lost.', text('2300.00'))
  fee?: unknown;

  @Asked('First..last heated day.', text('2025-11-10..2026-03-20'))
  season?: unknown;

  @Asked('Measured room temperature, °C, at most one decimal.', number(15.2))
  celsius?: unknown;

  @Asked('Agreed room temperature, °C.', number(18))
  agreedCelsius?: unknown;

  @Asked('Failing days, where the officer states them.', { type: 'integer', minimum: 0, maximum: 366, example: 6 })
  days?: unknown;

  @Asked('Application, or begin of the outage.', moment('2026-01-05T09:00:00+08:00'))
  from?: unknown;

  @Asked('Pass, or restoration.', moment('2026-01-10T09:00:00+08:00'))
  to?: unknown;

  @Asked('Billed area, m².', number(100))
  area?: unknown;

  @Asked('Area of the failing rooms, m².', number(32))
  failingArea?: unknown;

  @Asked('Basic part of the season fee, yuan.', text('690.00'))
  basicFee?: unknown;

  @Asked('The user was found to be the cause.', yesNo)
  userCaused?: unknown;

  @Asked('Heat is billed by meter.', yesNo)
  metered?: unknown;

  @Asked('Readings of single days.', records('on', 'celsius', 'by', 'outcome'))
  readings?: unknown;
}

/** A refund to be explained. */
export class ExplainRefundRequest extends CaseRequest {
  @ApiProperty({ description: 'PACK or PACK@DATE, by place name or pinyin.', example: '临沂' })
  @IsCleanText(60)
  pack!: string;
}

/** One case under several packs. */
export class ComparePacksRequest extends CaseRequest {
  @ApiProperty({ description: 'Two packs or more, each PACK or PACK@DATE.' })
  @IsTexts({ each: 60, least: 2, most: 20 })
  packs!: string[];
}

/** A clock to be explained. */
export class ExplainClockRequest {
  @ApiProperty({ description: 'PACK or PACK@DATE, by place name or pinyin.', example: '青岛' })
  @IsCleanText(60)
  pack!: string;

  @Asked(`One of ${keysIn(categories).join(', ')}.`, text('TEMP'))
  category?: unknown;

  @Asked(`One of ${keysIn(ticketKinds).join(', ')}.`, text('complaint'))
  kind?: unknown;

  @Asked(`One of ${keysIn(clocks).join(', ')}.`, text('arrive'))
  clock?: unknown;

  @Asked('When the clock starts.', moment('2025-11-18T22:30:00+08:00'))
  at?: unknown;

  @Asked(`One of ${channels.join(', ')}; hotline when absent.`, text('hotline'))
  channel?: unknown;

  @Asked('The season as declared, first..last heated day.', text('2025-11-16..2026-04-05'))
  season?: unknown;

  @Asked('Pauses.', records('from', 'to', 'reason', 'by', 'evidence'))
  pauses?: unknown;

  @Asked('More time granted.', records('at', 'due', 'reason', 'approvedBy'))
  extensions?: unknown;

  @Asked('Other packs from an instant on.', records('at', 'pack'))
  superseded?: unknown;

  @Asked('When the promised thing was done.', moment())
  metAt?: unknown;

  @Asked('What remains, and where it stands, at this instant.', moment())
  now?: unknown;
}
