/** A report of monitors, collected part by part (N02). */
import { type OnStation, type Request } from '../../../../harness/peers/ocpp2.js';

type Part = Request<'NotifyMonitoringReport'>;
type Asked = Omit<Request<'GetMonitoringReport'>, 'requestId' | 'customData'>;

/** One monitor as a report has it, and where it stands. */
export interface ReportedMonitor {
  readonly n: number;
  readonly path: string;
  readonly id: number | undefined;
  readonly type: string | undefined;
  readonly value: number | undefined;
  readonly severity: number | undefined;
  readonly component: string | undefined;
  readonly variable: string | undefined;
}

const MAX_PARTS = 200;

function monitorsIn({ monitor = [] }: Part, n: number): readonly ReportedMonitor[] {
  return monitor.flatMap((group, index) =>
    (group?.variableMonitoring ?? []).map((one, at) => ({
      n,
      path: `monitor[${index}].variableMonitoring[${at}]`,
      id: one?.id,
      type: one?.type,
      value: one?.value,
      severity: one?.severity,
      component: group.component?.name,
      variable: group.variable?.name,
    })),
  );
}

/** Asks for a report of monitors and judges that its parts come; `id` names the checks. */
export async function monitoringReport(
  context: OnStation,
  id: string,
  asked: Asked,
): Promise<readonly ReportedMonitor[]> {
  const { csms, now, stop } = context;
  const requestId = 1 + (Math.trunc(now()) % 1_000_000_000);
  await csms.call('GetMonitoringReport', { requestId, ...asked }, { status: 'Accepted' }, 'N02.FR.01', {
    id: `${id}-accepted`,
  });
  const found: ReportedMonitor[] = [];
  for (let seqNo = 0; seqNo < MAX_PARTS; seqNo++) {
    const { payload, n } = await csms.expect(
      'NotifyMonitoringReport',
      { seqNo },
      ['N02.FR.03', 'N02.FR.04', 'N02.FR.09'],
      { where: { requestId }, id: `${id}-part` },
    );
    found.push(...monitorsIn(payload, n));
    if (payload.tbc !== true) return found;
  }
  return stop(`a report of more than ${MAX_PARTS} parts is not read to its end`);
}

/** A monitor as it was set. */
export interface SetMonitor {
  readonly id: number;
  readonly type: string;
  readonly value: number;
  readonly severity: number;
}

const FIELDS = ['id', 'type', 'value', 'severity'] as const;

/** Judges that a report has a monitor, as far as these fields go as it was set. */
export function judgeMonitor(
  { check, csms }: OnStation,
  id: string,
  report: readonly ReportedMonitor[],
  wanted: SetMonitor,
  requirements: string | readonly string[],
  fields: readonly (typeof FIELDS)[number][] = FIELDS,
): void {
  const found = report.find((one) => one.id === wanted.id);
  const show = (one: Partial<SetMonitor>) => fields.map((field) => `${field} ${String(one[field])}`).join(', ');
  const same = (field: (typeof FIELDS)[number]) =>
    field === 'value' ? Math.abs((found?.value ?? NaN) - wanted.value) < 0.01 : found?.[field] === wanted[field];
  const path = found?.path ?? 'monitor[0].variableMonitoring[0]';
  check(id, found !== undefined && fields.every(same), {
    title: 'the report has the monitor as it was set',
    requirements,
    frames: found ? [found.n] : [...new Set([...report.map(({ n }) => n), csms.conversation.last])],
    expected: show(wanted),
    actual: found ? show(found) : 'not in the report',
    action: 'NotifyMonitoringReport',
    asserts: fields.map((field) => `${path}.${field}`),
  });
}
