import { isCleanText } from '@heatledger/vocabulary';
import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidRequest } from '../problems.js';

const LONGEST = 120;

/** A path parameter that must be a code of the trade: a crew, an account. */
@Injectable()
export class CodePipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'code' }: ArgumentMetadata): string {
    if (value.length > 0 && value.length <= LONGEST && isCleanText(value)) return value;
    throw new InvalidRequest([
      { parameter: data, zh: `必须是 1 至 ${LONGEST} 个字的编码，不含控制字符。`, en: `must be a code of 1 to ${LONGEST} characters without control characters.` },
    ]);
  }
}
