/** Whether a station has to ask the central system about a token that is presented (1.6 §4.1). */
import { type Message, type OnStation } from '../../../harness/peers/ocpp16.js';
import { readKey } from './configuration.js';
import { sameTag } from './connector.js';

/**
 * Empties the station's cache and says whether an Authorize.req must now come for every token. It need not where a
 * cache could not be emptied or a local list is in use: then the station may know the token.
 */
export async function hasToAsk(context: OnStation): Promise<boolean> {
  const { csms, parameters, note } = context;
  const cleared = await csms.attempt('ClearCache', {});
  const emptied = cleared.kind === 'result' && cleared.payload['status'] === 'Accepted';
  // §9.1.2: without the key there is no cache.
  const cached = !emptied && (await readKey(context, 'AuthorizationCacheEnabled'))?.toLowerCase() === 'true';
  let listed = false;
  if (parameters.claimsProfile('LocalAuthListManagement')) {
    const version = await csms.attempt('GetLocalListVersion', {});
    listed = version.kind === 'result' && Number(version.payload['listVersion']) > 0;
  }
  if (cached || listed) note('The station may know the token: it need not ask, and no Authorize.req is required.');
  return !cached && !listed;
}

export interface AskOptions {
  /** Whether it has to ask. */
  readonly asks: boolean;
  readonly status?: 'Accepted' | 'Invalid';
  readonly requirements?: string | readonly string[];
}

/**
 * The question about a token, which is answered with `status` whatever token it names: a wrong one is a red check, and
 * keeps nothing else from being seen. A station that need not ask may leave it out.
 */
export function asksAbout(
  { csms }: OnStation,
  idTag: string,
  { asks, status = 'Accepted', requirements = '1.6 §4.1' }: AskOptions,
) {
  csms.answer('Authorize', { idTagInfo: { status } });
  return csms.message('Authorize', { idTag: sameTag(idTag) }, requirements, { optional: !asks });
}

/** The same for a token that is accepted, and belongs to the group of the valid one. */
export function asksAboutGroup(context: OnStation, idTag: string, options: Omit<AskOptions, 'status'>) {
  const question = asksAbout(context, idTag, options);
  const parentIdTag = context.parameters.tokens.group.idToken;
  context.csms.answer('Authorize', { idTagInfo: { status: 'Accepted', parentIdTag } });
  return question;
}

/**
 * A token that the station knows, when it is set not to wait for the central system (§3.5, §9.1.13): what it knows has
 * to be enough. It may ask all the same (§4.1), and then learns nothing: the question is answered with an error.
 */
export function needNotAskAbout({ csms }: OnStation, idTag: string) {
  csms.answer('Authorize', { error: 'GenericError', description: 'nothing is said of this token' });
  return csms.message('Authorize', { idTag: sameTag(idTag) }, '1.6 §4.1', { optional: true });
}

/** Says that the question which `needNotAskAbout` allows has come. */
export function adviseOnQuestion({ advise }: OnStation, question: Message<unknown> | undefined): void {
  if (question)
    advise(
      'asked',
      'the station asks about a token that it knows; it may, but the official tool refuses it',
      '1.6 §4.1',
      [question.n],
    );
}
