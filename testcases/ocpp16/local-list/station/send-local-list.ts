/** 1.6 §5.15 SendLocalList, for a station. */
import { type OnStation, stationCase } from '../../../../harness/peers/ocpp16.js';
import { readKey } from '../../states/configuration.js';
import { type Entry, hasListVersion, listed, sendsList, usesLocalList } from '../../states/local-list.js';

export const takesAList = stationCase({
  id: 'TC_043_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station takes a local list, and changes to it',
  purpose: 'It accepts a full and a differential update, and gives the list the version of the last one.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §5.10', '1.6 §5.15'],
  steps: [
    'The tester sends a full list; the station accepts, and gives its version when it is asked.',
    'The tester sends changes to it; the station accepts, and gives their version when it is asked.',
  ],
  operator: [],
  async run(context) {
    const { valid, second } = context.parameters.tokens;
    await usesLocalList(context);
    await sendsList(context, 'Full', 1, [listed(valid.idToken)]);
    await hasListVersion(context, 1);
    await sendsList(context, 'Differential', 2, [listed(second.idToken)]);
    await hasListVersion(context, 2);
  },
});

export const refusesAnyList = stationCase({
  id: 'TC_043_1_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station without local lists takes none',
  purpose: 'It says NotSupported, as the status of its answer or as an error.',
  profiles: { Core: 'conditional' },
  condition: 'not LocalAuthListManagement',
  requirements: ['1.6 §7.47', 'OCPP-J 1.6 §4.2.3'],
  steps: ['The tester sends a full list; the station says NotSupported, as a status or as an error.'],
  operator: [],
  async run({ csms, parameters, advise }) {
    const outcome = await csms.callRefused(
      'SendLocalList',
      { listVersion: 1, updateType: 'Full', localAuthorizationList: [listed(parameters.tokens.valid.idToken)] },
      ['NotSupported', 'NotImplemented'],
      { status: 'NotSupported' },
      ['1.6 §7.47', 'OCPP-J 1.6 §4.2.3'],
    );
    if (outcome.kind === 'error' && outcome.code === 'NotImplemented')
      advise(
        'not-implemented',
        'the station does not know the request: legal for one without the profile, but the official tool accepts NotSupported alone',
        'OCPP-J 1.6 §4.2.3',
        [outcome.n, outcome.answer],
      );
  },
});

export const refusesAnOldVersion = stationCase({
  id: 'TC_043_2_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station refuses changes to its local list that are older than the list',
  purpose: 'A differential update with a lower version is a mismatch, and leaves the version as it is.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §5.10', '1.6 §5.15', '1.6 §7.47'],
  steps: [
    'The tester sends a full list of version 2; the station accepts, and gives that version.',
    'The tester sends changes of version 5; the station accepts, and gives that version.',
    'The tester sends changes of version 4; the station says VersionMismatch, and still gives version 5.',
  ],
  operator: [],
  async run(context) {
    const { valid, second, groupMember } = context.parameters.tokens;
    await usesLocalList(context);
    await sendsList(context, 'Full', 2, [listed(valid.idToken)]);
    await hasListVersion(context, 2);
    await sendsList(context, 'Differential', 5, [listed(second.idToken)]);
    await hasListVersion(context, 5);
    await sendsList(context, 'Differential', 4, [listed(groupMember.idToken)], {
      status: 'VersionMismatch',
      requirements: '1.6 §7.47',
    });
    await hasListVersion(context, 5, ['1.6 §5.10', '1.6 §7.47'], 'GetLocalListVersion-unchanged');
  },
});

/** No more updates than this are sent to fill a list. */
const MOST_UPDATES = 40;
const MOST_PER_UPDATE = 250;

interface Room {
  /** How many entries the list has room for. */
  readonly list: number;
  /** How many may be in one update. */
  readonly update: number;
}

async function roomOf(context: OnStation): Promise<Room | undefined> {
  const [list, update] = [
    Number(await readKey(context, 'LocalAuthListMaxLength')),
    Number(await readKey(context, 'SendLocalListMaxLength')),
  ];
  if (!(list > 0) || !(update > 0)) return undefined;
  const room = { list, update: Math.min(update, MOST_PER_UPDATE) };
  return Math.ceil(list / room.update) <= MOST_UPDATES ? room : undefined;
}

/** Tokens that nobody has, from number `from` on. */
const strangers = (from: number, count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, index) => listed(`LADDPROV-${String(from + index).padStart(8, '0')}`));

/** Fills the list to its last place; returns the version that it has then. */
async function fills(context: OnStation, { list, update }: Room): Promise<number> {
  let version = 0;
  for (let sent = 0; sent < list; sent += update) {
    version++;
    const entries = strangers(sent, Math.min(update, list - sent));
    await sendsList(context, version === 1 ? 'Full' : 'Differential', version, entries);
  }
  return version;
}

export const failsToTakeAList = stationCase({
  id: 'TC_043_3_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station that cannot take a local list says so',
  purpose: 'With no room left, or in another state in which it has to fail, it answers an update with Failed.',
  profiles: { LocalAuthListManagement: 'conditional' },
  condition: 'LocalListFailure',
  requirements: ['1.6 §5.15', '1.6 §7.47', '1.6 §9.2.2'],
  steps: [
    'The tester fills the list up to LocalAuthListMaxLength; the station accepts every update. Where the list is too long for that, the operator brings the station into a state in which it cannot take a list.',
    'The tester sends one more update; the station says Failed.',
  ],
  operator: ['prompt'],
  async run(context) {
    const { operator } = context;
    await usesLocalList(context);
    const room = await roomOf(context);
    const options = {
      status: 'Failed',
      requirements: ['1.6 §7.47', '1.6 §9.2.2'],
      id: 'SendLocalList-failed',
    } as const;
    if (room) {
      const version = await fills(context, room);
      return sendsList(context, 'Differential', version + 1, strangers(room.list, 1), options);
    }
    await operator.prompt({ instruction: 'Bring the station into a state in which it cannot take a local list.' });
    return sendsList(context, 'Full', 2, strangers(0, 1), { ...options, requirements: '1.6 §7.47' });
  },
});
