/** `laddprov init`: a commented plan, by asking on a terminal or from options. */
import { existsSync, writeFileSync } from 'node:fs';
import { cancel, isCancel, select, text } from '@clack/prompts';
import { type Role, type Version, VERSIONS } from '../../harness/doors/protocol.js';
import { EXIT } from '../../harness/run/conclude.js';
import { commentedPlan, type PlanAnswers } from '../../harness/plan/init.js';
import { readPlan } from '../../harness/plan/reading/load.js';
import { usageError } from '../errors.js';
import { initProbed } from '../probe/init-probed.js';

interface InitOptions {
  readonly role?: Role;
  readonly ocpp?: Version;
  readonly out: string;
  readonly probe?: boolean;
  readonly wait: number;
  readonly plan?: string;
  readonly host?: string;
  readonly path?: string;
  readonly identity: readonly string[];
  readonly url?: string;
  readonly port?: number;
  readonly passwordFromEnv?: string;
  readonly operator?: PlanAnswers['operator'];
  readonly operatorTarget?: string;
}

function fromOptions({
  role,
  ocpp,
  identity,
  url,
  port,
  host,
  path,
  passwordFromEnv,
  operator,
  operatorTarget,
}: InitOptions): PlanAnswers {
  if (role === undefined || ocpp === undefined)
    throw usageError(
      '--role and --ocpp are needed where nobody can be asked',
      'For example: laddprov init --role station --ocpp 2.0.1 --identity CS001',
    );
  return {
    role,
    version: ocpp,
    ...(role === 'station' && identity[0] !== undefined && { identity: identity[0] }),
    ...(role === 'csms' && identity.length > 0 && { identities: identity }),
    ...(url !== undefined && { url }),
    ...(port !== undefined && { port }),
    ...(host !== undefined && { host }),
    ...(path !== undefined && { path }),
    ...(passwordFromEnv !== undefined && { passwordFromEnv, securityProfile: 1 as const }),
    ...(operator !== undefined && { operator }),
    ...(operatorTarget !== undefined && { operatorTarget }),
  };
}

/** Somebody pressed Ctrl-C at a question. */
const stopped = new Error('stopped');

async function ask<T>(question: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await question;
  if (isCancel(answer)) throw stopped;
  return answer as Exclude<T, symbol>;
}

async function byAsking(options: InitOptions): Promise<InitOptions> {
  const role =
    options.role ??
    (await ask(
      select<Role>({
        message: 'What is under test?',
        options: [
          { value: 'station', label: 'a charging station' },
          { value: 'csms', label: 'a CSMS' },
        ],
      }),
    ));
  const ocpp =
    options.ocpp ??
    (await ask(select<Version>({ message: 'Which OCPP version?', options: VERSIONS.map((value) => ({ value })) })));
  const identity =
    options.identity.length > 0
      ? options.identity
      : (
          await ask(
            text({
              message:
                role === 'station'
                  ? 'Its identity (the last part of its URL)?'
                  : 'Which station identities may the tester play (with spaces between)?',
              placeholder: 'CS001',
              validate: (value) => (value === undefined || value.trim() === '' ? 'at least one' : undefined),
            }),
          )
        )
          .trim()
          .split(/\s+/);
  const url =
    role === 'csms'
      ? (options.url ??
        (await ask(
          text({ message: "The CSMS's endpoint, without the identity?", placeholder: 'ws://127.0.0.1:9000/ocpp' }),
        )))
      : undefined;
  const port =
    role === 'station'
      ? (options.port ??
        Number(
          await ask(
            text({
              message: 'On which port shall the tester listen?',
              initialValue: '9000',
              validate: (value) => (/^\d{1,5}$/.test(value ?? '') ? undefined : 'a number'),
            }),
          ),
        ))
      : undefined;
  const operator =
    options.operator ??
    (await ask(
      select<NonNullable<PlanAnswers['operator']>>({
        message: 'Who acts on it when the tester asks?',
        options: [
          { value: 'terminal', label: 'a person at this terminal' },
          { value: 'http', label: 'an HTTP interface' },
          { value: 'command', label: 'a command' },
          { value: 'module', label: 'a module of mine' },
          { value: 'none', label: 'nobody: what needs it is inconclusive' },
        ],
      }),
    ));
  return {
    ...options,
    role,
    ocpp,
    identity,
    operator,
    ...(url !== undefined && { url }),
    ...(port !== undefined && { port }),
  };
}

export async function initCommand(options: InitOptions): Promise<number> {
  if (existsSync(options.out))
    throw usageError(`${options.out} exists`, 'Name another file with --out; nothing is overwritten.');
  if (options.plan !== undefined && options.probe !== true)
    throw usageError('--plan is for --probe', 'Give --probe to ask the product of that plan.');
  if (options.plan !== undefined) return initProbed(options, undefined);
  const askable =
    process.stdin.isTTY && process.stdout.isTTY && (options.role === undefined || options.ocpp === undefined);
  let answers: PlanAnswers;
  try {
    answers = fromOptions(askable ? await byAsking(options) : options);
  } catch (error) {
    if (error !== stopped) throw error;
    cancel('nothing was written');
    return EXIT.usage;
  }
  if (options.probe === true) return initProbed(options, answers);
  const plan = commentedPlan(answers);
  // What is handed to a user is valid, or it is a defect of ours. A password may be in an environment of another day.
  readPlan(plan, options.out, {
    ...process.env,
    ...(options.passwordFromEnv !== undefined && {
      [options.passwordFromEnv]: process.env[options.passwordFromEnv] ?? 'laddprov-placeholder',
    }),
  });
  writeFileSync(options.out, plan, { flag: 'wx' });
  console.log(`${options.out} is written; look through it, then: laddprov doctor --plan ${options.out}`);
  return 0;
}
