import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server on which answers can get lost. */
export interface AnswerLoss {
  readonly url: string;
  /** Lets the next request through that holds all of these words, and breaks the connection in place of its answer. */
  loseAnswerTo(...words: readonly string[]): void;
  /** How many answers were lost. */
  readonly lost: number;
  stop(): Promise<void>;
}

/** Stands between a client and the server on a port of the loopback. */
export const startAnswerLoss = async (port: number): Promise<AnswerLoss> => {
  let awaited: readonly string[] | null = null;
  let lost = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let losing = false;
    for (const socket of [client, upstream]) open.add(socket.on('error', () => undefined).on('close', () => open.delete(socket)));
    client.on('data', (request) => {
      if (awaited?.every((word) => request.includes(word))) [losing, awaited] = [true, null];
      upstream.write(request);
    });
    upstream.on('data', (answer) => {
      if (!losing) return client.write(answer);
      lost++;
      client.destroy();
      return upstream.destroy();
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    loseAnswerTo: (...words) => void (awaited = words),
    get lost() {
      return lost;
    },
    stop: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
};
