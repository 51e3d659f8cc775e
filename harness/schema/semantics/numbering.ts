/** 2.x: EVSEs and connectors are numbered from 1 (Part 1 §7.1, §7.2), and a status is one connector's (Part 2 G01). */
import { is2x } from '../../doors/protocol.js';
import { showValue } from '../describe.js';
import { type Concern, type Judge, NONE, problem } from './concern.js';

const fromOne =
  (what: string, clause: string): Judge =>
  (place) =>
    typeof place.value !== 'number' || place.value >= 1
      ? NONE
      : problem(
          place,
          'numbering',
          'fail',
          clause,
          `${showValue(place.value)} is no ${what}: they are numbered from 1`,
        );

export const numbering: Concern = ({ field, owner }, { version }) => {
  if (!is2x(version) || owner !== 'StatusNotificationRequest') return undefined;
  if (field === 'evseId') return fromOne('EVSE', 'Part 1 §7.1; Part 2 B01.FR.05, G01');
  return field === 'connectorId' ? fromOne('connector', 'Part 1 §7.2; Part 2 B01.FR.05, G01') : undefined;
};
