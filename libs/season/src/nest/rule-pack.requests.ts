import { IsCleanText, IsNoMore, IsRecord, Occurrence } from '@heatledger/edge/nest';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';

/** A version of a rule pack to be put in force. */
export class AdoptRulePackRequest extends Occurrence {
  @ApiProperty({ description: 'The pack as data, as `GET /rules/packs/{pack}` shows one; every faulty field is named.' })
  @IsRecord()
  pack!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ description: 'Number of the law or notice it follows.' })
  @IsOptional()
  @IsCleanText(120)
  document?: string;

  @IsNoMore({ zh: '由另一位管理员以本人令牌决定，见 GET /approvals', en: 'another administrator decides with a token of their own, see GET /approvals' })
  preparedBy?: undefined;
}

/** A version that is taken back before its first day. */
export class WithdrawRulePackRequest extends Occurrence {
  @ApiProperty({ description: 'Version of the pack.' })
  @IsCleanText(120)
  version!: string;

  @ApiProperty({ description: 'Why.' })
  @IsCleanText(500)
  reason!: string;
}
