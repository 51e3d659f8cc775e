import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT, tool } from '../house/tools.js';
import { type CommandLine, commandLinesIn } from './command-lines.js';

const { readPages } = await tool<{ readPages(root: string): readonly { path: string; text: string }[] }>(
  'lib/docs/pages.mjs',
);
const MAIN = fileURLToPath(new URL('../../../cli/main.js', import.meta.url));
const program = promisify(execFile);
const help = async (...args: string[]) => (await program(process.execPath, [MAIN, ...args, '--help'])).stdout;

const optionsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/(?<=^ {2}|, )--?[a-z][\w-]*/gim)].map((match) => match[0]));

/** The commands of the command line, each with its options; `runs show` is one too. */
async function readCommands(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const names = [...(await help()).matchAll(/^ {2}([a-z]+)(?: [<[]| {2,})/gm)].map((match) => match[1]!);
  const commands = new Map<string, ReadonlySet<string>>();
  for (const name of names.filter((each) => each !== 'help')) {
    const text = await help(name);
    commands.set(name, optionsIn(text));
    const [, below = ''] = text.split(/^Commands:$/m);
    for (const [, sub] of below.matchAll(/^ {2}([a-z]+) /gm))
      if (sub !== 'help') commands.set(`${name} ${sub!}`, optionsIn(await help(name, sub!)));
  }
  return commands;
}

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
/** What npm does without a script of ours. */
const NPM = ['ci', 'exec', 'install', 'pack'];

function wrong(commands: ReadonlyMap<string, ReadonlySet<string>>, line: CommandLine): string | undefined {
  const { command, options, words } = line;
  if (line.program === 'npm') {
    if (command === 'run') return scripts[words[0] ?? ''] === undefined ? `npm run ${words[0]}` : undefined;
    return scripts[command] === undefined && !NPM.includes(command) ? `npm ${command}` : undefined;
  }
  const known = commands.get(`${command} ${words[0] ?? ''}`) ?? commands.get(command);
  if (known === undefined) return `laddprov ${command}`;
  const unknown = options.filter((option) => !known.has(option));
  return unknown.length === 0 ? undefined : `laddprov ${command} ${unknown.join(' ')}`;
}

describe('the command lines of the documentation', () => {
  let commands: ReadonlyMap<string, ReadonlySet<string>>;
  before(async () => {
    commands = await readCommands();
  });

  test('name only commands and options that the command line has', () => {
    const lines = readPages(ROOT).flatMap(({ path, text }) => commandLinesIn(text).map((line) => ({ path, line })));
    assert.ok(lines.length > 30, 'there are command lines to look at');
    const mistakes = lines.flatMap(({ path, line }) => {
      const mistake = wrong(commands, line);
      return mistake === undefined ? [] : [`${path}: there is no ${mistake}`];
    });
    assert.deepEqual(mistakes, []);
  });

  test('show every command at least once', () => {
    const lines = readPages(ROOT).flatMap(({ text }) => commandLinesIn(text));
    const shown = new Set(lines.flatMap(({ command, words }) => [command, `${command} ${words[0] ?? ''}`]));
    assert.deepEqual(
      [...commands.keys()].filter((name) => !shown.has(name)),
      [],
    );
  });

  test('are found with prompts, in spans, over several lines, and with what is wrong with them', () => {
    const page = [
      '```sh',
      '$ npx laddprov run --plan a.yaml \\',
      '    --selekt TC_B_01_CS # once',
      '```',
      'Then `laddprov verfy results` and `npm run nothing`, or `laddprov verify results`.',
    ].join('\n');
    assert.deepEqual(
      commandLinesIn(page).map((line) => wrong(commands, line)),
      ['laddprov run --selekt', 'laddprov verfy', 'npm run nothing', undefined],
    );
  });
});
