/** The connector statuses of 1.6 and the changes between them: specification §4.9 with errata 3.20 (B6). */

export const STATUSES = [
  'Available',
  'Preparing',
  'Charging',
  'SuspendedEV',
  'SuspendedEVSE',
  'Finishing',
  'Reserved',
  'Unavailable',
  'Faulted',
] as const;
export type Status16 = (typeof STATUSES)[number];

/** Where a connector may go from each status, in one step. Connector 0 is not ruled by this table. */
export const TRANSITIONS: Readonly<Record<Status16, readonly Status16[]>> = {
  Available: ['Preparing', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Reserved', 'Unavailable', 'Faulted'],
  Preparing: ['Available', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Finishing', 'Faulted'],
  Charging: ['Available', 'SuspendedEV', 'SuspendedEVSE', 'Finishing', 'Unavailable', 'Faulted'],
  SuspendedEV: ['Available', 'Charging', 'SuspendedEVSE', 'Finishing', 'Unavailable', 'Faulted'],
  SuspendedEVSE: ['Available', 'Charging', 'SuspendedEV', 'Finishing', 'Unavailable', 'Faulted'],
  Finishing: ['Available', 'Preparing', 'Unavailable', 'Faulted'],
  Reserved: ['Available', 'Preparing', 'Unavailable', 'Faulted'],
  Unavailable: ['Available', 'Preparing', 'Charging', 'SuspendedEV', 'SuspendedEVSE', 'Faulted'],
  Faulted: [
    'Available',
    'Preparing',
    'Charging',
    'SuspendedEV',
    'SuspendedEVSE',
    'Finishing',
    'Reserved',
    'Unavailable',
  ],
};

/**
 * Jumps that a status too short to be reported explains, with that status. A maker may leave out statuses that are
 * shorter than a minimum of its own, whatever MinimumStatusDuration says (§4.9), and nobody has to act in between: the
 * prerequisites for charging are met at once (Preparing), or a scheduled change or a reservation that is in force takes
 * the connector as soon as it is free (Available): §5.13 ends none because its driver did not plug in, and one of
 * connector 0 may need the connector that somebody leaves.
 * The other jumps pass through a status that only ends when a person or a time limit ends it.
 */
export const PASSED_THROUGH: readonly (readonly [from: Status16, through: Status16, to: Status16])[] = [
  ['Preparing', 'Available', 'Unavailable'],
  ['Preparing', 'Available', 'Reserved'],
  ['Finishing', 'Preparing', 'Charging'],
  ['Finishing', 'Preparing', 'SuspendedEV'],
  ['Finishing', 'Preparing', 'SuspendedEVSE'],
  ['Finishing', 'Available', 'Reserved'],
  ['Reserved', 'Preparing', 'Charging'],
  ['Reserved', 'Preparing', 'SuspendedEV'],
  ['Reserved', 'Preparing', 'SuspendedEVSE'],
  ['Unavailable', 'Available', 'Reserved'],
];

/** The whole station (connector 0) has only these. */
export const STATION_STATUSES: readonly Status16[] = ['Available', 'Unavailable', 'Faulted'];

/** The statuses that the error EVCommunicationError goes with. */
export const EV_ERROR_STATUSES: readonly Status16[] = ['Preparing', 'SuspendedEV', 'SuspendedEVSE', 'Finishing'];
