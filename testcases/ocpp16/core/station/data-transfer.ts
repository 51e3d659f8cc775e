/** 1.6 §5.6 DataTransfer, for a station. */
import { absent, oneOf, stationCase } from '../../../../harness/peers/ocpp16.js';

export const refusesAVendorThatItDoesNotKnow = stationCase({
  id: 'TC_062_CS',
  restsOn: 'right-from-wrong',
  versions: ['1.6'],
  block: 'Core: data transfer',
  title: 'A station refuses data for a vendor that it does not know',
  purpose: 'It says so, and sends no data of its own.',
  profiles: { Core: 'mandatory' },
  requirements: ['1.6 §5.6', '1.6 §4.3'],
  steps: ['The tester sends DataTransfer with the vendor of the plan; the station refuses it and returns no data.'],
  operator: [],
  async run({ csms, parameters, advise }) {
    // §4.3 asks for UnknownVendorId; the official test takes any refusal.
    const { status } = await csms.call(
      'DataTransfer',
      { vendorId: parameters.vendorId, messageId: 'laddprov', data: 'laddprov' },
      { status: oneOf('UnknownVendorId', 'UnknownMessageId', 'Rejected'), data: absent },
      ['1.6 §5.6', '1.6 §4.3'],
    );
    if (status !== 'UnknownVendorId')
      advise('vendor-status', `an unknown vendor was answered with ${status}, not UnknownVendorId`, '1.6 §4.3', [
        csms.conversation.last,
      ]);
  },
});
