import type { Channel } from '@heatledger/kernel';

const spoken: readonly Channel[] = ['hotline', 'counter'];

/** Who speaks with the company is told in the same breath that their report was taken down. */
export const isToldAtOnce = (channel: Channel): boolean => spoken.includes(channel);
