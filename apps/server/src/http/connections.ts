import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Open connections, and what each of them is about. */
export class Connections {
  readonly #open = new Map<Socket, Exchange | null>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.set(socket, null);
      socket.once('close', () => this.#open.delete(socket));
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      this.#open.set(socket, { request, response });
      response.once('close', () => {
        if (this.#open.get(socket)?.response === response) this.#open.set(socket, null);
      });
    });
  }

  /** Ends the connections that nothing is being done for: those that have not delivered their request, and those that do not take their answer. */
  letGo(): void {
    for (const [socket, exchange] of this.#open) if (!exchange || !exchange.request.complete || exchange.response.writableEnded) socket.destroy();
  }
}
