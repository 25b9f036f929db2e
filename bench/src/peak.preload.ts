import { writeSync } from 'node:fs';

// the most memory that the process held, KiB, to whoever opened the fourth channel
process.once('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));
