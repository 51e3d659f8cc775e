/** What is known of the simulator of ocpp-ws-cli 1.1.12. */
import { type Known } from './known.js';

export const CLI_16: Known = {
  name: 'Simulator of ocpp-ws-cli 1.1.12, OCPP 1.6',
  version: '1.6',
  passes: ['SANITY_16_CS', 'TC_003_CS', 'TC_004_1_CS', 'TC_010_CS', 'TC_021_CS'],
  others: {
    TC_012_CS: 'fail',
    TC_013_CS: 'fail',
    TC_019_CS: 'fail',
    TC_031_CS: 'fail',
    TC_040_1_CS: 'fail',
    TC_062_CS: 'fail',
    TC_068_CS: 'fail',
  },
  wrong: [
    {
      what: 'It has none of the configuration keys that every charge point has, such as NumberOfConnectors.',
      clause: '1.6 §5.8, §9.1',
      shown: ['fail: TC_019_CS GetConfiguration-SupportedFeatureProfiles'],
    },
    {
      what: 'It accepts every change of every key, of keys that no charge point has too.',
      clause: '1.6 §5.3',
      shown: ['fail: TC_040_1_CS ChangeConfiguration.conf'],
    },
    {
      what: 'A transaction that the CSMS stopped is reported as stopped locally.',
      clause: '1.6 §5.12, §7.36',
      shown: ['fail: TC_012_CS StopTransaction'],
    },
    {
      what: 'A connector that was taken out of service is Available again after a reset.',
      clause: '1.6 §4.9, §5.2, §5.14',
      shown: ['fail: TC_013_CS StatusNotification-after-boot-1'],
    },
    {
      what: 'It unlocks a connector that it does not have.',
      clause: '1.6 §5.18, errata 3.85',
      shown: ['fail: TC_031_CS UnlockConnector.conf'],
    },
    {
      what: 'It accepts the data of a vendor that it does not know.',
      clause: '1.6 §5.6, §4.3',
      shown: ['fail: TC_062_CS DataTransfer.conf'],
    },
    {
      what: 'A token that is authorised during a transaction takes the connector from Charging to Preparing.',
      clause: '1.6 §4.9, errata 3.19, 3.20',
      shown: ['fail: rule status-16: connector 1 went from Charging to Preparing, which is no transition'],
    },
    {
      what: 'Its heartbeat and what else it sends do not wait for each other: each goes out while the other is not answered yet.',
      clause: 'OCPP-J 1.6 §4.1.1',
      sometimes: true,
      shown: ['StatusNotification', 'Authorize', 'StartTransaction', 'StopTransaction']
        .flatMap((action) => [
          ['Heartbeat', action],
          [action, 'Heartbeat'],
        ])
        .map(
          ([later, first]) =>
            `advisory: rule one-call: "${later}" was sent N ms after "${first}", which is not answered yet`,
        ),
    },
  ],
};

const boot = (text: string) => `fail: rule validity: BootNotificationRequest ${text}`;
const unknownField = (field: string) => boot(`${field}: the schema has no such field here`);

const notRepeated = (action: string) =>
  `advisory: rule fitting: ${action}: the result for ocppcommctrlr.offlinethreshold does not repeat the attributeType that was asked for`;

export const CLI_201: Known = {
  name: 'Simulator of ocpp-ws-cli 1.1.12, OCPP 2.0.1',
  version: '2.0.1',
  passes: ['SANITY_2X_CS', 'TC_B_33_CS', 'TC_F_20_CS'],
  others: {
    RPC_2X_CS_01: 'fail',
    RPC_2X_CS_02: 'fail',
    RPC_2X_CS_04: 'fail',
    INFO_2X_CS_01: 'fail',
    TC_B_01_CS: 'fail',
    TC_B_06_CS: 'fail',
    TC_B_09_CS: 'fail',
    TC_B_11_CS: 'fail',
    TC_B_12_CS: 'fail',
    TC_B_20_CS: 'fail',
    TC_B_32_CS: 'fail',
    TC_F_08_CS: 'inconclusive',
    TC_G_03_CS: 'fail',
  },
  wrong: [
    {
      what: 'It boots with the payload of 1.6: without reason and chargingStation, and with fields that 2.0.1 does not have.',
      clause: 'B01.FR.01, B01.FR.09; Part 3, BootNotificationRequest',
      shown: [
        boot('reason: required, and missing'),
        boot('chargingStation: required, and missing'),
        unknownField('chargePointModel'),
        unknownField('chargePointSerialNumber'),
        unknownField('chargePointVendor'),
        unknownField('firmwareVersion'),
        'fail: TC_B_01_CS BootNotification',
        'fail: TC_B_20_CS BootNotification',
      ],
    },
    {
      what: 'It takes any value for any variable, whatever its type.',
      clause: 'B05.FR.07',
      shown: [
        'fail: TC_B_11_CS GetVariables.conf',
        'fail: TC_B_11_CS SetVariables.conf-boolean',
        'fail: TC_B_11_CS SetVariables.conf-fraction',
        'fail: TC_B_11_CS SetVariables.conf-no-boolean',
        'fail: TC_B_11_CS SetVariables.conf-time',
        'fail: TC_B_11_CS SetVariables.conf-word',
      ],
    },
    {
      what: 'Its results name no attribute type.',
      clause: 'B05.FR.03, B05.FR.12, B06.FR.03, B06.FR.11',
      shown: [
        'fail: TC_B_06_CS GetVariables.conf-actual',
        'fail: TC_B_06_CS GetVariables.conf-default',
        'fail: TC_B_09_CS SetVariables.conf-actual',
        'fail: TC_B_09_CS SetVariables.conf-default',
        notRepeated('GetVariables'),
        notRepeated('SetVariables'),
      ],
    },
    {
      what: 'It calls a component that it does not have an unknown variable.',
      clause: 'B06.FR.06',
      shown: ['fail: TC_B_32_CS GetVariables.conf'],
    },
    {
      what: 'It has no base reports. (A report of a kind that does not exist is refused for the same reason.)',
      clause: 'B07.FR.01, B07.FR.12',
      shown: [
        'fail: TC_B_12_CS GetBaseReport.conf',
        'fail: rule refusal: "GetBaseReport", which is valid, was answered with "NotImplemented"; no product can do without it',
        'advisory: RPC_2X_CS_01 noted-unknown-value',
      ],
    },
    {
      what: 'It accepts to go out of service and stays Available: it reads a field of 1.6.',
      clause: 'G03.FR.04, G03.FR.06',
      shown: ['fail: TC_G_03_CS status-1.1-Unavailable'],
    },
    {
      what: 'Its transactions never say their charging state, so that what needs one cannot be judged.',
      clause: 'E01.FR.18, E02.FR.13',
      shown: ['inconclusive: TC_F_08_CS pre:TransactionEvent'],
    },
    {
      what: 'It serves requests that are malformed, and answers them as if nothing were wrong.',
      clause: 'Part 4 §4.1.4, §4.1.7, §4.2.1, §4.2.3',
      shown: [
        'fail: RPC_2X_CS_01 missing-field',
        'fail: RPC_2X_CS_01 payload-no-object',
        'fail: RPC_2X_CS_02 five',
        'fail: RPC_2X_CS_04 long-300',
        'fail: RPC_2X_CS_04 long-37',
        'fail: rule validity: GetVariablesResponse getVariableResult: an array of 0 where at least 1 must be',
        'advisory: RPC_2X_CS_01 noted-too-long',
        'advisory: RPC_2X_CS_04 noted-empty',
        'advisory: rule unasked: a CALLRESULT for id "ID" answers a malformed frame as if it were a CALL',
      ],
    },
    {
      what: 'A message without an id is answered under the id null, which is no text.',
      clause: 'Part 4 §4.1.4, §4.2.3',
      shown: ['fail: rule framing: not a frame: message id null is not a string'],
    },
  ],
};
