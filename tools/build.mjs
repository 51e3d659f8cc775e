/** `npm run build`: sets up what is missing and compiles into dist/. */
import { setUp } from './lib/setup.mjs';

if (!(await setUp())) process.exit(1);
