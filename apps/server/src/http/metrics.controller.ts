import { Public } from '@heatledger/edge/nest';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Metrics } from './metrics.js';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('service')
@Controller('metrics')
@Public()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Figures for Prometheus. */
  @Get()
  async read(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    reply.header('Content-Type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
