import { describeKeptDemo } from './kept-demo.js';

describeKeptDemo(7);
