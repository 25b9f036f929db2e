#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../dist/heatledger/heatledger.js', import.meta.url));
if (existsSync(program)) await import(program);
else {
  process.stderr.write('尚未构建，请先运行 npm ci（或 npm run build）。\nNot built yet: run npm ci (or npm run build) first.\n');
  process.exitCode = 1;
}
