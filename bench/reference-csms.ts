/** The reference CSMS in a process of its own, so that what is measured is the tester; its operator is asked by message. */
import { embeddedCsms } from '../cli/embedded/peer.js';
import { createLiveHost } from '../harness/doors/host.js';
import { type OperatorRequest } from '../harness/doors/operator.js';
import { type Version } from '../harness/doors/protocol.js';
import { webSocketWire } from '../harness/wire/websocket.js';

const [, , version = '1.6', lanes = '1'] = process.argv;
const csms = await embeddedCsms({
  version: version as Version,
  wire: webSocketWire,
  clock: createLiveHost(),
  seed: 1,
  lanes: Number(lanes),
  port: 0,
});
type Asked = { readonly ask: number; readonly request: OperatorRequest } | { readonly cpu: true };
process.on('message', (asked: Asked) => {
  if ('cpu' in asked) {
    const { user, system } = process.cpuUsage();
    return void process.send?.({ cpu: (user + system) / 1e6 });
  }
  const { ask, request } = asked;
  void csms.operator.ask(request).then((answer) => process.send?.({ ask, answer }));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ port: csms.port });
