import { createHash } from 'node:crypto';
import { Public } from '@heatledger/edge/nest';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

const STYLE =
  'body{font:16px/1.6 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b2733}h1{font-size:1.6rem}small{color:#5b6b7a}td{padding:.3rem 1rem .3rem 0;vertical-align:top}a{color:#9a3412}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const places = [
  ['openapi.json', '接口文档', 'API document (OpenAPI 3.1)'],
  ['feed', '事件流（分页，CloudEvents）', 'Feed, page by page (CloudEvents)'],
  ['feed/stream', '事件流（SSE）', 'Feed as a stream (SSE)'],
  ['health', '健康状况', 'Health'],
  ['metrics', '指标（Prometheus）', 'Metrics (Prometheus)'],
] as const;

const rows = places.map(([path, zh, en]) => `<tr><td><a href="/${path}">/${path}</a></td><td>${zh}<br><small>${en}</small></td></tr>`).join('');

const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Heatledger 供热服务台账</title><style>${STYLE}</style></head><body>
<h1>Heatledger 供热服务台账</h1><p>供热企业服务承诺、处理过程与结果的事实记录。<br><small>The service ledger of a district-heating company.</small></p>
<table>${rows}</table>
<p>访问需要令牌：<code>npx heatledger token --role auditor</code><br><small>Access needs a bearer token; the command makes one on this machine.</small></p></body></html>`;

@ApiTags('service')
@Controller()
@Public()
export class LandingController {
  /** Where everything is, for a person. */
  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'`)
  page(): string {
    return PAGE;
  }
}
