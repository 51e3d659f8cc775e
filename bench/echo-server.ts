/** A WebSocket server in a process of its own that answers every CALL with the time. */
import { WebSocketServer } from 'ws';

const server = new WebSocketServer(
  { port: 0, host: '127.0.0.1', handleProtocols: (protocols) => [...protocols][0] ?? false },
  () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address ? address.port : 0);
  },
);
server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const id = /^\[2,"([^"]+)"/.exec(data.toString('utf8'))?.[1];
    if (id !== undefined) socket.send(JSON.stringify([3, id, { currentTime: '2026-01-05T12:00:00.000Z' }]));
  });
});
process.on('disconnect', () => process.exit(0));
