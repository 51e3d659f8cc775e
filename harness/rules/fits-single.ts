/** Answers of which single fields depend on the request. */
import { is2x } from '../doors/protocol.js';
import { fingerprint, quote, some } from './bounded.js';
import { part2 } from './clauses.js';
import { advise, fail, type Fit, type Fitting } from './fits.js';
import { field, integerOf, listOf, textOf } from './values.js';

const NONE: readonly Fit[] = [];

/** GetCompositeSchedule: of the connector or EVSE, in the unit, and not beyond the time that was asked for. */
export const compositeSchedule: Fitting = ({ version, request, response }) => {
  if (textOf(response, 'status') !== 'Accepted') return NONE;
  const newer = is2x(version);
  const clause = newer ? part2(version, 'K08.FR.02', 'GetCompositeSchedule') : 'OCPP 1.6 §5.7, §6.21, §6.22';
  const schedule = field(response, newer ? 'schedule' : 'chargingSchedule');
  if (schedule === undefined) {
    const missing = 'the composite schedule was accepted, and is not there';
    return [newer ? fail(clause, missing) : advise(clause, missing)];
  }
  const found: Fit[] = [];
  const of = newer ? 'evseId' : 'connectorId';
  const [asked, told] = [integerOf(request, of), integerOf(newer ? schedule : response, of)];
  if (told !== undefined && asked !== undefined && told !== asked)
    found.push(fail(clause, `the schedule is of ${of} ${told} where ${asked} was asked for`));
  const [wanted, unit] = [textOf(request, 'chargingRateUnit'), textOf(schedule, 'chargingRateUnit')];
  if (wanted !== undefined && unit !== undefined && unit !== wanted)
    found.push(fail(clause, `the schedule is in ${unit.slice(0, 20)} where ${wanted.slice(0, 20)} was asked for`));
  const [most, duration] = [integerOf(request, 'duration'), integerOf(schedule, 'duration')];
  if (most !== undefined && duration !== undefined && duration > most)
    found.push(fail(clause, `the schedule lasts ${duration} s where ${most} s were asked for`));
  return found;
};

/** SendLocalList: a full list has no version that could mismatch; a version that is not newer is refused in 2.x. */
export const sendLocalList: Fitting = ({ version, request, response, conn }, memory) => {
  const newer = is2x(version);
  const status = textOf(response, 'status');
  const sent = integerOf(request, newer ? 'versionNumber' : 'listVersion');
  const before = memory.list?.conn === conn ? memory.list.version : undefined;
  memory.list = status === 'Accepted' && sent !== undefined ? { conn, version: sent } : undefined;
  const clause = newer ? part2(version, 'D01.FR.19', 'SendLocalListStatusEnumType') : 'OCPP 1.6 §7.47';
  if (textOf(request, 'updateType') === 'Full')
    return status === 'VersionMismatch'
      ? [fail(clause, 'VersionMismatch answers a full list, which has no version to match')]
      : NONE;
  if (before === undefined || before <= 0 || sent === undefined) return NONE;
  if (status === 'VersionMismatch' && sent > before)
    return [fail(clause, `VersionMismatch answers an update to version ${sent} of a list whose version is ${before}`)];
  if (newer && status === 'Accepted' && sent <= before)
    return [fail(clause, `an update to version ${sent} was accepted though the version of the list is ${before}`)];
  return NONE;
};

/** GetLocalListVersion: the version that was last given. 0 and -1 say that there is no list at all. */
export const localListVersion: Fitting = ({ version, response, conn }, memory) => {
  const told = integerOf(response, is2x(version) ? 'versionNumber' : 'listVersion');
  const given = memory.list?.conn === conn ? memory.list.version : undefined;
  if (told === undefined) return NONE;
  memory.list = { conn, version: told };
  if (given === undefined || given <= 0 || told === given) return NONE;
  const clause = is2x(version) ? part2(version, 'D02.FR.01', 'D01.FR.15', 'D01.FR.16') : 'OCPP 1.6 §5.10, §6.41';
  const says = `the local list has version ${told}, where ${given} is the last that was given`;
  return [told <= 0 ? advise(clause, says) : fail(clause, says)];
};

/** GetTransactionStatus: whether it goes on is said of a transaction, and of none where none was named. */
export const transactionStatus: Fitting = ({ version, request, response }) => {
  const named = textOf(request, 'transactionId') !== undefined;
  const told = field(response, 'ongoingIndicator') !== undefined;
  if (named === told) return NONE;
  return named
    ? [
        fail(
          part2(version, 'E14.FR.01', 'E14.FR.02', 'E14.FR.03'),
          'ongoingIndicator is missing though a transaction was named',
        ),
      ]
    : [fail(part2(version, 'E14.FR.06'), 'ongoingIndicator is there though no transaction was named')];
};

/** GetInstalledCertificateIds: what was found is there, what was not found is not, of the types that were asked for. */
export const installedCertificates: Fitting = ({ version, request, response }) => {
  const clause = is2x(version)
    ? part2(version, 'M03.FR.02', 'M03.FR.04')
    : 'OCPP 1.6 Security Whitepaper M03.FR.02, M03.FR.04';
  const chains = listOf(response, is2x(version) ? 'certificateHashDataChain' : 'certificateHashData');
  const status = textOf(response, 'status');
  if (status === 'NotFound' && chains.length > 0) return [fail(clause, 'NotFound comes with certificates')];
  if (status === 'Accepted' && chains.length === 0) return [fail(clause, 'certificates were found, and none came')];
  const asked = listOf(request, 'certificateType');
  const types = new Set(chains.map((chain) => textOf(chain, 'certificateType')));
  const odd = [...types].filter((type) => type !== undefined && !asked.includes(type)).map(String);
  if (asked.length === 0 || odd.length === 0) return NONE;
  return [fail(clause, `certificates came of types that were not asked for: ${some(odd)}`)];
};

/** A CSMS answers about the token that it was told of (TransactionEventResponse). */
export const transactionToken: Fitting = ({ version, request, response }) => {
  if (field(request, 'idToken') === undefined || field(response, 'idTokenInfo') !== undefined) return NONE;
  return [fail(part2(version, 'TransactionEventResponse'), 'idTokenInfo is missing though the request has an idToken')];
};

/** GetCertificateStatus: what was retrieved is there. */
export const certificateStatus: Fitting = ({ version, response }) =>
  textOf(response, 'status') === 'Accepted' && field(response, 'ocspResult') === undefined
    ? [fail(part2(version, 'GetCertificateStatusResponse'), 'the status is Accepted, and ocspResult is missing')]
    : NONE;

/** GetCertificateChainStatus: of the certificates that were asked about. */
export const chainStatus: Fitting = ({ version, request, response }) => {
  const keys = (payload: unknown, list: string) =>
    listOf(payload, list).map((item) => fingerprint(field(item, 'certificateHashData')).toLowerCase());
  const asked = keys(request, 'certificateStatusRequests');
  const told = keys(response, 'certificateStatus');
  const clause = part2(version, 'M07.FR.01', 'M07.FR.02');
  if (told.some((key) => !asked.includes(key)))
    return [fail(clause, 'a status came of a certificate that was not asked about')];
  return asked.every((key) => told.includes(key))
    ? NONE
    : [advise(clause, 'no status came of some of the certificates')];
};

/** VatNumberValidation: of the number and the EVSE that were asked about. */
export const vatNumber: Fitting = ({ version, request, response }) => {
  const clause = part2(version, 'VatNumberValidationResponse');
  const [asked = '', told = ''] = [textOf(request, 'vatNumber'), textOf(response, 'vatNumber')];
  const found =
    asked.toLowerCase() === told.toLowerCase()
      ? []
      : [fail(clause, `the answer is about ${quote(told)} where ${quote(asked)} was asked about`)];
  const [evse, of] = [integerOf(request, 'evseId'), integerOf(response, 'evseId')];
  if (of === undefined || of === evse) return found;
  return [...found, fail(clause, `the answer is for EVSE ${of} where ${evse ?? 'none'} was asked about`)];
};

/** GetTariffs of one EVSE: of the tariffs that are there. */
export const tariffs: Fitting = ({ version, request, response }) => {
  const evse = integerOf(request, 'evseId') ?? 0;
  const elsewhere = listOf(response, 'tariffAssignments').filter((item) => {
    const evses = listOf(item, 'evseIds');
    return evses.length > 0 && !evses.includes(evse) && !evses.includes(0);
  });
  if (evse === 0 || elsewhere.length === 0) return NONE;
  return [fail(part2(version, 'I09.FR.02'), `a tariff came that is not of EVSE ${evse}, which was asked for`)];
};

/** ClearTariffs by id: of the ids that were given. */
export const clearedTariffs: Fitting = ({ version, request, response }) => {
  const asked = listOf(request, 'tariffIds');
  const told = listOf(response, 'clearTariffsResult').flatMap((item) => textOf(item, 'tariffId') ?? []);
  const odd = told.filter((id) => !asked.includes(id)).map((id) => quote(id));
  if (asked.length === 0 || odd.length === 0) return NONE;
  return [fail(part2(version, 'I10.FR.02'), `results came for tariffs that were not asked for: ${some(odd)}`)];
};
