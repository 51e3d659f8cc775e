/** 1.6 §4.3 DataTransfer, for a central system. */
import { csmsCase } from '../../../../harness/peers/ocpp16.js';

export const answersAnUnknownVendor = csmsCase({
  id: 'TC_064_CSMS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: data transfer',
  title: 'A central system answers a data transfer of a vendor that it does not know',
  purpose: 'It says with a status that it cannot use it; a status that claims it could is legal and worth a remark.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §4.3'],
  precondition: 'the vendor id of the plan is one that the central system does not know',
  steps: ['The tester sends DataTransfer with an unknown vendor id; the central system answers.'],
  operator: [],
  async run({ station, parameters, advise }) {
    const { vendorId } = parameters;
    const { status } = await station.call(
      'DataTransfer',
      { vendorId, messageId: 'Laddprov', data: '{}' },
      {},
      '1.6 §4.3',
    );
    const frames = [station.conversation.last];
    if (status === 'Accepted')
      advise(
        'accepted',
        `the central system accepts a data transfer of ${vendorId}, which it does not know`,
        '1.6 §4.3',
        frames,
      );
  },
});
