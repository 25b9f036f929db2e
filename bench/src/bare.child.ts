import 'reflect-metadata';
import { Body, Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** A route that parses a body and does nothing: the most that this framework answers on this machine. */
@Controller('repairs')
export class BareController {
  @Post()
  report(@Body() body: { readonly zone?: string }): object {
    return { zone: body.zone ?? null };
  }
}

@Module({ controllers: [BareController] })
export class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`is up: ${await app.getUrl()}\n`);
