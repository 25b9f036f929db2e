// Loaded before the program: moves the machine's clock, as this process sees it, by as many milliseconds as the last line on stdin says.
import { createInterface } from 'node:readline';

const Real = Date;
let moved = 0;
const now = () => Real.now() + moved;
globalThis.Date = new Proxy(Real, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self === globalThis.Date ? target : self),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  moved = Number(line);
  process.stderr.write(`clock moved by ${moved}\n`);
});
process.stdin.unref();
