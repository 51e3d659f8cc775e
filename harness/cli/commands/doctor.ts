/** `laddprov doctor`: configuration errors before any case runs. */
import { catalogue } from '../../../testcases/index.js';
import { createLiveHost } from '../../doors/host.js';
import { createOperator } from '../../operator/index.js';
import { loadPlan } from '../../plan/load.js';
import { scarceTokens } from '../../plan/tokens.js';
import { chooseCases } from '../../run/choose.js';
import { EXIT } from '../../run/conclude.js';
import { diagnose, type Diagnosis } from '../../run/doctor.js';
import { diagnoseFiles } from '../../run/plan-files.js';
import { webSocketWire } from '../../wire/websocket.js';

function print(found: readonly Diagnosis[]): void {
  for (const { ok, subject, detail, hint } of found) {
    console.log(`${ok ? 'ok  ' : 'BAD '} ${subject}: ${detail}`);
    if (hint !== undefined) console.log(`     hint: ${hint}`);
  }
}

export async function doctorCommand(options: { readonly plan: string; readonly wait: number }): Promise<number> {
  const { plan, file, secrets } = await loadPlan(options.plan);
  console.log(`ok   plan: ${file} is valid`);
  const chosen = chooseCases(catalogue, plan, []);
  const withOperator = chosen.cases.filter((item) => item.operator.length > 0).length;
  console.log(`ok   selection: ${chosen.cases.length} cases would run, ${withOperator} of them need an operator`);
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
  return bad || files.some(({ ok }) => !ok) ? EXIT.usage : 0;
}
