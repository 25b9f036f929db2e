export { logThread, openEventStoreDbBeside } from './log-beside.js';
