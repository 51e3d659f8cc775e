/** On which cases it bears what an earlier one left and nobody could put back. */
import { type Case } from '../../peers/case.js';
import { type LeftKind } from './book.js';

/** They ask for no connector that nobody uses. */
const ANY_CONNECTOR: readonly string[] = [
  'Core: configuration',
  'Core: data transfer',
  'Error handling',
  'Security',
  'Security: log',
];

const connectors = ({ block }: Case): boolean => !ANY_CONNECTOR.includes(block);
const like =
  (words: RegExp) =>
  ({ block }: Case): boolean =>
    words.test(block);
const none = (): boolean => false;
const all = (): boolean => true;

const BEARS: Readonly<Record<LeftKind, (item: Case) => boolean>> = {
  connection: all,
  registration: all,
  transaction: connectors,
  'remote-start': connectors,
  vehicle: connectors,
  reservation: connectors,
  availability: connectors,
  'charging-profile': like(/smart charging/i),
  'local-list': like(/local list|authori[sz]ation|offline|cache/i),
  monitor: like(/environment|diagnostics/i),
  certificate: like(/security|certificate/i),
  // A case that needs a value sets it.
  setting: none,
  trigger: none,
  report: none,
  'display-message': like(/display/i),
};

/** Whether what is left of this kind bears on the case; the sanity case asks only whether somebody answers. */
export const bearsOn = (kind: LeftKind, item: Case): boolean => item.block !== 'Sanity' && BEARS[kind](item);
