/** Answers to a request of the SUT that are doubled or wrong. */

export interface Answering {
  readonly id: string;
  /** How the tester answers. */
  readonly says: string;
  /** The frames that answer the request with that id, where `right` is a right result. */
  readonly frames: (id: string, right: object) => readonly unknown[];
  /** After the SUT can have given up. */
  readonly late?: boolean;
}

/** The answers whatever was asked; `wrongType` is a result in which one field is of a wrong type. */
export const answerings = (wrongType: object): readonly Answering[] => [
  {
    id: 'twice',
    says: 'twice',
    frames: (id, right) => [
      [3, id, right],
      [3, id, right],
    ],
  },
  {
    id: 'another-id',
    says: 'to another id first',
    frames: (id, right) => [
      [3, `${id.slice(0, 30)}-other`, right],
      [3, id, right],
    ],
  },
  {
    id: 'result-and-error',
    says: 'with a result and an error',
    frames: (id, right) => [
      [3, id, right],
      [4, id, 'GenericError', '', {}],
    ],
  },
  {
    id: 'unknown-code',
    says: 'with an error whose code does not exist',
    frames: (id) => [[4, id, 'Laddprov', '', {}]],
  },
  { id: 'empty', says: 'with a result that lacks what it must have', frames: (id) => [[3, id, {}]] },
  { id: 'wrong-type', says: 'with a result of wrong types', frames: (id) => [[3, id, wrongType]] },
];

/** For the steps of a case. */
export const listed = (list: readonly Answering[]): string => list.map(({ says }) => says).join(', ');
