/** `npm start`: sets up what is missing, then runs the whole catalogue against the embedded reference peers. */
import { checkNode, MAIN, setUp } from './lib/setup.mjs';
import { run } from './lib/run.mjs';

checkNode();
if (!(await setUp())) process.exit(4);
// Ctrl-C reaches the child as well, which ends in its own time with a whole report.
process.on('SIGINT', () => {});
const { code } = await run(process.execPath, [MAIN, 'demo', ...process.argv.slice(2)]);
process.exitCode = code;
