export { RuntimeModule, type RuntimeOptions } from './runtime.module.js';
