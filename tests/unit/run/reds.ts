/** Reds made by hand, for what is found behind them. */
import { causesOf } from '../../../harness/run/causes/causes.js';
import { type EventOf, eventSchema, type RecordEvent } from '../../../harness/record/events.js';

type Check = EventOf<'check'>;

/** Events with numbers and times of their own; `from` is where both begin, which must not show in any key. */
export function scene(from = 0) {
  const events: RecordEvent[] = [];
  let n = from;
  let t = from;
  const at = () => ({ lane: 1, t: (t += 10) });
  const frame = (dir: 'rx' | 'tx', value: unknown, deliberate?: string): number => {
    const text = JSON.stringify(value);
    events.push({
      type: 'frame',
      n: ++n,
      conn: 1,
      ...at(),
      dir,
      text,
      ...(deliberate !== undefined && { deliberate }),
    });
    return n;
  };
  return {
    events,
    frame,
    call: (action: string, payload: object = {}, deliberate?: string) =>
      frame('tx', [2, `id-${n}-${from}`, action, payload], deliberate),
    result: (request: number, payload: object) => frame('rx', [3, `id-${request - 1}-${from}`, payload]),
    error: (request: number, code: string) => frame('rx', [4, `id-${request - 1}-${from}`, code, '', {}]),
    check(of: Partial<Check> & Pick<Check, 'case' | 'expected' | 'actual'>): void {
      const { action } = of;
      const rest = { id: 'step', title: 'a step', phase: 'main', kind: 'response', verdict: 'fail' } as const;
      events.push({
        type: 'check',
        ...at(),
        ...rest,
        requirements: ['1.6 §5'],
        frames: [],
        asserts: [],
        ...(action !== undefined && { action }),
        ...of,
      });
    },
    finding(of: Partial<EventOf<'finding'>> & { readonly rule: string; readonly message: string }): void {
      const rest = { severity: 'fail' as const, blame: 'sut' as const, clause: 'schema', frames: [] };
      events.push({ type: 'finding', ...at(), ...rest, ...of });
    },
    incident(of: Partial<EventOf<'incident'>> & Pick<EventOf<'incident'>, 'kind'>): void {
      events.push({ type: 'incident', ...at(), text: 'it happened', frames: [], ...of });
    },
    causes: () =>
      causesOf(
        events.map((event) => eventSchema.parse(event)),
        t,
      ),
  };
}

/** The keys with the cases under each. */
export const told = (causes: readonly EventOf<'cause'>[]) => causes.map(({ key, cases }) => [key, cases]);
