import { SetMetadata, type ExecutionContext } from '@nestjs/common';

export const QUESTION = 'heatledger:question';

/** Marks a POST that only asks: it appends nothing, so it needs no Idempotency-Key. */
export const Question = (): MethodDecorator => SetMetadata(QUESTION, true);

/** True for a route that only asks. */
export const isQuestion = (context: ExecutionContext): boolean => Reflect.getMetadata(QUESTION, context.getHandler()) === true;
