/** The protocol versions that laddprov speaks, by the name that the documents give them. */
export const VERSIONS = ['1.6', '2.0.1', '2.1'] as const;
export type Version = (typeof VERSIONS)[number];

/** The two roles of OCPP; a SUT has one, the tester plays the other. */
export type Role = 'station' | 'csms';

/** The WebSocket subprotocol of each version (OCPP-J 1.6 §3.1.2, Part 4 §3.1.2). */
export const SUBPROTOCOL: Readonly<Record<Version, string>> = {
  '1.6': 'ocpp1.6',
  '2.0.1': 'ocpp2.0.1',
  '2.1': 'ocpp2.1',
};

/** The version that a subprotocol stands for, if it is one of ours. */
export function versionOf(subprotocol: string): Version | undefined {
  return VERSIONS.find((version) => SUBPROTOCOL[version] === subprotocol);
}

/** Whether the version belongs to the 2.x family, whose documents share their parts and requirement ids. */
export function is2x(version: Version): version is '2.0.1' | '2.1' {
  return version !== '1.6';
}
