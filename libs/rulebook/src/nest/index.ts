import { Module } from '@nestjs/common';
import { RulesController } from './rules.controller.js';

export { answered } from './answered.js';

/** The rulebook's routes: it holds no state, so it needs nothing but its controller. */
@Module({ controllers: [RulesController] })
export class RulebookModule {}
