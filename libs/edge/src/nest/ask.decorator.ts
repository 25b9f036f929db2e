import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Asked } from '../asked.js';

/** The request as the command desk needs it: `@Ask() asked: Asked`. Set by the access guard. */
export const Ask = createParamDecorator((_: unknown, context: ExecutionContext): Asked => {
  const { asked } = context.switchToHttp().getRequest<{ asked: Asked }>();
  return asked;
});
