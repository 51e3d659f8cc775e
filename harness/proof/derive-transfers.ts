/** Makes the mutants of a check that rests on file transfers. */
import { type CheckEvent, type EventOf } from '../record/events.js';
import { type Mutant, type TransferFault } from './mutant.js';

/** The transfers that a check rests on: they may never come, end half way, or bring nothing. */
export function ofTransfer(transfers: readonly EventOf<'transfer'>[], check: CheckEvent): readonly Mutant[][] {
  return (check.transfers ?? []).flatMap((number): Mutant[][] => {
    const transfer = transfers.findIndex((event) => event.transfer === number);
    const event = transfers[transfer];
    if (!event) return [];
    const mutant = (says: string, does: TransferFault): Mutant[] => [
      { says, fault: { kind: 'transfer', transfer, does, path: event.path } },
    ];
    const verb = event.direction === 'download' ? 'fetches' : 'uploads';
    return [
      mutant(`never ${verb} anything there`, 'never'),
      ...(event.outcome === 'complete' ? [mutant(`${verb} half of the file`, 'half')] : []),
      ...(event.direction === 'upload' && check.asserts.includes('bytes')
        ? [mutant('uploads an empty file', 'empty')]
        : []),
      ...(check.asserts.includes('not-before') ? [mutant(`${verb} it at once`, 'at-once')] : []),
      ...(check.asserts.includes('apart') ? [mutant('tries again at once', 'twice')] : []),
      ...(check.asserts.includes('count') && number === check.transfers?.[0]
        ? [mutant('does not try again', 'once')]
        : []),
    ];
  });
}
