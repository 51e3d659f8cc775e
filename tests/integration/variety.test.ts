/** The tester's own traffic varies within what is legal. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embeddedPki } from '../../cli/embedded/run-embedded.js';
import { varietyIn } from '../../cli/embedded/variety.js';
import { VERSIONS, type Version } from '../../harness/doors/protocol.js';
import { catalogue } from '../../testcases/index.js';

const pki = embeddedPki();

/** What is sent at least once, as paths of enums of which every value is. */
const WHOLE: Readonly<Record<Version, readonly string[]>> = {
  '1.6': [
    'StatusNotification status',
    'StatusNotification errorCode',
    'StopTransaction reason',
    'StopTransaction transactionData',
    'BootNotification meterType',
    'MeterValues meterValue[0].sampledValue[0].phase',
    'MeterValues meterValue[0].sampledValue[0].context',
    'MeterValues meterValue[0].sampledValue[0].location',
    'MeterValues meterValue[0].sampledValue[0].format',
    'MeterValues meterValue[0].sampledValue[0].measurand',
  ],
  '2.0.1': [
    'TransactionEvent triggerReason',
    'TransactionEvent transactionInfo.chargingState',
    'TransactionEvent transactionInfo.stoppedReason',
    'TransactionEvent numberOfPhasesUsed',
    'MeterValues meterValue[0].sampledValue[0].measurand',
    'MeterValues meterValue[0].sampledValue[0].phase',
    'MeterValues meterValue[0].sampledValue[0].context',
    'MeterValues meterValue[0].sampledValue[0].signedMeterValue',
    'Authorize idToken.additionalInfo',
    'NotifyEvent eventData[0].trigger',
  ],
  '2.1': ['Authorize idToken.additionalInfo', 'MeterValues meterValue[0].sampledValue[0].phase'],
};

for (const version of VERSIONS)
  test(`U12: in OCPP ${version} the tester says, once at least, what a station says now and then`, async () => {
    const rows = await varietyIn(catalogue, version, await pki);
    const never = new Set(rows.flatMap(({ action, never: list }) => list.map((one) => `${action} ${one}`)));
    const lacking = WHOLE[version].filter((place) =>
      [...never].some((one) => one === place || one.startsWith(`${place}=`)),
    );
    assert.deepEqual(lacking, []);
    // A token of type NoAuthorization is told, and never asked for (C02).
    const types = [...never].filter((one) => one.startsWith('Authorize idToken.type='));
    assert.deepEqual(types, version === '2.0.1' ? ['Authorize idToken.type=NoAuthorization'] : []);
    assert.ok(!never.has('TransactionEvent idToken.type=NoAuthorization'));
    for (const { action, fields, values } of rows)
      assert.ok(fields.sent <= fields.all && values.sent <= values.all, action);
  });
