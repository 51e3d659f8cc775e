/** 1.6 §5.10 GetLocalListVersion, for a station. */
import { oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';
import { configure } from '../../states/configuration.js';
import { hasListVersion, listed, sendsList, usesLocalList } from '../../states/local-list.js';

export const hasNoList = stationCase({
  id: 'TC_042_1_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station without a local list, or with its list switched off, says so',
  purpose: 'It gives the version -1, or does not support the request at all.',
  profiles: { LocalAuthListManagement: 'conditional', Core: 'conditional' },
  condition: 'not LocalAuthListManagement or LocalAuthListEnabled',
  requirements: ['1.6 §5.10', 'OCPP-J 1.6 §4.2.3'],
  steps: [
    'Where the station has a list, the tester puts a token into it and switches it off.',
    'The tester asks for the version of the list; the station says -1, or answers with the error NotSupported.',
  ],
  operator: [],
  async run(context) {
    const { csms, parameters, advise } = context;
    const versions = [-1];
    if (parameters.claimsProfile('LocalAuthListManagement')) {
      await usesLocalList(context);
      await csms.attempt('SendLocalList', {
        listVersion: 1,
        updateType: 'Full',
        localAuthorizationList: [listed(parameters.tokens.valid.idToken)],
      });
      const before = await csms.attempt('GetLocalListVersion', {});
      const version = before.kind === 'result' ? Number(before.payload['listVersion']) : 0;
      // §5.10 speaks of stations that do not support lists; one that is switched off may still have its version.
      if (version > 0) versions.push(version);
      await configure(context, 'LocalAuthListEnabled', 'false');
    }
    const outcome = await csms.callRefused(
      'GetLocalListVersion',
      {},
      ['NotSupported', 'NotImplemented'],
      { listVersion: oneOf(...versions) },
      ['1.6 §5.10', 'OCPP-J 1.6 §4.2.3'],
    );
    if (outcome.kind === 'result' && outcome.payload['listVersion'] !== -1)
      advise(
        'version-of-a-list-that-is-off',
        'the station gives the version of a list that is switched off: legal, but the official tool accepts -1 alone',
        '1.6 §5.10',
        [outcome.n, outcome.answer],
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

export const hasAnEmptyList = stationCase({
  id: 'TC_042_2_CS',
  versions: ['1.6'],
  block: 'Local list',
  title: 'A station whose local list is empty gives it the version 0',
  purpose: 'A full update without entries empties the list, whatever version it names.',
  profiles: { LocalAuthListManagement: 'mandatory' },
  requirements: ['1.6 §5.10', '1.6 §5.15', '1.6 §6.41'],
  steps: [
    'The tester sends a full list with one token; the station accepts, and gives its version.',
    'The tester sends a full list without entries; the station accepts.',
    'The tester asks for the version of the list; the station says 0.',
  ],
  operator: [],
  async run(context) {
    await usesLocalList(context);
    await sendsList(context, 'Full', 1, [listed(context.parameters.tokens.valid.idToken)]);
    await hasListVersion(context, 1);
    await context.csms.call(
      'SendLocalList',
      { listVersion: 2, updateType: 'Full' },
      { status: 'Accepted' },
      ['1.6 §5.15', '1.6 §6.41'],
      { id: 'SendLocalList-empty' },
    );
    await hasListVersion(context, 0, ['1.6 §5.10', '1.6 §6.41']);
  },
});
