import { describeKeptDemo } from './kept-demo.js';

describeKeptDemo(11);
