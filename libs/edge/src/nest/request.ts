import type { IncomingHttpHeaders } from 'node:http';
import type { Asked } from '../asked.js';
import type { Caller } from '../access.js';

/** What the edge uses of a request. */
export interface EdgeRequest {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly query: Record<string, unknown>;
  readonly params?: unknown;
  caller?: Caller;
  asked?: Asked;
}

/** What the edge uses of a reply. */
export interface EdgeReply {
  status(code: number): EdgeReply;
  header(name: string, value: string): EdgeReply;
  getHeader(name: string): unknown;
  send(body: unknown): unknown;
  readonly sent: boolean;
  readonly statusCode: number;
}

/** The path without its question. */
export const pathOf = ({ url }: EdgeRequest): string => url.split('?', 1)[0] ?? url;

/** True for a request that orders something. */
export const isCommand = ({ method }: EdgeRequest): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
