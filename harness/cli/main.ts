#!/usr/bin/env node
/** The command line. Each command is loaded when it is called, so that a quick question gets a quick answer. */
import { readTool } from './tool.js';

const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') console.log(readTool().version);
else {
  const { runCli } = await import('./program.js');
  process.exitCode = await runCli(process.argv);
}
