/** A case judges its subject: what it needs besides and does not get is no red, and makes no other case blind. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Heard, type Transform } from '../../../fixtures/mutants/named-mutant.js';
import { meet } from './meet.js';

const answersTo = ({ kind, action }: Heard, name: string): boolean => kind === 'result' && action === name;

/** GetTransactionStatus is not there. */
const noStatus: Transform = (heard) =>
  answersTo(heard, 'GetTransactionStatus') ? [[4, heard.id, 'NotImplemented', '', {}]] : undefined;

/** GetVariables for one of these is answered so. */
const tells =
  (names: readonly string[], result: object): Transform =>
  (heard) => {
    if (!answersTo(heard, 'GetVariables')) return undefined;
    const [datum] = heard.asked['getVariableData'] as readonly {
      readonly component: object;
      readonly variable: { readonly name: string };
    }[];
    if (!datum || !names.includes(datum.variable.name)) return undefined;
    const { component, variable } = datum;
    return [[3, heard.id, { getVariableResult: [{ component, variable, ...result }] }]];
  };

const POINTS = ['TxStartPoint', 'TxStopPoint'];
const noPoints = tells(POINTS, { attributeStatus: 'UnknownVariable' });

for (const version of ['2.0.1', '2.1'] as const) {
  void describe(`a ${version} station`, () => {
    for (const id of ['TC_F_09_CS', 'TC_G_11_CS', 'FAULT_2X_CS_08'])
      void it(`T13: that does not give the status of transactions passes ${id}`, async () => {
        const { verdict, reason } = await meet(id, version, noStatus);
        assert.equal(verdict, 'pass', reason);
      });

    void it('T13: that does not give the status of transactions fails the case that is about it', async () => {
      assert.equal((await meet('TC_E_30_CS', version, noStatus)).verdict, 'fail');
    });

    void it('that says of the transaction that it is over fails TC_F_09_CS for that', async () => {
      const over: Transform = (heard) =>
        answersTo(heard, 'GetTransactionStatus')
          ? [[3, heard.id, { ongoingIndicator: false, messagesInQueue: false }]]
          : undefined;
      assert.deepEqual((await meet('TC_F_09_CS', version, over)).red, ['goes-on']);
    });

    void it('that ends the transaction without giving its status fails TC_F_09_CS for that', async () => {
      const ends: Transform = (heard, line) => {
        if (answersTo(heard, 'GetTransactionStatus'))
          line.call(
            'TransactionEvent',
            {
              ...{ eventType: 'Ended', timestamp: line.time(), triggerReason: 'RemoteStop', seqNo: 9 },
              transactionInfo: { transactionId: heard.asked['transactionId'], stoppedReason: 'Remote' },
            },
            500,
          );
        return noStatus(heard, line);
      };
      assert.ok((await meet('TC_F_09_CS', version, ends)).red.includes('goes-on'));
    });

    void it('T13: whose list of measurands is empty is given one, and passes TC_J_09_CS', async () => {
      let given = false;
      const says: Transform = (heard, line) => {
        if (answersTo(heard, 'SetVariables') && JSON.stringify(heard.asked).includes('TxUpdatedMeasurands'))
          given = true;
        const names = ['TxUpdatedMeasurands'];
        return given ? undefined : tells(names, { attributeStatus: 'Accepted', attributeValue: '' })(heard, line);
      };
      const { verdict, reason } = await meet('TC_J_09_CS', version, says);
      assert.equal(verdict, 'pass', reason);
      assert.ok(given);
    });

    void it('T13: whose list of measurands is empty and stays so makes TC_J_09_CS inconclusive', async () => {
      const empty = tells(['TxUpdatedMeasurands'], { attributeStatus: 'Accepted', attributeValue: '' });
      const says: Transform = (heard, line) => {
        if (!answersTo(heard, 'SetVariables') || !JSON.stringify(heard.asked).includes('TxUpdatedMeasurands'))
          return empty(heard, line);
        const [{ component, variable }] = heard.asked['setVariableData'] as [{ component: object; variable: object }];
        return [[3, heard.id, { setVariableResult: [{ component, variable, attributeStatus: 'Rejected' }] }]];
      };
      const { verdict, reason } = await meet('TC_J_09_CS', version, says);
      assert.equal(verdict, 'inconclusive');
      assert.match(reason, /has no measurands, and takes none/);
    });

    for (const [txStartPoint, txStopPoint] of [
      ['EVConnected', 'EVConnected'],
      ['Authorized', 'PowerPathClosed'],
      ['EnergyTransfer', 'EnergyTransfer'],
      ['PowerPathClosed', 'Authorized'],
    ] as const) {
      const says = `starts at ${txStartPoint} and stops at ${txStopPoint}, and tells neither,`;
      for (const id of ['TC_F_08_CS', 'TC_E_03_CS', 'TC_E_04_CS', 'TC_E_06_CS', 'TC_F_01_CS'])
        void it(`T12: that ${says} passes ${id}`, async () => {
          const { verdict, reason } = await meet(id, version, noPoints, { variant: { txStartPoint, txStopPoint } });
          assert.equal(verdict, 'pass', reason);
        });
      void it(`T12: that ${says} is not judged by TC_E_17_CS, which needs to know`, async () => {
        const { verdict } = await meet('TC_E_17_CS', version, noPoints, { variant: { txStartPoint, txStopPoint } });
        assert.equal(verdict, 'inconclusive');
      });
    }

    void it('that tells its stop point is held to it', async () => {
      const untrue = tells(['TxStopPoint'], { attributeStatus: 'Accepted', attributeValue: 'EVConnected' });
      const { red } = await meet('TC_F_08_CS', version, untrue, { variant: { txStopPoint: 'Authorized' } });
      assert.deepEqual(red, ['ends-as-configured']);
    });
  });
}

const SMART = [
  ...['TC_056_CS', 'TC_057_CS', 'TC_058_1_CS', 'TC_058_2_CS', 'TC_059_CS', 'TC_060_CS', 'TC_066_CS', 'TC_072_CS'],
  ...['TC_082_CS', 'SMART_16_CS_01', 'SMART_16_CS_02', 'SMART_16_CS_03', 'SMART_16_CS_04', 'SMART_16_CS_05'],
  ...['SMART_16_CS_06', 'SMART_16_CS_07'],
];

void describe('a 1.6 station that tells -1 where nothing limits it', () => {
  /** What it says is right as soon as a profile is installed. */
  const minusOne = (): Transform => {
    let installed = 0;
    return (heard) => {
      if (answersTo(heard, 'SetChargingProfile') || answersTo(heard, 'RemoteStartTransaction')) installed++;
      if (answersTo(heard, 'ClearChargingProfile') && Object.keys(heard.asked).length === 0) installed = 0;
      if (!answersTo(heard, 'GetCompositeSchedule') || installed > 0) return undefined;
      const { chargingSchedule, ...rest } = heard.payload as { chargingSchedule?: object };
      const chargingSchedulePeriod = [{ startPeriod: 0, limit: -1, numberPhases: -1 }];
      return [[3, heard.id, { ...rest, chargingSchedule: { ...chargingSchedule, chargingSchedulePeriod } }]];
    };
  };
  for (const id of SMART)
    void it(`T14: passes ${id}, which is about something else`, async () => {
      const { verdict, reason } = await meet(id, '1.6', minusOne());
      assert.equal(verdict, 'pass', reason);
    });

  void it('T14: fails the one case that asks what it gives without a profile', async () => {
    const { verdict, red } = await meet('TC_067_CS', '1.6', minusOne());
    assert.deepEqual([verdict, red], ['fail', ['schedule-without-any']]);
  });
});

void describe('a 1.6 station that gives less by itself than the profiles allow', () => {
  /** Its composite schedules are bounded by 10 A or 10 kW. */
  const low: Transform = (heard) => {
    if (!answersTo(heard, 'GetCompositeSchedule')) return undefined;
    const { chargingSchedule } = heard.payload as {
      chargingSchedule?: { chargingRateUnit: string; chargingSchedulePeriod: readonly { limit: number }[] };
    };
    if (!chargingSchedule) return undefined;
    const most = chargingSchedule.chargingRateUnit === 'A' ? 10 : 10_000;
    const chargingSchedulePeriod = chargingSchedule.chargingSchedulePeriod.map((period) => ({
      ...period,
      limit: Math.min(period.limit, most),
    }));
    return [[3, heard.id, { ...heard.payload, chargingSchedule: { ...chargingSchedule, chargingSchedulePeriod } }]];
  };
  for (const id of [...SMART, 'TC_067_CS'])
    void it(`passes ${id}: the tester asks for its own limit where that may be the reason`, async () => {
      const { verdict, reason } = await meet(id, '1.6', low);
      assert.equal(verdict, 'pass', reason);
    });
});
