/** Wires the impostors to the schemas: what they say is valid, and means nothing. */
import { createEntropy } from '../../harness/doors/entropy.js';
import { iso } from '../../harness/doors/clock.js';
import { type Role } from '../../harness/doors/protocol.js';
import { actionsOf, isKnownAction } from '../../harness/schema/schemas.js';
import { senderOf } from '../../harness/schema/directions.js';
import { minimalSample, randomSample } from '../../harness/schema/sample.js';
import {
  createCsmsImpostor,
  createStationImpostor,
  type ImpostorKind,
  type ImpostorOptions,
} from '../../fixtures/impostors/impostor.js';
import { referenceStationFacts } from '../../fixtures/reference-station/facts.js';
import { type EmbeddedPeer, type PeerOptions } from '../embedded/peer.js';
import { PASSWORD } from '../embedded/plan.js';

/** What the most agreeable answer would say where it can choose. */
const AGREEABLE = ['Accepted', 'Unlocked', 'Available', 'Installed', 'Idle'];

function optionsOf(kind: ImpostorKind, role: Role, { version, wire, clock, seed }: PeerOptions): ImpostorOptions {
  const entropy = createEntropy(seed, `impostor ${kind}`);
  const own = actionsOf(version).filter((action) => senderOf(version, action) === role);
  const agreeable = () => ({
    now: iso(clock.now()),
    member: (members: readonly string[]) => members.find((member) => AGREEABLE.includes(member)) ?? members[0]!,
  });
  const answer = (action: string) => {
    if (!isKnownAction(version, action) || (kind === 'empty' && action !== 'BootNotification')) return undefined;
    return kind === 'random'
      ? randomSample(version, action, 'response', entropy, clock.now())
      : minimalSample(version, action, 'response', agreeable());
  };
  const request = () => {
    const action = entropy.pick(own);
    return { action, payload: randomSample(version, action, 'request', entropy, clock.now()) };
  };
  const first = {
    action: 'BootNotification',
    payload: minimalSample(version, 'BootNotification', 'request', agreeable()),
  };
  return { kind, version, wire, clock, entropy, answer, request, first };
}

/** Starts an impostor in the place of the reference peer. */
export async function startImpostor(
  kind: ImpostorKind,
  options: PeerOptions & { readonly role: Role },
): Promise<EmbeddedPeer & { readonly port: number }> {
  const impostorOptions = optionsOf(kind, options.role, options);
  if (options.role === 'csms') {
    const impostor = await createCsmsImpostor(impostorOptions);
    return { ...impostor, connect: () => undefined };
  }
  let stop = (): Promise<void> => Promise.resolve();
  return {
    port: 0,
    operator: { name: 'embedded', dictates: true, ask: () => Promise.resolve({ status: 'done' }) },
    connect(url) {
      stop = createStationImpostor(impostorOptions, {
        url,
        user: referenceStationFacts.identity,
        password: PASSWORD,
      }).stop;
    },
    stop: () => stop(),
  };
}
