import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidRequest } from '../problems.js';

const DIGITS = /^(0|[1-9]\d{0,14})$/;

/** A path parameter that must be a whole number, written plainly. */
@Injectable()
export class WholePipe implements PipeTransform<string, number> {
  transform(value: string, { data = 'number' }: ArgumentMetadata): number {
    if (DIGITS.test(value)) return Number(value);
    throw new InvalidRequest([{ parameter: data, zh: '必须是整数。', en: 'must be a whole number.' }]);
  }
}
