/** What the small CSMS has at hand when it answers a station. */
import { type Json } from './rpc-link.js';

/** What the CSMS knows of one station. */
export interface StationFile {
  status: 'Accepted' | 'Pending' | 'none';
  /** Whether its next boots are to be answered with Pending. */
  pending: boolean;
  readonly connectors: Map<string, string>;
  readonly transactions: Map<string | number, { readonly idToken: string; ended: boolean }>;
}

export interface Desk {
  readonly now: () => string;
  /** What the CSMS makes of a token. */
  readonly tokenStatus: (token: string) => string;
  readonly groupOf: (token: string) => string | undefined;
  readonly nextTransaction: () => number;
}

/** What is answered to each action. */
export type Handlers = Readonly<Record<string, (payload: Json, station: StationFile) => Json>>;
