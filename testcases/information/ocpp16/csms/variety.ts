/** 1.6 §4.1, §4.7, §4.10: everything that a charge point may say, now and then, for a central system that takes it. */
import { csmsCase, oneOf, type Request } from '../../../../harness/peers/ocpp16.js';
import { playChargePoint } from '../../../ocpp16/states/csms-session.js';

const FACTS = {
  versions: ['1.6'],
  block: 'Station information',
  profiles: {},
  restsOn: 'right-from-wrong',
  operator: [],
} as const;

type Sample = Request<'MeterValues'>['meterValue'][number]['sampledValue'][number];
type Samples = readonly [Sample, ...Sample[]];

/** Tags as there are on cards, in apps and in contracts: 1.6 §6.6 lets them be any text of 20 characters. */
const TAGS: readonly (readonly [string, string])[] = [
  ['contract', 'DE-LAD-C12345678-9'],
  ['words', 'driver at the desk'],
  ['lower-case', '04e1b2c3d4e5f6'],
  ['one-character', '7'],
  ['signs', 'a_b.c:d+e/f=g@h#i*'],
  ['longest', 'LADDPROV-ABCDEFGHIJK'],
];

const STATUSES = ['Accepted', 'Blocked', 'Expired', 'Invalid', 'ConcurrentTx'] as const;

export const takesEveryTag = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_08',
  title: 'A central system says what a tag is worth, whatever it looks like',
  purpose: 'Tags of cards, apps and contracts, short and long, are answered with a status.',
  requirements: ['1.6 §4.1'],
  steps: [`The tester asks for ${TAGS.length} tags that are no hexadecimal numbers of cards; each is answered.`],
  async run({ station }) {
    for (const [id, idTag] of TAGS)
      await station.call('Authorize', { idTag }, { idTagInfo: { status: oneOf(...STATUSES) } }, '1.6 §4.1', {
        id: `Authorize-${id}`,
        goOn: true,
      });
  },
});

const CONTEXTS = [
  ...['Interruption.Begin', 'Interruption.End', 'Transaction.Begin', 'Transaction.End', 'Other'],
  ...['Sample.Clock', 'Sample.Periodic', 'Trigger'],
] as const;
const PHASES = ['L1', 'L2', 'L3', 'N', 'L1-N', 'L2-N', 'L3-N', 'L1-L2', 'L2-L3', 'L3-L1'] as const;
const LOCATIONS = ['Body', 'Cable', 'EV', 'Inlet', 'Outlet'] as const;

/** Every measurand with each of its units (§7.31, §7.45). */
const MEASURED: readonly (readonly [NonNullable<Sample['measurand']>, readonly Sample['unit'][]])[] = [
  ['Energy.Active.Import.Register', ['Wh', 'kWh']],
  ['Energy.Active.Export.Register', ['Wh', 'kWh']],
  ['Energy.Reactive.Import.Register', ['varh', 'kvarh']],
  ['Energy.Reactive.Export.Register', ['varh', 'kvarh']],
  ['Energy.Active.Import.Interval', ['Wh', 'kWh']],
  ['Energy.Active.Export.Interval', ['Wh', 'kWh']],
  ['Energy.Reactive.Import.Interval', ['varh', 'kvarh']],
  ['Energy.Reactive.Export.Interval', ['varh', 'kvarh']],
  ['Power.Active.Import', ['W', 'kW']],
  ['Power.Active.Export', ['W', 'kW']],
  ['Power.Offered', ['W', 'kW', 'VA', 'kVA']],
  ['Power.Reactive.Import', ['var', 'kvar']],
  ['Power.Reactive.Export', ['var', 'kvar']],
  ['Power.Factor', [undefined]],
  ['Current.Import', ['A']],
  ['Current.Export', ['A']],
  ['Current.Offered', ['A']],
  ['Voltage', ['V']],
  ['Frequency', [undefined]],
  ['Temperature', ['Celsius', 'Fahrenheit']],
  ['SoC', ['Percent']],
  ['RPM', [undefined]],
];

const SAMPLES = MEASURED.flatMap(([measurand, units]) =>
  units.map((unit): Sample => ({ value: '21', measurand, ...(unit !== undefined && { unit }) })),
);

const readings = (samples: Samples, timestamp: string): Request<'MeterValues'> => ({
  connectorId: 1,
  meterValue: [{ timestamp, sampledValue: [...samples] }],
});

export const takesEveryReading = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_09',
  title: 'A central system takes readings of every kind',
  purpose: 'Every measurand and unit, phase, place, occasion and format is answered.',
  requirements: ['1.6 §4.7', '1.6 §7.31', '1.6 §7.45'],
  steps: [
    'The tester sends readings of every measurand in each of its units; the central system answers.',
    'The tester sends readings of every phase, place and occasion, raw and signed; the central system answers.',
  ],
  async run({ station }) {
    const send = (id: string, samples: readonly Sample[]) => {
      const [first, ...rest] = samples;
      return first === undefined
        ? Promise.resolve({})
        : station.call(
            'MeterValues',
            readings([first, ...rest], station.now()),
            {},
            ['1.6 §4.7', '1.6 §7.31', '1.6 §7.45'],
            {
              id: `MeterValues-${id}`,
              goOn: true,
            },
          );
    };
    await send('measurands', SAMPLES);
    const voltage = { value: '230', measurand: 'Voltage', unit: 'V' } as const;
    await send(
      'phases',
      PHASES.map((phase) => ({ ...voltage, phase, format: 'Raw' as const })),
    );
    await send(
      'places',
      LOCATIONS.map((location) => ({ ...voltage, location })),
    );
    await send(
      'occasions',
      CONTEXTS.map((occasion) => ({ ...voltage, context: occasion })),
    );
    await send('signed', [{ value: '4c616464', format: 'SignedData', measurand: 'Energy.Active.Import.Register' }]);
  },
});

const ENDS = ['HardReset', 'SoftReset', 'Reboot', 'Other', 'DeAuthorized'] as const;

export const takesEveryEnd = csmsCase({
  ...FACTS,
  id: 'INFO_16_CSMS_10',
  title: 'A central system takes the end of a transaction for whatever reason, with its readings',
  purpose: 'A transaction that ends in a restart, or with all that was measured in it, is answered as any other.',
  requirements: ['1.6 §4.8', '1.6 §4.10', 'A04.FR.03'],
  steps: [
    `The tester starts a transaction and ends it for each of ${ENDS.join(', ')}, with the readings of it; each is answered.`,
  ],
  async run(context) {
    const { station, parameters, now } = context;
    const point = playChargePoint(context);
    const idTag = parameters.tokens.valid.idToken;
    for (const reason of ENDS) {
      const since = now();
      await point.start(idTag, { id: `StartTransaction-${reason}` });
      await point.stop(reason, { readings: true, id: `StopTransaction-${reason}`, at: Math.max(since, now()) });
    }
    await station.call('SecurityEventNotification', EVENT(station.now()), {}, 'A04.FR.03', { mayLack: true });
  },
});

/** An event of the maker's own, with details. */
const EVENT = (timestamp: string): Request<'SecurityEventNotification'> => ({
  type: 'MemoryExhaustion',
  timestamp,
  techInfo: 'of a station that the tester plays',
});
