import type { Order } from '@heatledger/kernel';
import { CommandRouter, Ledger, Surroundings } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import type { CompanyCommand } from '../domain/company.commands.js';
import { company } from '../domain/company.js';
import type { CrewCommand } from '../domain/crew.commands.js';
import { crew } from '../domain/crew.js';
import type { StaffCommand } from '../domain/staff.commands.js';
import { staff } from '../domain/staff.js';
import { CrewController } from './crew.controller.js';
import { StaffController } from './staff.controller.js';

/** The company: its zone, its crews and its staff. */
@Module({ controllers: [CrewController, StaffController] })
export class OrganisationModule implements OnModuleInit {
  constructor(
    private readonly router: CommandRouter,
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  onModuleInit(): void {
    const ofCompany = this.ledger.decideOn(company, () => undefined);
    const ofCrew = this.ledger.decideOn(crew, () => this.surroundings.people());
    const ofStaff = this.ledger.decideOn(staff, () => this.surroundings.people());
    this.router.route(company.commands, (order) => ofCompany(order as Order<CompanyCommand>));
    this.router.route(crew.commands, (order) => ofCrew(order as Order<CrewCommand>));
    this.router.route(staff.commands, (order) => ofStaff(order as Order<StaffCommand>));
  }
}
