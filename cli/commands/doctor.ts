/** `laddprov doctor`: configuration errors before any case runs. */
import { existsSync } from 'node:fs';
import { catalogue } from '../../testcases/index.js';
import { createLiveHost } from '../../harness/doors/host.js';
import { createOperator } from '../../harness/operator/index.js';
import { factsOf } from '../../harness/peers/case.js';
import { featuresFor } from '../../harness/plan/statement/features.js';
import { type LoadedPlan, loadPlan } from '../../harness/plan/reading/load.js';
import { type Plan } from '../../harness/plan/plan.js';
import { isAnswered } from '../../harness/plan/probed/probe-found.js';
import { profilesOf } from '../../harness/plan/statement/profiles.js';
import { statementDifferences } from '../../harness/plan/claims/statement-differences.js';
import { unapplied } from '../../harness/plan/statement/wanting.js';
import { type CaseFacts } from '../../harness/record/events.js';
import { scarceTokens } from '../../harness/plan/tokens.js';
import { chooseCases } from '../../harness/run/choose.js';
import { EXIT } from '../../harness/run/conclude.js';
import { diagnose } from '../../harness/run/doctor.js';
import { type Diagnosis } from '../../harness/run/diagnosis.js';
import { diagnoseFiles } from '../../harness/run/plan-files.js';
import { webSocketWire } from '../../harness/wire/websocket.js';
import { usageError } from '../errors.js';
import { probe } from '../probe/probe.js';

function print(found: readonly Diagnosis[]): void {
  for (const { ok, subject, detail, hint } of found) {
    console.log(`${ok ? 'ok  ' : 'BAD '} ${subject}: ${detail}`);
    if (hint !== undefined) console.log(`     hint: ${hint}`);
  }
}

/** So many cases of a name are shown. */
const SOME = 3;

/** Which cases drop out, and for want of what. */
function printUnapplied(plan: Plan, cases: readonly CaseFacts[]): void {
  const { role, version } = plan.sut;
  const names = [...profilesOf(version), ...featuresFor(role, version).keys()];
  const { wanting, others } = unapplied(cases, plan, names);
  const count = new Set([...wanting.flatMap(({ cases: ids }) => ids), ...others.map(({ id }) => id)]).size;
  if (count === 0) return console.log('ok   statement: every case of this role and version applies');
  console.log(`note statement: ${count} cases do not apply; one more name in it, and these would:`);
  for (const { name, cases: ids } of wanting) {
    const more = ids.length > SOME ? ` and ${ids.length - SOME} more` : '';
    console.log(`     ${name}: ${ids.length} (${ids.slice(0, SOME).join(' ')}${more})`);
  }
  if (others.length > 0)
    console.log(`     ${others.length} need more than one, such as ${others[0]!.id}: ${others[0]!.reason}`);
  console.log(`     laddprov features --role ${role} --ocpp ${version} says what each name means`);
}

/** Asks the product, and says what it shows and the statement does not, and the other way round. */
async function printDifferences(loaded: LoadedPlan, wait: number, record: string): Promise<boolean> {
  if (existsSync(record))
    throw usageError(`${record} exists`, 'Name another file with --probe; a record is never overwritten.');
  const { found, ended } = await probe(loaded, { wait, record });
  if (!found.asked.some(isAnswered)) {
    console.log(`BAD  probe: the product told nothing: ${ended ?? found.trouble.join('; ')}`);
    return false;
  }
  for (const line of found.trouble) console.log(`note probe: ${line}`);
  const differences = statementDifferences(found, loaded.plan);
  console.log(`ok   probe: ${found.asked.length} requests; the frames are in ${record}`);
  for (const { subject, kind, shown } of differences)
    console.log(
      kind === 'lacks'
        ? `note statement: the product shows ${subject}, and the plan lacks it: ${shown}`
        : `note statement: the plan claims ${subject}, and the product does not show it: ${shown}`,
    );
  if (differences.length === 0) console.log('ok   statement: what the product shows of itself is what the plan says');
  return true;
}

interface DoctorOptions {
  readonly plan: string;
  readonly wait: number;
  /** Where the frames of a probe go; without it nothing is asked. */
  readonly probe?: string;
}

export async function doctorCommand(options: DoctorOptions): Promise<number> {
  const loaded = await loadPlan(options.plan);
  const { plan, file, secrets } = loaded;
  console.log(`ok   plan: ${file} is valid`);
  const chosen = chooseCases(catalogue, plan, []);
  const withOperator = chosen.cases.filter((item) => item.operator.length > 0).length;
  console.log(`ok   selection: ${chosen.cases.length} cases would run, ${withOperator} of them need an operator`);
  printUnapplied(plan, catalogue.cases.map(factsOf));
  const operator = await createOperator(plan, { secrets });
  const nobody = withOperator > 0 && plan.operator.every((settings) => settings.kind === 'none');
  console.log(
    nobody
      ? `note operator: none; those ${withOperator} cases will be inconclusive`
      : `ok   operator: ${operator.name}`,
  );
  const scarce = plan.sut.role === 'csms' ? scarceTokens(plan.parameters.tokenSets, plan.lanes) : [];
  if (scarce.length > 0)
    console.log(
      `note tokens: ${scarce.join(', ')} ${scarce.length === 1 ? 'is' : 'are'} too few for ${plan.lanes} lanes; cases that may charge run on the lanes that have tokens of their own (parameters.idTokens takes lists)`,
    );
  await operator.close?.();
  const files = await diagnoseFiles(plan);
  print(files);
  if (plan.sut.role === 'station')
    console.log(`     waiting up to ${options.wait} s for ${plan.sut.identity} to connect`);
  const found = await diagnose(plan, webSocketWire, createLiveHost(), options.wait * 1000);
  print(found);
  // A stranger that was refused does no harm where the right station came as well.
  const bad = plan.sut.role === 'station' ? !found.slice(1).some(({ ok }) => ok) : found.some(({ ok }) => !ok);
  if (bad || files.some(({ ok }) => !ok)) return EXIT.usage;
  if (options.probe === undefined) {
    console.log('     with --probe FILE the product is asked what it has, and the statement held against it');
    return 0;
  }
  return (await printDifferences(loaded, options.wait, options.probe)) ? 0 : EXIT.usage;
}
