/** What each certification profile is about, in a few words. */
import { type ProfileName } from './profiles.js';

const MEANINGS: Readonly<Record<ProfileName, string>> = {
  Core: 'what every product has: registration, authorization, transactions, meter values, control',
  FirmwareManagement: 'firmware updates, and sending diagnostics',
  LocalAuthListManagement: 'a list of tokens that the station keeps',
  Reservation: 'a connector is kept for a token',
  SmartCharging: 'charging profiles that limit current or power',
  RemoteTrigger: 'messages that are asked for',
  Security: 'the security extension: profiles 1 to 3, certificates, signed firmware, security log',
  'Advanced Security': 'TLS with certificates of the station, and their renewal',
  'Local Authorization List Management': 'a list of tokens that the station keeps',
  'Smart Charging': 'charging profiles that limit current or power',
  'Advanced Device Management': 'reports by component, monitors on variables, and their events',
  'Advanced User Interface': 'messages on a display, tariffs and costs',
  'ISO 15118 Support': 'plug and charge: contract certificates of vehicles',
  'Bidirectional Power Transfer': 'energy from the vehicle to the grid',
  'DER Control': 'grid codes for inverters: distributed energy resources',
};

/** In our own words; '' for what is no profile. */
export const profileMeaning = (name: string): string =>
  Object.hasOwn(MEANINGS, name) ? MEANINGS[name as ProfileName] : '';
