import type { Message, Order } from '@heatledger/kernel';
import type { Outcome } from './outcome.js';

export type Submit = (order: Order) => Promise<Outcome>;

/** Knows which context answers which command, so that reactions, timers, the importer and the demo can order anything. */
export class CommandRouter {
  readonly #routes = new Map<string, Submit>();

  /** Registers an aggregate's commands; a command has one answerer. */
  route(commands: readonly { readonly type: string }[], submit: Submit): void {
    for (const { type } of commands) {
      if (this.#routes.has(type)) throw new Error(`two aggregates answer ${type}`);
      this.#routes.set(type, submit);
    }
  }

  knows(command: Message): boolean {
    return this.#routes.has(command.type);
  }

  async submit(order: Order): Promise<Outcome> {
    const submit = this.#routes.get(order.type);
    if (!submit) throw new Error(`nobody answers ${order.type}`);
    return submit(order);
  }
}
