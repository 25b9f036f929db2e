import { SetMetadata, type ExecutionContext } from '@nestjs/common';

export const ON_SIGHT = 'heatledger:on-sight';

/** Marks a command that settles something: it names by `If-Match` what was seen, so that nobody decides on what has changed meanwhile. */
export const OnSight = (): MethodDecorator => SetMetadata(ON_SIGHT, true);

/** True for a route whose command names what was seen. */
export const isOnSight = (context: ExecutionContext): boolean => Reflect.getMetadata(ON_SIGHT, context.getHandler()) === true;
