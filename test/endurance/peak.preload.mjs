import { writeFileSync } from 'node:fs';

// the most memory that the process held, KiB, into the file that was named
process.once('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));
