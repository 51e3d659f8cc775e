/**
 * A run: chooses the cases, opens the lanes, runs the sanity case first and last with all others between, and closes
 * the record. Everything it learns goes out as events.
 */
import { createEntropy } from '../doors/entropy.js';
import { createMaterials } from '../doors/materials.js';
import { createPace } from '../doors/pace.js';
import { type FileDoor } from '../peers/csms-side/csms-files.js';
import { type RecordEvent } from '../record/events.js';
import { createNumbering, type NumberedKind } from '../record/numbering.js';
import { ALL_RULES } from '../rules/index.js';
import { createOutcomes } from './attempts.js';
import { createCauseCollector } from './causes/causes.js';
import { chooseCases } from './choose.js';
import { createClaimCollector } from './claims.js';
import { type Conclusion, concludeRun } from './conclude.js';
import { listenForStations } from './csms-server.js';
import { createLaneRunner, type LaneRunner } from './lane-runner.js';
import { parametersOf } from './parameters.js';
import { passwordOf } from './password.js';
import { runAll } from './run-all.js';
import { runStart } from './run-start.js';
import { loadSecurity } from './security.js';
import { ruleSettingsOf } from './rule-settings.js';
import { type RunOptions } from './run-options.js';

/** Runs the plan. Rejects with what has a `code` and a `hint` when it cannot begin. */
export async function run(options: RunOptions): Promise<Conclusion> {
  const { loaded, host, recorder, signal } = options;
  const { plan } = loaded;
  const { seed, all, only, shard } = options;
  const chosen = chooseCases(options.catalogue, plan, options.select, {
    seed,
    dictates: options.operator.dictates === true,
    ...(all && { all }),
    ...(only && { only }),
    ...(shard && { shard }),
  });
  const epoch = host.now();
  const events: RecordEvent[] = [];
  const claims = createClaimCollector(plan);
  const outcomes = createOutcomes();
  const causes = createCauseCollector();
  const emit = (event: RecordEvent) => {
    causes.on(recorder.emit(event));
    if (
      event.type === 'case-start' ||
      event.type === 'case-end' ||
      event.type === 'check' ||
      event.type === 'finding' ||
      event.type === 'advisory'
    )
      events.push(event);
    if (event.type === 'case-amend') outcomes.amend(event.case, event.verdict, event.reason);
    claims.on(event);
    options.onEvent?.(event);
  };
  const numbering = createNumbering();
  let frames = 0;
  const counted = {
    next(kind: NumberedKind) {
      if (kind === 'frame') frames++;
      return numbering.next(kind);
    },
  };
  const security = await loadSecurity(plan, epoch, options.pki);
  const materials = createMaterials(host);
  const identities = plan.sut.identities.length > 0 ? plan.sut.identities : [plan.sut.identity];
  const count = Math.max(1, Math.min(options.lanes ?? plan.lanes, identities.length));
  const paces = identities.slice(0, count).map(() => createPace(host, epoch));
  const runners = identities.slice(0, count).map((identity, index): LaneRunner => {
    const password = passwordOf(plan, identity);
    return createLaneRunner({
      id: index + 1,
      identity,
      version: plan.sut.version,
      sut: plan.sut.role,
      pace: paces[index]!,
      entropy: (label) => createEntropy(options.seed, label),
      wire: options.wire,
      operator: options.operator,
      materials,
      numbering: counted,
      epoch,
      rules: ALL_RULES,
      ruleSettings: ruleSettingsOf(plan),
      parameters: parametersOf(plan, identity),
      ...(options.files && { files: fileDoor(options.files) }),
      ...(plan.url !== undefined && {
        target: { url: plan.url, profile: plan.security.profile, ...(password && { password }) },
      }),
      security,
      emit,
    });
  });
  options.files?.server.onTransfer((transfer) => laneOf(runners, transfer.path)?.transferred(transfer));
  const listener =
    plan.sut.role === 'station'
      ? await listenForStations({
          wire: options.wire,
          host: plan.listen?.host ?? '127.0.0.1',
          port: plan.listen?.port ?? 0,
          path: plan.listen?.path ?? '/',
          version: plan.sut.version,
          runners: new Map(runners.map((runner) => [runner.lane.identity, runner])),
          security,
          passwordOf: (identity) => passwordOf(plan, identity),
          onStranger: (request, reason) => options.onStranger?.(request.path, reason),
        })
      : undefined;
  emit(runStart(options, chosen, epoch));
  let interrupted: string | undefined;
  let interrupt = (): void => undefined;
  let unanswered: string | undefined;
  try {
    if (listener)
      await options.onListening?.(
        `${plan.security.profile >= 2 ? 'wss' : 'ws'}://${plan.listen?.host ?? '127.0.0.1'}:${listener.port}${plan.listen?.path ?? '/'}`,
      );
    const work = runAll({ runners, chosen, outcomes, emit, tokenSets: plan.parameters.tokenSets, ...options });
    const stopped = new Promise<'interrupted'>((resolve) => {
      if (signal?.aborted) resolve('interrupted');
      interrupt = () => resolve('interrupted');
      signal?.addEventListener('abort', interrupt);
    });
    const outcome = await Promise.race([work, stopped]);
    if (outcome === 'interrupted') {
      interrupted = typeof signal?.reason === 'string' ? signal.reason : 'interrupted';
      await Promise.all(runners.map((runner) => runner.leave()));
    } else unanswered = outcome.unanswered;
  } finally {
    signal?.removeEventListener('abort', interrupt);
    for (const pace of paces) pace.stop();
    for (const { lane } of runners) lane.shut();
    await listener?.close();
  }
  const t = Math.round((host.now() - epoch) * 1000) / 1000;
  for (const claim of claims.claims(t)) emit(claim);
  return concludeRun({
    emit,
    recorder,
    t,
    now: host.now(),
    chosen,
    results: outcomes.all(),
    events,
    causes: causes.causes(t),
    frames,
    interrupted,
    unanswered,
    strict: options.strict === true,
    ...(shard && { shard }),
  });
}

const fileDoor = ({ server, firmware }: NonNullable<RunOptions['files']>): FileDoor => ({
  ...server,
  ...(firmware && { firmware }),
});

/** Addresses begin with the number of their lane; whoever lost his way can only be told where there is one lane. */
function laneOf(runners: readonly LaneRunner[], path: string): LaneRunner | undefined {
  const id = Number(/^\/(\d{1,6})(?:\/|$)/.exec(path)?.[1]);
  return runners.find(({ lane }) => lane.id === id) ?? (runners.length === 1 ? runners[0] : undefined);
}
