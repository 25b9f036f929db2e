// Runs the heavy tests many times over: `npm run endure`, or `npm run endure -- 5 kill` for five times the usual rounds of one of them.
import { spawn } from 'node:child_process';

const [times = '25', ...only] = process.argv.slice(2);
if (!/^[1-9]\d{0,3}$/.test(times)) {
  process.stderr.write(`${times}: how many times the usual rounds, 1–9999, is allowed\n`);
  process.exit(2);
}
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', ...(only.length === 0 ? ['test/endurance'] : only.map((name) => `test/endurance/${name}`)), '--runInBand'];
spawn(process.execPath, jest, { stdio: 'inherit', env: { ...process.env, HEATLEDGER_ENDURE: times } }).on('exit', (code) => (process.exitCode = code ?? 1));
