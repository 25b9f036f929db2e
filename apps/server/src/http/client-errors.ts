import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { edgeProblems, languageOf, problemDocument, problemTable, type Flaw } from '@heatledger/edge';

const table = problemTable([]);
const MEDIA_TYPE = 'application/problem+json; charset=utf-8';

interface Refusal {
  readonly code: keyof typeof edgeProblems;
  readonly flaws?: readonly Flaw[];
}

/** What Node's parser does not let through, by its code; anything else is no HTTP. */
const refusals: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request/timeout' },
  HPE_HEADER_OVERFLOW: { code: 'request/header-too-large' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { code: 'request/too-large' },
  HPE_INVALID_URL: {
    code: 'request/malformed-http',
    flaws: [{ parameter: 'url', zh: '地址须以 UTF-8 百分号编码，例如城东写作 %E5%9F%8E%E4%B8%9C。', en: 'must be percent-encoded UTF-8: 城东 is written %E5%9F%8E%E4%B8%9C.' }],
  },
};

/** Answers a connection whose request was never one, with a problem document, and ends it. */
export const refuseConnection = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const traceId = randomUUID().replaceAll('-', '');
  const document = problemDocument(refusals[error.code ?? ''] ?? { code: 'request/malformed-http' }, table, traceId, 'zh');
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    `Content-Type: ${MEDIA_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Content-Language: zh-CN',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `Trace-Id: ${traceId}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};

/** Refuses expectations that nobody can meet, which Node would do without a word. */
export const refuseExpectations = (server: Server): void => {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const traceId = randomUUID().replaceAll('-', '');
    const language = languageOf(request.headers['accept-language']);
    const document = problemDocument({ code: 'request/expectation', flaws: [expectation] }, table, traceId, language);
    const body = JSON.stringify(document);
    const headers = { 'Content-Type': MEDIA_TYPE, 'Content-Length': Buffer.byteLength(body), 'Cache-Control': 'no-store', 'Trace-Id': traceId, Connection: 'close' };
    response.writeHead(document.status, headers).end(body);
  });
};

const expectation: Flaw = { header: 'Expect', zh: '无法满足。', en: 'cannot be met.', allowed: ['100-continue'] };
