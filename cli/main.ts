#!/usr/bin/env node
/** The command line. Each command is loaded when it is called, so that a quick question gets a quick answer. */
import { readTool } from './tool.js';

// Who reads the output may stop reading (`| head`); the command still does its work and gives its exit code.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') console.log(readTool().version);
else {
  const { runCli } = await import('./program.js');
  process.exitCode = await runCli(process.argv);
}
