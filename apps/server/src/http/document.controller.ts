import { Public } from '@heatledger/edge/nest';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { ServedDocument } from './document.js';

@ApiExcludeController()
@Controller('openapi.json')
@Public()
export class DocumentController {
  constructor(private readonly served: ServedDocument) {}

  /** The API document. */
  @Get()
  read(): OpenAPIObject {
    return this.served.document;
  }
}
