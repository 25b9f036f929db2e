import type { Detail } from '@heatledger/kernel';
import type { Contradiction } from './said-otherwise.js';

/** The answer to a command: appended (or true already), refused, or lost three races in a row. */
export type Outcome =
  | {
      readonly ok: true;
      readonly stream: string;
      /** Revision of the stream now. */
      readonly revision: number;
      /** Log position of the last event the command led to; of the stream's end when there was nothing to do. */
      readonly position: string;
      /** Events this command led to. */
      readonly events: number;
      /** True when the same command had been carried out before; nothing was written now. */
      readonly repeated: boolean;
      /** True when what it would bring about waits for a second person. */
      readonly waiting?: boolean;
    }
  /** `otherwise`: it is true already, but recorded with other content. */
  | { readonly ok: false; readonly rejected: string; readonly detail?: Detail; readonly otherwise?: Contradiction }
  | { readonly ok: false; readonly conflict: { readonly actual: number | 'none' } };
