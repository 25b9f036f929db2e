import type { Order } from '@heatledger/kernel';
import { CommandRouter, Ledger, Surroundings } from '@heatledger/runtime';
import { Module, type OnModuleInit } from '@nestjs/common';
import type { CompanyCommand } from '../domain/company.commands.js';
import { company } from '../domain/company.js';
import type { CrewCommand } from '../domain/crew.commands.js';
import { crew } from '../domain/crew.js';
import type { StaffCommand } from '../domain/staff.commands.js';
import { staff } from '../domain/staff.js';
import type { AreaCommand } from '../domain/area.commands.js';
import { area } from '../domain/area.js';
import { AreaController } from './area.controller.js';
import { CrewController } from './crew.controller.js';
import { StaffController } from './staff.controller.js';

/** The company: its zone, its areas, its crews and its staff. */
@Module({ controllers: [AreaController, CrewController, StaffController] })
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
    const ofArea = this.ledger.decideOn(area, async () => {
      const [areas, { packs }] = await Promise.all([this.surroundings.areas(), this.surroundings.known()]);
      return { areas, packIds: [...new Set(packs.map(({ id }) => id))] };
    });
    this.router.route(area.commands, (order) => ofArea(order as Order<AreaCommand>));
    this.router.route(company.commands, (order) => ofCompany(order as Order<CompanyCommand>));
    this.router.route(crew.commands, (order) => ofCrew(order as Order<CrewCommand>));
    this.router.route(staff.commands, (order) => ofStaff(order as Order<StaffCommand>));
  }
}
