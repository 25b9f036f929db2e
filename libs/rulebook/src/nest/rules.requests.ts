import { IsDay } from '@heatledger/edge/nest';
import { channels } from '@heatledger/kernel';
import { categories, clocks, keysIn, ticketKinds } from '@heatledger/vocabulary';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsDefined, IsOptional, IsString, MaxLength } from 'class-validator';

/** A pack, in the version of a day. */
export class PackRequest {
  @ApiPropertyOptional({ description: 'The day on which the version must hold; the latest when absent.', format: 'date' })
  @IsOptional()
  @IsDay()
  date?: string;
}

/** A field whose form the rulebook checks, so that its refusal names it. */
const Asked = (description: string, example?: unknown): PropertyDecorator => (target, property) => {
  ApiPropertyOptional({ description, example })(target, property);
  IsOptional()(target, property);
};

/** A refund case as people write it. */
export class CaseRequest {
  @Asked('cold-rooms (when absent) or outage.', 'cold-rooms')
  basis?: unknown;

  @Asked('Season fee in yuan, at most two decimals.', '2300.00')
  fee?: unknown;

  @Asked('First..last heated day.', '2025-11-10..2026-03-20')
  season?: unknown;

  @Asked('Measured room temperature, °C, at most one decimal.', 15.2)
  celsius?: unknown;

  @Asked('Agreed room temperature, °C.', 18)
  agreedCelsius?: unknown;

  @Asked('Failing days, where the officer states them.', 6)
  days?: unknown;

  @Asked('Application, or begin of the outage.', '2026-01-05T09:00:00+08:00')
  from?: unknown;

  @Asked('Pass, or restoration.', '2026-01-10T09:00:00+08:00')
  to?: unknown;

  @Asked('Billed area, m².', 100)
  area?: unknown;

  @Asked('Area of the failing rooms, m².', 32)
  failingArea?: unknown;

  @Asked('Basic part of the season fee, yuan.', '690.00')
  basicFee?: unknown;

  @Asked('The user was found to be the cause.', false)
  userCaused?: unknown;

  @Asked('Heat is billed by meter.', false)
  metered?: unknown;

  @Asked('Readings of single days: { on, celsius, by, outcome }.')
  readings?: unknown;
}

/** A refund to be explained. */
export class ExplainRefundRequest extends CaseRequest {
  @ApiProperty({ description: 'PACK or PACK@DATE, by place name or pinyin.', example: '临沂' })
  @IsString()
  @MaxLength(60)
  pack!: string;
}

/** One case under several packs. */
export class ComparePacksRequest extends CaseRequest {
  @ApiProperty({ description: 'Two packs or more, each PACK or PACK@DATE.', type: [String], minItems: 2, maxItems: 20 })
  @IsDefined()
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  packs!: string[];
}

/** A clock to be explained. */
export class ExplainClockRequest {
  @ApiProperty({ description: 'PACK or PACK@DATE, by place name or pinyin.', example: '青岛' })
  @IsString()
  @MaxLength(60)
  pack!: string;

  @Asked(`One of ${keysIn(categories).join(', ')}.`, 'TEMP')
  category?: unknown;

  @Asked(`One of ${keysIn(ticketKinds).join(', ')}.`, 'complaint')
  kind?: unknown;

  @Asked(`One of ${keysIn(clocks).join(', ')}.`, 'arrive')
  clock?: unknown;

  @Asked('When the clock starts.', '2025-11-18T22:30:00+08:00')
  at?: unknown;

  @Asked(`One of ${channels.join(', ')}; hotline when absent.`, 'hotline')
  channel?: unknown;

  @Asked('The season as declared, first..last heated day.', '2025-11-16..2026-04-05')
  season?: unknown;

  @Asked('Pauses: { from, to, reason, by, evidence }.')
  pauses?: unknown;

  @Asked('More time granted: { at, due, reason, approvedBy }.')
  extensions?: unknown;

  @Asked('Other packs from an instant on: { at, pack }.')
  superseded?: unknown;

  @Asked('When the promised thing was done.')
  metAt?: unknown;

  @Asked('What remains, and where it stands, at this instant.')
  now?: unknown;
}
