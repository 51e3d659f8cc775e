/** 2.x: requests whose result comes in messages of its own, which carry the request's id (Part 2 §3, FR.05). */
export interface ReportKind {
  readonly part: string;
  readonly requests: readonly string[];
  /** The requirements by which the parts come, and carry the id of their request. */
  readonly come: readonly string[];
  readonly carry: readonly string[];
}

export const REPORTS: readonly ReportKind[] = [
  {
    part: 'NotifyReport',
    requests: ['GetBaseReport', 'GetReport'],
    come: ['B07.FR.03', 'B08.FR.03'],
    carry: ['B07.FR.04', 'B08.FR.04'],
  },
  {
    part: 'NotifyMonitoringReport',
    requests: ['GetMonitoringReport'],
    come: ['N02.FR.03'],
    carry: ['N02.FR.04'],
  },
  {
    part: 'ReportChargingProfiles',
    requests: ['GetChargingProfiles'],
    come: ['K09.FR.02', 'K09.FR.04', 'K09.FR.05', 'K09.FR.06'],
    carry: ['K09.FR.01'],
  },
  {
    part: 'NotifyDisplayMessages',
    requests: ['GetDisplayMessages'],
    come: ['O03.FR.02', 'O04.FR.03'],
    carry: ['O03.FR.05'],
  },
  {
    part: 'NotifyCustomerInformation',
    requests: ['CustomerInformation'],
    come: ['N09.FR.05', 'N09.FR.06', 'N10.FR.03', 'N10.FR.04'],
    carry: ['§3 FR.05'],
  },
  { part: 'ReportDERControl', requests: ['GetDERControl'], come: ['R04.FR.32', 'R04.FR.33'], carry: ['R04.FR.31'] },
];
