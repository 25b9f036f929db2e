import type { Order } from '@heatledger/kernel';
import { CommandRouter, Ledger } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import type { CompanyCommand } from '../domain/company.commands.js';
import { company } from '../domain/company.js';

/** The company: its commands. Nothing is asked of it over HTTP yet. */
@Module({})
export class OrganisationModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly ledger: Ledger,
  ) {}

  onModuleInit(): void {
    const submit = this.ledger.decideOn(company, () => undefined);
    this.router.route(company.commands, (order) => submit(order as Order<CompanyCommand>));
  }
}
