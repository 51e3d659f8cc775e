/** The runs that the reports are tried on. */
import { type Verdict } from '../../../harness/record/events.js';
import { type SyntheticCase, type SyntheticRun } from './synthetic-header.js';

/** A run with every verdict, every reason not to run, a dictated check and a long case. */
export function mixedRun(): SyntheticRun {
  return {
    cases: [
      {
        id: 'TC_B_01_CS',
        verdict: 'pass',
        title: 'A station announces itself after power-up',
        checks: [
          { id: 'boot', verdict: 'pass' },
          { id: 'reply', verdict: 'pass', dictated: true, requirements: ['B01.FR.05'] },
        ],
      },
      {
        id: 'TC_B_21_CS',
        verdict: 'fail',
        title: 'A reset on idle waits for the transaction to end',
        reason: 'The station restarted in the middle of the transaction',
        chatter: 60,
        checks: [
          { id: 'accepted', verdict: 'pass', title: 'The station accepts the reset' },
          { id: 'boot', verdict: 'fail' },
        ],
      },
      {
        id: 'TC_E_03_CS',
        verdict: 'inconclusive',
        block: 'E Transactions',
        profiles: { Core: 'mandatory', 'Smart Charging': 'conditional' },
        title: 'A session starts with the cable',
        reason: 'The operator did not plug in',
        checks: [{ id: 'plug', verdict: 'inconclusive', phase: 'precondition', title: 'The car is plugged in' }],
      },
      {
        id: 'TC_J_01_CS',
        verdict: 'error',
        block: 'J Meter values',
        profiles: { 'Smart Charging': 'mandatory' },
        title: 'Meter values come at the clock-aligned interval',
        reason: 'The tester could not bind its port',
        checks: [{ id: 'interval', verdict: 'error', title: 'Values come every 900 s' }],
      },
      {
        id: 'TC_N_01_CS',
        verdict: 'pass',
        block: 'N Diagnostics',
        profiles: { Core: 'conditional' },
        title: 'A log is uploaded when asked',
      },
    ],
    notRun: [
      { id: 'TC_C_08_CS', reason: 'the statement does not claim C-01 (local authorization list)' },
      { id: 'TC_C_09_CS', reason: 'not selected: --select TC_B*' },
      { id: 'TC_O_01_CS', chosen: true, block: 'O Display messages' },
    ],
  };
}

/** A run of `count` cases of realistic size, one in `redEvery` of them failed. */
export function longRun(count: number, redEvery = 25): SyntheticRun {
  const blocks = [
    'B Provisioning',
    'C Authorization',
    'E Transactions',
    'G Availability',
    'J Meter values',
    'K Smart charging',
  ];
  return {
    cases: Array.from({ length: count }, (_, i): SyntheticCase => {
      const verdict = i % redEvery === redEvery - 1 ? 'fail' : 'pass';
      const block = blocks[i % blocks.length]!;
      const check = (id: string, of: Verdict) => ({
        id,
        verdict: of,
        requirements: [`${block[0]}${String(i % 20).padStart(2, '0')}.FR.${id.length}${i % 7}`],
      });
      return {
        id: `TC_${block[0]}_${String(i).padStart(3, '0')}_CS`,
        block,
        verdict,
        chatter: 4,
        checks: [
          check('accepted', 'pass'),
          check('boot', verdict),
          check('status-1', 'pass'),
          check('status-22', 'pass'),
        ],
      };
    }),
  };
}
