/** 1.6 §5.15 SendLocalList, for a central system. */
import { csmsCase, type OnCsms, type Response } from '../../../../harness/peers/ocpp16.js';
import { asksForUpdate, entriesWithInfo, goesOn, listVersion, playLocalList } from '../../states/csms-local-list.js';

const RESTS = ['1.6 §5.15', 'errata 3.52'] as const;

/** The central system sends a full list, is told `status`, and goes on. */
async function isRefused(context: OnCsms, status: Response<'SendLocalList'>['status']): Promise<void> {
  const { station } = context;
  station.answer('SendLocalList', { status });
  await asksForUpdate(context, 'Full');
  await station.expect('SendLocalList', { updateType: 'Full', listVersion }, RESTS);
  await goesOn(context);
}

export const learnsThatListsAreNotSupported = csmsCase({
  id: 'TC_043_1_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system takes it that a charge point supports no local lists',
  purpose: 'It sends a full list, is told NotSupported, and goes on.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: [...RESTS, '1.6 §4.6'],
  steps: [
    'The operator has the central system send a full list; the tester says NotSupported.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  run: (context) => isRefused(context, 'NotSupported'),
});

export const learnsThatTheUpdateFailed = csmsCase({
  id: 'TC_043_3_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system takes it that a charge point could not take its list',
  purpose: 'It sends a full list, is told Failed, and goes on.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: [...RESTS, '1.6 §4.6'],
  steps: [
    'The operator has the central system send a full list; the tester says Failed.',
    'The tester sends Heartbeat; the central system answers.',
  ],
  operator: ['sendRequest'],
  run: (context) => isRefused(context, 'Failed'),
});

export const sendsAFullList = csmsCase({
  id: 'TC_043_4_CSMS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system sends a full local list',
  purpose: 'Every token comes once and with what is known of it, and the list has a version of its own.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: [...RESTS, '1.6 §6.41'],
  precondition: 'the central system has at least one token for the list',
  steps: ['The operator has the central system send a full list with the valid token; the tester accepts.'],
  operator: ['sendRequest'],
  async run(context) {
    playLocalList(context);
    await asksForUpdate(context, 'Full');
    const shape = { updateType: 'Full', listVersion, localAuthorizationList: entriesWithInfo } as const;
    await context.station.expect('SendLocalList', shape, [...RESTS, '1.6 §6.41']);
  },
});

export const sendsChanges = csmsCase({
  id: 'TC_043_5_CSMS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A central system sends changes to a local list',
  purpose: 'It may ask for the version first; every token that it adds comes once and with what is known of it.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: [...RESTS, '1.6 §6.41'],
  precondition: 'the central system has at least one token for the list',
  steps: [
    'The operator has the central system send changes with the valid token. It may ask for the version first, and is told 0.',
    'The central system sends a differential update; the tester accepts.',
  ],
  operator: ['sendRequest'],
  async run(context) {
    const { station, advise } = context;
    const list = playLocalList(context);
    await asksForUpdate(context, 'Differential');
    const shape = { updateType: 'Differential', listVersion, localAuthorizationList: entriesWithInfo } as const;
    const update = await station.expect('SendLocalList', shape, [...RESTS, '1.6 §6.41']);
    if (update.payload.listVersion > list.version())
      advise(
        'older-than-the-list',
        'the update is not newer than the list that it changes: the charge point has to refuse it as a mismatch',
        '1.6 §7.47',
        [update.n],
      );
  },
});
