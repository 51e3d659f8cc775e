import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agreedClaims, compareClaims } from '../../../harness/plan/claims/claims.js';
import { readPlan } from '../../../harness/plan/reading/load.js';
import { collectShown, type ShownMessage } from '../../../harness/plan/claims/shown-facts.js';

const plan16 = (profiles: string, features = '[]') =>
  readPlan(
    `sut: { role: station, version: 1.6, identity: X }
listen: { port: 0 }
security: { profile: 0 }
statement: { profiles: ${profiles}, features: ${features} }
parameters: { connectors: 2 }
`,
    'plan.yaml',
    {},
  ).plan;
const plan2 = (profiles: string, features = '[]') =>
  readPlan(
    `sut: { role: station, version: 2.0.1, identity: X }
listen: { port: 0 }
security: { profile: 1, password: pppppppppppppppp }
statement: { profiles: ${profiles}, features: ${features} }
`,
    'plan.yaml',
    {},
  ).plan;

const keys = (values: Record<string, string>, unknownKey: string[] = [], readonly = true): ShownMessage => ({
  action: 'GetConfiguration',
  request: {},
  response: { configurationKey: Object.entries(values).map(([key, value]) => ({ key, value, readonly })), unknownKey },
  frames: [3, 4],
});
const report = (entries: Record<string, string>, mutability = 'ReadOnly', extra: object = {}): ShownMessage => ({
  action: 'NotifyReport',
  request: {
    reportData: Object.entries(entries).map(([name, value]) => {
      const [component, variable] = name.split('.');
      return {
        component: { name: component, ...(component === 'EVSE' ? { evse: { id: 1 } } : {}) },
        variable: { name: variable },
        variableAttribute: [{ value, mutability }],
        ...extra,
      };
    }),
  },
  frames: [7],
});
const lines16 = (profiles: string, features: string, ...messages: ShownMessage[]) =>
  compareClaims(collectShown('1.6', messages), plan16(profiles, features)).map(
    (claim) => `${claim.kind} ${claim.subject}: ${claim.shown}`,
  );
const lines2 = (profiles: string, features: string, ...messages: ShownMessage[]) =>
  compareClaims(collectShown('2.0.1', messages), plan2(profiles, features)).map(
    (claim) => `${claim.kind} ${claim.subject}: ${claim.shown}`,
  );

test('a 1.6 profile is compared with SupportedFeatureProfiles in both directions', () => {
  const message = keys({ SupportedFeatureProfiles: 'Core, Reservation' });
  assert.deepEqual(lines16('[Core, SmartCharging]', '[]', message), [
    'under-claim Reservation: SupportedFeatureProfiles is "Core, Reservation", read-only',
    'over-claim SmartCharging: SupportedFeatureProfiles is "Core, Reservation", read-only',
  ]);
  assert.deepEqual(lines16('[Core, Reservation]', '[]', message), []);
});

test('a 1.6 key that belongs to a profile tells of it', () => {
  assert.deepEqual(lines16('[Core]', '[]', keys({ LocalAuthListMaxLength: '20' })), [
    'under-claim LocalAuthListManagement: LocalAuthListMaxLength is "20", read-only',
  ]);
  assert.deepEqual(lines16('[Core, LocalAuthListManagement]', '[]', keys({}, ['LocalAuthListMaxLength'])), [
    'over-claim LocalAuthListManagement: LocalAuthListMaxLength is unknown to the station',
  ]);
  assert.deepEqual(
    lines16('[Core, Reservation]', '[ReserveConnectorZeroSupported]', keys({ ReserveConnectorZeroSupported: 'false' })),
    ['over-claim ReserveConnectorZeroSupported: ReserveConnectorZeroSupported is "false", read-only'],
  );
});

test('a switch that can be set has the feature, whatever its present value', () => {
  const off = { LocalPreAuthorize: 'false' };
  assert.deepEqual(lines16('[Core]', '[LocalPreAuthorize]', keys(off, [], false)), []);
  assert.deepEqual(lines16('[Core]', '[LocalPreAuthorize]', keys(off)), [
    'over-claim LocalPreAuthorize: LocalPreAuthorize is "false", read-only',
  ]);
});

test('a switch of which either way is a feature of its own has both where it can be set, and else the one', () => {
  const off = { StopTransactionOnEVSideDisconnect: 'false' };
  const both = '[StopTransactionOnEVSideDisconnect, TransactionOverEVSideDisconnect]';
  assert.deepEqual(lines16('[Core]', both, keys(off, [], false)), []);
  assert.deepEqual(lines16('[Core]', both, keys(off)), [
    'over-claim StopTransactionOnEVSideDisconnect: StopTransactionOnEVSideDisconnect is "false", read-only',
  ]);
  assert.deepEqual(lines16('[Core]', '[]', keys({ StopTransactionOnEVSideDisconnect: 'true' })), [
    'under-claim StopTransactionOnEVSideDisconnect: StopTransactionOnEVSideDisconnect is "true", read-only',
  ]);
});

test('numbers are compared with the parameters', () => {
  const claims = compareClaims(collectShown('1.6', [keys({ NumberOfConnectors: '1' })]), plan16('[Core]'));
  assert.deepEqual(claims, [
    { subject: 'number of connectors', claimed: '2', shown: '1', kind: 'over-claim', frames: [3, 4] },
  ]);
});

test('a 2.x controller that is available, or is not, is compared with its profile', () => {
  assert.deepEqual(lines2('[Core]', '[]', report({ 'ReservationCtrlr.Available': 'true' })), [
    'under-claim Reservation: ReservationCtrlr.Available is "true", read-only',
  ]);
  assert.deepEqual(lines2('[Core, Smart Charging]', '[]', report({ 'SmartChargingCtrlr.Available': 'false' })), [
    'over-claim Smart Charging: SmartChargingCtrlr.Available is "false", read-only',
  ]);
  const unknown: ShownMessage = {
    action: 'GetVariables',
    request: {},
    response: {
      getVariableResult: [
        { attributeStatus: 'UnknownComponent', component: { name: 'AuthCacheCtrlr' }, variable: { name: 'Available' } },
      ],
    },
  };
  assert.deepEqual(lines2('[Core]', '[C-49]', unknown), [
    'over-claim C-49: AuthCacheCtrlr.Available is unknown to the station',
  ]);
});

test('start points are compared one by one with what the station lists', () => {
  const list = { variableCharacteristics: { valuesList: 'EVConnected,Authorized' } };
  const message = report({ 'TxCtrlr.TxStartPoint': 'Authorized' }, 'ReadWrite', list);
  assert.deepEqual(lines2('[Core]', '[C-09.1, C-09.5]', message), [
    'under-claim C-09.2: TxCtrlr.TxStartPoint is "Authorized", can be set',
    'over-claim C-09.5: TxCtrlr.TxStartPoint is "Authorized", can be set',
    'under-claim C-51: TxCtrlr.TxStartPoint is "Authorized", can be set',
  ]);
});

test('reset of an EVSE counts when one EVSE allows it, and EVSEs are counted', () => {
  const message: ShownMessage = {
    action: 'NotifyReport',
    request: {
      reportData: [1, 2].map((id) => ({
        component: { name: 'EVSE', evse: { id } },
        variable: { name: 'AllowReset' },
        variableAttribute: [{ value: String(id === 2) }],
      })),
    },
  };
  assert.deepEqual(lines2('[Core]', '[C-13]', message), ['under-claim number of EVSEs: 2']);
  assert.deepEqual(lines2('[Core]', '[]', message), [
    'under-claim C-13: EVSE.AllowReset is "true", can be set',
    'under-claim number of EVSEs: 2',
  ]);
});

test('what was not shown is not judged', () => {
  assert.deepEqual(lines2('[Core, Reservation]', '[C-49, C-13]'), []);
  assert.deepEqual(lines16('[Core, Reservation]', '[LocalAuthListEnabled]'), []);
});

test('payloads of any shape are passed over without harm', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('1.6' as const, '2.0.1' as const),
      fc.anything(),
      fc.anything(),
      (version, request, response) => {
        const actions = ['GetConfiguration', 'NotifyReport', 'GetVariables'];
        const shown = collectShown(
          version,
          actions.map((action) => ({ action, request, response })),
        );
        compareClaims(shown, version === '1.6' ? plan16('[Core]') : plan2('[Core]'));
      },
    ),
    { numRuns: 300 },
  );
  const shapes = [
    null,
    1,
    { reportData: [null, { component: 1 }, { component: { name: '__proto__' }, variable: { name: 'constructor' } }] },
  ];
  for (const shape of shapes) collectShown('2.1', [{ action: 'NotifyReport', request: shape }]);
});

test('what was claimed and shown is told as well, unless something else that was shown differs', () => {
  const agreed = (profiles: string, features: string, ...messages: ShownMessage[]) =>
    agreedClaims(collectShown('1.6', messages), plan16(profiles, features)).map(
      (claim) => `${claim.subject}: ${claim.shown}`,
    );
  const message = keys({ SupportedFeatureProfiles: 'Core, Reservation' });
  assert.deepEqual(agreed('[Core, SmartCharging]', '[]', message), [
    'Core: SupportedFeatureProfiles is "Core, Reservation", read-only',
  ]);
  const contradicted = keys({ SupportedFeatureProfiles: 'Core, LocalAuthListManagement' }, ['LocalAuthListMaxLength']);
  assert.deepEqual(agreed('[LocalAuthListManagement]', '[]', contradicted), []);
  assert.deepEqual(agreed('[Reservation]', '[]'), []);
});
