/** The client starts work that nobody waits for; where that fails, Node would end the process. */
const OURS = /[\\/]@eventstore[\\/]db-client[\\/]|[\\/]@grpc[\\/]grpc-js[\\/]/;

let holders = 0;

const isTheClients = (reason: unknown): boolean => {
  if (!(reason instanceof Error)) return typeof reason === 'string' && reason.startsWith('Impossible situation');
  return OURS.test(reason.stack ?? '') || /^Failed to discover after \d+ attempts/.test(reason.message);
};

const contain = (reason: unknown): void => {
  if (isTheClients(reason)) return;
  // somebody else's: what Node does without this listener, unless another listener looks after it
  if (process.listenerCount('unhandledRejection') === 1) throw reason;
};

/** Keeps rejections that the client leaves unhandled from ending the process while anybody holds it; those of others end it as ever. */
export const holdContainment = (): (() => void) => {
  if (holders++ === 0) process.on('unhandledRejection', contain);
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    if (--holders === 0) process.off('unhandledRejection', contain);
  };
};
