import { IsCleanText, Occurrence } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsDefined, IsObject, IsOptional } from 'class-validator';

/** A version of a rule pack to be put in force. */
export class AdoptRulePackRequest extends Occurrence {
  @ApiProperty({ description: 'The pack as data, as `GET /rules/packs/{pack}` shows one; every faulty field is named.', type: 'object', additionalProperties: true })
  @IsDefined()
  @IsObject()
  pack!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ description: 'Number of the law or notice it follows.', maxLength: 120 })
  @IsOptional()
  @IsCleanText(120)
  document?: string;

  @ApiProperty({ description: 'Staff account that wrote it; another one than who adopts it by this request.', maxLength: 120 })
  @IsCleanText(120)
  preparedBy!: string;
}

/** A version that is taken back before its first day. */
export class WithdrawRulePackRequest extends Occurrence {
  @ApiProperty({ description: 'Version of the pack.', maxLength: 120 })
  @IsCleanText(120)
  version!: string;

  @ApiProperty({ description: 'Why.', maxLength: 500 })
  @IsCleanText(500)
  reason!: string;
}
