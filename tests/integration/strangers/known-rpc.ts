/** What is known of small peers on ocpp-rpc 2.2.1: all that is wrong is the library's framing, in strict mode too. */
import { type Known, type Wrong } from './known.js';

type Sut = 'CS' | 'CSMS';

const SERVED = 'advisory: rule unasked: a CALLRESULT for id "ID" answers a malformed frame as if it were a CALL';
const noPayload = (family: '16' | '2X', sut: Sut): Wrong => ({
  what: 'A CALL without a payload is refused with TypeConstraintViolation, which speaks of fields.',
  clause: family === '16' ? 'OCPP-J 1.6 §4.2.3, table 7' : 'Part 4 §4.2.3, §4.3',
  shown: [`advisory: RPC_${family}_${sut}_01 noted-too-short`, `advisory: RPC_${family}_${sut}_02 noted-three`],
});
const five = (family: '16' | '2X', sut: Sut): Wrong => ({
  what: 'A CALL of five elements is served as if it were one of four.',
  clause: family === '16' ? 'OCPP-J 1.6 §4.2.1, §4.2.3' : 'Part 4 §4.2.1, §4.2.3',
  shown: [`fail: RPC_${family}_${sut}_02 five`, SERVED],
});
const spelling = (shown: 'fail' | 'advisory', code: string): string =>
  `${shown}: rule framing: error code ${code} is spelt as another version spells it`;

const ARRAYS = ['object', 'string', 'number', 'null', 'empty', 'one', 'two', 'nested', 'batch', 'order'];
const TYPES = ['text', 'null', 'true', 'array', 'object', 'digits'].map((type) => `message-type-${type}`);
const IDS = ['number', 'null', 'true', 'array', 'object'].map((type) => `message-id-${type}`);
const ACTIONS = ['number', 'null', 'true', 'array', 'object'].map((type) => `action-${type}`);

/** What the library gets wrong in 1.6. Its error codes are those of later versions. */
const wrongIn16 = (sut: Sut): readonly Wrong[] => [
  {
    what: 'What is no CALL is answered with RpcFrameworkError, which is no error code of 1.6.',
    clause: 'OCPP-J 1.6 §4.2.3, table 7',
    shown: [
      'fail: rule framing: error code "RpcFrameworkError" is not one of 1.6',
      'advisory: rule framing: error code "RpcFrameworkError" is not one of 1.6',
      `fail: RPC_16_${sut}_01 no-json`,
      ...ARRAYS.map((id) => `fail: RPC_16_${sut}_02 ${id}`),
      ...[...TYPES, ...IDS, ...ACTIONS].map((id) => `fail: RPC_16_${sut}_03 ${id}`),
    ],
  },
  {
    what: 'A message type that does not exist is answered with MessageTypeNotSupported, no error code of 1.6, and not ignored.',
    clause: 'OCPP-J 1.6 §4.1.3, §4.2.3',
    shown: [
      'fail: rule framing: error code "MessageTypeNotSupported" is not one of 1.6',
      `fail: RPC_16_${sut}_01 unknown-type`,
    ],
  },
  {
    what: 'A missing field is refused with OccurrenceConstraintViolation, as 2.x spells it; 1.6 has one r.',
    clause: 'OCPP-J 1.6 §4.2.3, table 7; errata 5.2',
    shown: [spelling('fail', 'OccurrenceConstraintViolation')],
  },
  five('16', sut),
  noPayload('16', sut),
  {
    what: 'A CALL whose message id is empty, or has more than 36 characters, is served.',
    clause: 'OCPP-J 1.6 §4.1.4, §4.2.3',
    shown: ['empty', 'long-300', 'long-37'].map((id) => `advisory: RPC_16_${sut}_04 noted-${id}`),
  },
];

const wrongIn201 = (sut: Sut): readonly Wrong[] => [
  five('2X', sut),
  {
    what: 'A CALL whose message id has more than 36 characters, or none, is served.',
    clause: 'Part 4 §4.1.4, §4.2.3',
    shown: [
      `fail: RPC_2X_${sut}_04 long-300`,
      `fail: RPC_2X_${sut}_04 long-37`,
      `advisory: RPC_2X_${sut}_04 noted-empty`,
    ],
  },
  noPayload('2X', sut),
  {
    what: 'A missing field is refused with OccurenceConstraintViolation, as 1.6 spells it; 2.0.1 has two r.',
    clause: 'Part 4 §4.3',
    shown: [spelling('advisory', 'OccurenceConstraintViolation')],
  },
  {
    what: 'A message type that does not exist is answered with MessageTypeNotSupported, and not ignored.',
    clause: 'Part 4 §4.1.3; errata 2026-04, 4.2, 4.3',
    shown: [`advisory: RPC_2X_${sut}_01 noted-unknown-type`],
  },
];

export const RPC_CLIENT_16: Known = {
  name: 'Station on the RPCClient of ocpp-rpc 2.2.1, OCPP 1.6',
  version: '1.6',
  passes: [
    'RPC_16_CS_04',
    'SANITY_16_CS',
    'TC_001_CS',
    'TC_003_CS',
    'TC_004_1_CS',
    'TC_004_2_CS',
    'TC_010_CS',
    'TC_012_CS',
    'TC_013_CS',
    'TC_015_CS',
    'TC_016_CS',
    'TC_019_CS',
    'TC_021_CS',
    'TC_023_4_CS',
    'TC_026_CS',
    'TC_028_CS',
    'TC_031_CS',
    'TC_034_CS',
    'TC_040_1_CS',
    'TC_040_2_CS',
    'TC_054_CS',
    'TC_062_CS',
    'TC_068_CS',
    'TC_070_CS',
  ],
  others: { RPC_16_CS_01: 'fail', RPC_16_CS_02: 'fail', RPC_16_CS_03: 'fail' },
  wrong: wrongIn16('CS'),
};

export const RPC_CLIENT_201: Known = {
  name: 'Station on the RPCClient of ocpp-rpc 2.2.1, OCPP 2.0.1',
  version: '2.0.1',
  passes: [
    'RPC_2X_CS_01',
    'RPC_2X_CS_03',
    'SANITY_2X_CS',
    'TC_B_01_CS',
    'TC_B_02_CS',
    'TC_B_03_CS',
    'TC_B_06_CS',
    'TC_B_09_CS',
    'TC_B_11_CS',
    'TC_B_12_CS',
    'TC_B_13_CS',
    'TC_B_20_CS',
    'TC_B_22_CS',
    'TC_B_30_CS',
    'TC_B_32_CS',
    'TC_B_33_CS',
    'TC_B_39_CS',
    'TC_E_28_CS',
    'TC_E_30_CS',
    'TC_F_08_CS',
    'TC_F_09_CS',
    'TC_F_20_CS',
    'TC_G_01_CS',
    'TC_G_03_CS',
    'TC_G_11_CS',
    'TC_J_07_CS',
    'TC_J_09_CS',
  ],
  others: { RPC_2X_CS_02: 'fail', RPC_2X_CS_04: 'fail' },
  wrong: wrongIn201('CS'),
};

export const RPC_SERVER_16: Known = {
  name: 'CSMS on the RPCServer of ocpp-rpc 2.2.1, OCPP 1.6',
  version: '1.6',
  passes: [
    'RPC_16_CSMS_04',
    'ENV_16_CSMS_01',
    'SANITY_16_CSMS',
    'TC_001_CSMS',
    'TC_003_CSMS',
    'TC_004_1_CSMS',
    'TC_004_2_CSMS',
    'TC_005_1_CSMS',
    'TC_007_CSMS',
    'TC_010_CSMS',
    'TC_011_1_CSMS',
    'TC_012_CSMS',
    'TC_013_CSMS',
    'TC_014_CSMS',
    'TC_017_1_CSMS',
    'TC_018_1_CSMS',
    'TC_019_1_CSMS',
    'TC_019_2_CSMS',
    'TC_021_CSMS',
    'TC_023_1_CSMS',
    'TC_023_2_CSMS',
    'TC_023_3_CSMS',
    'TC_024_CSMS',
    'TC_026_CSMS',
    'TC_028_CSMS',
    'TC_030_CSMS',
    'TC_031_CSMS',
    'TC_032_1_CSMS',
    'TC_037_1_CSMS',
    'TC_037_3_CSMS',
    'TC_039_CSMS',
    'TC_040_1_CSMS',
    'TC_040_2_CSMS',
    'TC_054_CSMS',
    'TC_055_CSMS',
    'TC_061_CSMS',
    'TC_064_CSMS',
  ],
  others: { RPC_16_CSMS_01: 'fail', RPC_16_CSMS_02: 'fail', RPC_16_CSMS_03: 'fail' },
  wrong: wrongIn16('CSMS'),
};

export const RPC_SERVER_201: Known = {
  name: 'CSMS on the RPCServer of ocpp-rpc 2.2.1, OCPP 2.0.1',
  version: '2.0.1',
  passes: [
    'RPC_2X_CSMS_01',
    'RPC_2X_CSMS_03',
    'ENV_2X_CSMS_01',
    'ENV_2X_CSMS_02',
    'SANITY_2X_CSMS',
    'TC_B_01_CSMS',
    'TC_B_06_CSMS',
    'TC_B_09_CSMS',
    'TC_B_20_CSMS',
    'TC_B_22_CSMS',
    'TC_B_30_CSMS',
    'TC_B_58_CSMS',
    'TC_C_02_CSMS',
    'TC_C_06_CSMS',
    'TC_C_07_CSMS',
    'TC_E_03_CSMS',
    'TC_E_04_CSMS',
    'TC_E_15_CSMS',
    'TC_E_16_CSMS',
    'TC_E_21_CSMS',
    'TC_F_01_CSMS',
    'TC_F_02_CSMS',
    'TC_F_03_CSMS',
    'TC_F_20_CSMS',
    'TC_G_03_CSMS',
    'TC_G_11_CSMS',
    'TC_J_01_CSMS',
    'TC_J_07_CSMS',
    'TC_J_09_CSMS',
  ],
  others: { RPC_2X_CSMS_02: 'fail', RPC_2X_CSMS_04: 'fail' },
  wrong: wrongIn201('CSMS'),
};
