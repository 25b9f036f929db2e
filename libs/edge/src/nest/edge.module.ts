import type { BoundedContext } from '@heatledger/kernel';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { problemTable } from '../problem-table.js';
import { TokenReader, type IssuerOptions } from '../tokens.js';
import { AccessGuard } from './access.guard.js';
import { CommandDesk } from './command-desk.js';
import { CommandInterceptor, Pressure } from './command.interceptor.js';
import { HeavyQuestionInterceptor, HeavyQuestions } from './heavy-question.js';
import { KnownViews, OwnWrites } from './own-writes.js';
import { ConditionInterceptor } from './condition.interceptor.js';
import { FaultLog, ProblemFilter, ProblemTable } from './problem.filter.js';
import { ReadingInterceptor } from './reading.interceptor.js';
import { RequestPipe } from './request.pipe.js';

export interface EdgeOptions {
  readonly contexts: readonly BoundedContext[];
  readonly issuer: IssuerOptions;
  /** Commands under way at once; more are asked to come back. */
  readonly mostCommands?: number;
  /** How questions whose work grows with the log are taken. */
  readonly heavy: HeavyQuestions;
  /** Told of faults on our side. */
  readonly onFault?: (traceId: string, error: unknown) => void;
}

/** The door to HTTP: access, commands, reads and problems, for every route of every context. */
@Global()
@Module({})
export class EdgeModule {
  static register({ contexts, issuer, mostCommands = 1024, heavy, onFault = () => undefined }: EdgeOptions): DynamicModule {
    const kinds = problemTable(contexts.flatMap(({ deciders }) => deciders.map(({ rejections }) => rejections)));
    return {
      module: EdgeModule,
      providers: [
        CommandDesk,
        OwnWrites,
        { provide: KnownViews, useValue: { projections: contexts.flatMap(({ projections }) => projections) } satisfies KnownViews },
        { provide: TokenReader, useFactory: () => new TokenReader(issuer) },
        { provide: ProblemTable, useValue: { kinds } satisfies ProblemTable },
        { provide: FaultLog, useValue: { fault: onFault } satisfies FaultLog },
        { provide: Pressure, useValue: { most: mostCommands } satisfies Pressure },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: CommandInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ConditionInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ReadingInterceptor },
        { provide: HeavyQuestions, useValue: heavy },
        { provide: APP_INTERCEPTOR, useClass: HeavyQuestionInterceptor },
        { provide: APP_PIPE, useClass: RequestPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [CommandDesk, TokenReader, ProblemTable],
    };
  }
}
