/** C01, E01 to E11, J01, J02: everything that a charging station may say, now and then, for a CSMS that takes it. */
import { csmsCase, oneOf, type OnCsms, type Request } from '../../../../harness/peers/ocpp2.js';
import { playStation, type Reason, type Trigger } from '../../../ocpp2/states/csms-session.js';

const FACTS = {
  versions: ['2.0.1', '2.1'],
  block: 'Station information',
  profiles: {},
  restsOn: 'right-from-wrong',
  operator: [],
} as const;

type IdToken = Request<'Authorize'>['idToken'];
type MeterValue = Request<'MeterValues'>['meterValue'][number];
type Sample = MeterValue['sampledValue'][number];

/** A token of each type, in the form that the type has (Part 2, IdTokenType and IdTokenEnumType). */
const TOKENS: readonly IdToken[] = [
  { type: 'Central', idToken: 'e3b0c442-98fc-4c14-9afb-f4c8996fb924' },
  { type: 'eMAID', idToken: 'DE-LAD-C12345678-9' },
  { type: 'ISO14443', idToken: '04e1b2c3d4e5f6' },
  { type: 'ISO15693', idToken: 'E007000012345678' },
  { type: 'KeyCode', idToken: '471100' },
  { type: 'Local', idToken: 'laddprov-app_1.2:3' },
  { type: 'MacAddress', idToken: '02005E10F1A7' },
];

const STATUSES = [
  ...['Accepted', 'Blocked', 'ConcurrentTx', 'Expired', 'Invalid', 'NoCredit', 'NotAllowedTypeEVSE'],
  ...['NotAtThisLocation', 'NotAtThisTime', 'Unknown'],
] as const;

export const takesEveryToken = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_11',
  title: 'A CSMS says what a token is worth, of whatever type it is',
  purpose: 'Cards, contracts, key codes, addresses and tokens of an app are answered with a status.',
  requirements: ['C01.FR.07'],
  steps: [
    `The tester asks for a token of each of the types ${TOKENS.map(({ type }) => type).join(', ')}; each is answered.`,
    'The tester asks for a token with more about it; it is answered.',
  ],
  async run({ station }) {
    const shape = { idTokenInfo: { status: oneOf(...STATUSES) } } as const;
    for (const idToken of TOKENS)
      await station.call('Authorize', { idToken }, shape, 'C01.FR.07', { id: `Authorize-${idToken.type}`, goOn: true });
    const more: IdToken = {
      type: 'ISO14443',
      idToken: '04E1B2C3D4E5F8',
      additionalInfo: [{ additionalIdToken: 'laddprov-2', type: 'laddprov' }],
    };
    await station.call('Authorize', { idToken: more }, shape, 'C01.FR.07', { id: 'Authorize-more', goOn: true });
  },
});

export const takesNoToken = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_12',
  title: 'A CSMS takes a transaction that needs no authorization',
  purpose: 'A station at which everybody charges, or that was started by a button, tells it so.',
  condition: 'C-35',
  requirements: ['C02.FR.02', 'E01.FR.12', 'J02.FR.19'],
  steps: ['The tester starts a transaction with a token of type NoAuthorization and ends it; the CSMS answers both.'],
  async run(context) {
    const point = playStation(context);
    const token = { idToken: '', type: 'NoAuthorization' };
    await point.event('Started', 'Authorized', { token, requirements: ['C02.FR.02', 'E01.FR.12'] });
    await point.event('Ended', 'StopAuthorized', { stoppedReason: 'Local' });
  },
});

const MEASURED: readonly (readonly [NonNullable<Sample['measurand']>, string | undefined])[] = [
  ...(['Register', 'Interval'] as const).flatMap((kind) => [
    [`Energy.Active.Import.${kind}`, 'kWh'] as const,
    [`Energy.Active.Export.${kind}`, 'Wh'] as const,
    [`Energy.Reactive.Import.${kind}`, 'varh'] as const,
    [`Energy.Reactive.Export.${kind}`, 'kvarh'] as const,
  ]),
  ['Energy.Active.Net', 'Wh'],
  ['Energy.Reactive.Net', 'varh'],
  ['Energy.Apparent.Net', 'VAh'],
  ['Energy.Apparent.Import', 'kVAh'],
  ['Energy.Apparent.Export', 'VAh'],
  ['Power.Active.Import', 'W'],
  ['Power.Active.Export', 'kW'],
  ['Power.Offered', 'W'],
  ['Power.Reactive.Import', 'var'],
  ['Power.Reactive.Export', 'kvar'],
  ['Power.Factor', undefined],
  ['Current.Import', 'A'],
  ['Current.Export', 'A'],
  ['Current.Offered', 'A'],
  ['Voltage', 'V'],
  ['Frequency', 'Hz'],
  ['SoC', 'Percent'],
];
const PHASES = ['L1', 'L2', 'L3', 'N', 'L1-N', 'L2-N', 'L3-N', 'L1-L2', 'L2-L3', 'L3-L1'] as const;
const LOCATIONS = ['Body', 'Cable', 'EV', 'Inlet', 'Outlet'] as const;
const CONTEXTS = [
  ...['Interruption.Begin', 'Interruption.End', 'Other', 'Sample.Clock', 'Sample.Periodic'],
  ...['Transaction.Begin', 'Transaction.End', 'Trigger'],
] as const;

const VOLTAGE = { value: 230, measurand: 'Voltage', unitOfMeasure: { unit: 'V' } } as const;
const SIGNED = {
  signedMeterData: 'TEFERFBST1Y=',
  signingMethod: 'ECDSA-secp256r1-SHA256',
  encodingMethod: 'OCMF',
  publicKey: '',
} as const;

/** Readings of every kind, in sets by what is different in them. */
const READINGS: readonly (readonly [string, readonly Sample[]])[] = [
  [
    'measurands',
    MEASURED.map(([measurand, unit]) => ({ value: 21, measurand, ...(unit && { unitOfMeasure: { unit } }) })),
  ],
  ['phases', PHASES.map((phase) => ({ ...VOLTAGE, phase }))],
  ['places', LOCATIONS.map((location) => ({ ...VOLTAGE, location }))],
  ['occasions', CONTEXTS.map((occasion) => ({ ...VOLTAGE, context: occasion }))],
  [
    'multiplier',
    [{ value: 12, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'Wh', multiplier: 3 } }],
  ],
  ['signed', [{ value: 12, measurand: 'Energy.Active.Import.Register', signedMeterValue: SIGNED }]],
];

const valuesOf = (samples: readonly Sample[], timestamp: string): MeterValue | undefined => {
  const [first, ...rest] = samples;
  return first && { timestamp, sampledValue: [first, ...rest] };
};

export const takesEveryReading = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_13',
  title: 'A CSMS takes readings of every kind',
  purpose: 'Every measurand and unit, phase, place and occasion is answered, with a multiplier and signed too.',
  requirements: ['J01.FR.18'],
  steps: ['While nobody charges, the tester sends readings of every kind, one kind a message; the CSMS answers each.'],
  async run({ station, parameters }) {
    const evseId = parameters.evses[0]?.id ?? 1;
    for (const [id, samples] of READINGS) {
      const values = valuesOf(samples, station.now());
      if (values)
        await station.call('MeterValues', { evseId, meterValue: [values] }, {}, 'J01.FR.18', {
          id: `MeterValues-${id}`,
          goOn: true,
        });
    }
  },
});

/** What brings an event about while a transaction runs, and what the event then tells of it. */
const UPDATES: readonly (readonly [Trigger, Partial<Request<'TransactionEvent'>>])[] = [
  ['EVDetected', {}],
  ['ChargingRateChanged', { numberOfPhasesUsed: 3, cableMaxCurrent: 32 }],
  ['SignedDataReceived', {}],
  ['MeterValueClock', {}],
  ['EnergyLimitReached', {}],
  ['TimeLimitReached', {}],
  ['UnlockCommand', {}],
  ['Trigger', {}],
];
/** How a transaction may end, and what brings that about (Part 2, TriggerReasonEnumType and ReasonEnumType). */
const ENDS: readonly (readonly [Reason, Trigger])[] = [
  ['EnergyLimitReached', 'EnergyLimitReached'],
  ['LocalOutOfCredit', 'AbnormalCondition'],
  ['MasterPass', 'StopAuthorized'],
  ['Reboot', 'ResetCommand'],
  ['SOCLimitReached', 'EnergyLimitReached'],
  ['StoppedByEV', 'ChargingStateChanged'],
  ['TimeLimitReached', 'TimeLimitReached'],
  ['Timeout', 'EVConnectTimeout'],
];

async function goesThrough(context: OnCsms): Promise<void> {
  const { parameters } = context;
  const point = playStation(context);
  await point.event('Started', 'Authorized', { token: parameters.tokens.valid });
  for (const state of ['Charging', 'SuspendedEV', 'Charging', 'SuspendedEVSE', 'Charging'] as const)
    await point.event('Updated', 'ChargingStateChanged', { state, reading: 'Transaction.Begin' });
  for (const [trigger, more] of UPDATES)
    await point.event('Updated', trigger, { ...(trigger === 'MeterValueClock' && { reading: 'Sample.Clock' }), more });
  await point.event('Ended', 'EVDeparted', {
    state: 'Idle',
    stoppedReason: 'EVDisconnected',
    reading: 'Transaction.End',
  });
}

export const takesEveryEvent = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_14',
  title: 'A CSMS takes every event of a transaction, and its end for whatever reason',
  purpose: 'Whatever brings an event about, and whatever else it tells, it is answered.',
  requirements: ['J02.FR.19', 'E01.FR.11', 'E01.FR.12'],
  steps: [
    'The tester plays a transaction with every charging state and everything that may bring an event about.',
    `The tester ends transactions for each of ${ENDS.map(([reason]) => reason).join(', ')}. The CSMS answers each event.`,
  ],
  async run(context) {
    await goesThrough(context);
    const point = playStation(context);
    for (const [stoppedReason, trigger] of ENDS) {
      await point.event('Started', 'Authorized', {
        token: context.parameters.tokens.valid,
        id: `started-${stoppedReason}`,
      });
      await point.event('Ended', trigger, { stoppedReason, reading: 'Transaction.End', id: `ended-${stoppedReason}` });
    }
  },
});

const REASONS = ['ApplicationReset', 'FirmwareUpdate', 'LocalReset', 'ScheduledReset', 'Unknown', 'Watchdog'] as const;

export const takesEveryBoot = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_15',
  title: 'A CSMS accepts a station for whatever reason it boots',
  purpose: 'A restart by a person, by a plan, by a new firmware or by a fault is answered as any other.',
  requirements: ['B01.FR.02', 'Part 2 G01'],
  connect: 'connected',
  steps: [`The tester boots for each of ${REASONS.join(', ')} and reports its connectors; the CSMS accepts.`],
  async run(context) {
    for (const reason of REASONS) await playStation(context).boot(reason);
  },
});

export const takesASecurityEvent = csmsCase({
  ...FACTS,
  id: 'INFO_2X_CSMS_16',
  title: 'A CSMS takes a security event with details',
  purpose: 'What happened at the station is answered, with what the maker says of it.',
  profiles: { Core: 'mandatory' },
  requirements: ['A04.FR.03'],
  steps: ['The tester tells that its memory is full, with details; the CSMS answers.'],
  async run({ station }) {
    const event = {
      type: 'MemoryExhaustion',
      timestamp: station.now(),
      techInfo: 'of a station that the tester plays',
    };
    await station.call('SecurityEventNotification', event, {}, 'A04.FR.03');
  },
});
