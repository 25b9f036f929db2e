import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { InvalidRequest } from '../problems.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A path parameter that must be a random id (UUID), written in small letters. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    const id = String(value).toLowerCase();
    if (UUID.test(id)) return id;
    throw new InvalidRequest([{ parameter: data, zh: '必须是 UUID。', en: 'must be a UUID.' }]);
  }
}
