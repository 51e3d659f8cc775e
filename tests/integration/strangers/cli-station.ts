/**
 * The charge point simulator of ocpp-ws-cli as a station under test: a child process on a terminal, acted on by the
 * keys that it offers a person. What it has no key for, its operator cannot do, and says so.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Operator, type OperatorAnswer, type OperatorRequest } from '../../../harness/doors/operator.js';
import { SUBPROTOCOL, type Version } from '../../../harness/doors/protocol.js';
import { type CliScreen, openCliScreen } from './cli-screen.js';
import { TOKENS } from './plan.js';

/** How long a person takes to act, in milliseconds. */
const REACTION = 300;
const DOWN = '\u001b[B';
const ENTER = '\r';
const CLEAR_LINE = '\u0015';

/** The simulator's list of statuses, in its order. */
const STATUSES = ['Available', 'Preparing', 'Charging', 'SuspendedEV'] as const;

export interface CliStation {
  readonly operator: Operator;
  connect(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** `password` goes into the address, the one place where the simulator takes it. */
export function createCliStation(identity: string, version: Version, password: string): CliStation {
  const home = mkdtempSync(join(tmpdir(), 'laddprov-cli-station-'));
  const main = join(dirname(createRequire(import.meta.url).resolve('ocpp-ws-cli/package.json')), 'dist/index.js');
  let url = '';
  let screen: CliScreen | undefined;
  let token: string = TOKENS.valid;
  let plugged = false;
  let authorized = false;
  let startedBy = '';

  const switchOn = () => {
    token = TOKENS.valid;
    authorized = false;
    const options = ['-e', url, '-i', identity, '-t', token, '-p', SUBPROTOCOL[version]];
    screen = openCliScreen(
      // With a report asked for it starts without a question.
      [process.execPath, main, 'simulate', ...options, '--report', 'json', '--report-dir', home],
      home,
    );
  };
  const press = (keys: string, wanted: Parameters<CliScreen['press']>[1]) => {
    if (!screen) throw new Error('the simulator is not running');
    return screen.press(keys, wanted);
  };
  const chooseStatus = async (status: (typeof STATUSES)[number]) => {
    await press('u', { text: /Select new Connector Status/ });
    for (const other of STATUSES.slice(1, STATUSES.indexOf(status) + 1))
      await press(DOWN, { text: new RegExp(`● ${other}`) });
    await press(ENTER, { log: new RegExp(`StatusNotification (\\(${status}\\)|failed)`) });
  };
  const setToken = async (wanted: string) => {
    if (wanted === token) return;
    await press('i', { text: /Enter new ID Tag/ });
    await press(`${CLEAR_LINE}${wanted}`, { text: new RegExp(wanted) });
    await press(ENTER, { log: /Active ID Tag changed/ });
    token = wanted;
  };
  const startKey = async () => {
    await press('t', { log: /StatusNotification \((Charging|Available)\)|failed|Must be in/ });
    startedBy = token;
  };
  const stopKey = () => press('e', { log: /StatusNotification \(Finishing\)|failed|No active/ });
  /** A badge authorises; with a cable in, a person presses "Start" then. The badge that started presses "Stop". */
  const presentToken = async (wanted: string) => {
    await setToken(wanted);
    if (screen?.charging && wanted === startedBy) return stopKey();
    const line = await press('a', { log: /StatusNotification \(Preparing\)|Authorize rejected|failed/ });
    authorized = line.includes('Preparing');
    if (authorized && plugged && !screen?.charging) await startKey();
    return line;
  };
  /** After a transaction the simulator becomes available by itself; before one, a person has to say so. */
  const plugOut = async () => {
    plugged = authorized = false;
    if (screen?.charging) await stopKey();
    if (screen?.latest(/^StatusNotification \(/)?.includes('Finishing'))
      await press('', { log: /StatusNotification \(Available\)/ });
    else await chooseStatus('Available');
  };

  const act = async ({ action, args }: OperatorRequest): Promise<OperatorAnswer> => {
    // Nobody acts in the same instant in which something happened.
    await setTimeout(REACTION);
    switch (action) {
      case 'powerCycle':
      case 'reboot':
        await screen?.kill();
        switchOn();
        return { status: 'done' };
      case 'plugIn':
        plugged = true;
        await chooseStatus('Preparing');
        if (authorized) await startKey();
        return { status: 'done' };
      case 'plugOut':
        await plugOut();
        return { status: 'done' };
      case 'presentIdToken':
        await presentToken(String(args['idToken']));
        return { status: 'done' };
      case 'evStopsCharging':
        await chooseStatus('SuspendedEV');
        return { status: 'done' };
      case 'evResumesCharging':
        await chooseStatus('Charging');
        return { status: 'done' };
      default:
        return { status: 'unavailable', reason: `the simulator has no key for ${action}` };
    }
  };

  return {
    operator: {
      name: 'keys',
      ask: (request) =>
        act(request).catch((error: unknown): OperatorAnswer => ({
          status: 'failed',
          reason: error instanceof Error ? error.message : String(error),
        })),
    },
    async connect(endpoint) {
      url = endpoint.replace('://', `://${identity}:${password}@`);
      switchOn();
      // A machine on which it cannot run is told at once, and not by cases that wait for a station.
      await press('', { text: /SIMULATOR/ });
    },
    async stop() {
      await screen?.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
