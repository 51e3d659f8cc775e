/**
 * What is under way between two ends of a TCP connection that are both in this process: bytes that were written and not
 * read yet, connections and ends of connections that the other side has not heard of, messages that were sent and not
 * handed over. A clock that skips may not move on while there is any.
 *
 * Node tells of every socket that a server accepts, and counts the bytes of each socket, those of TLS handshakes too; of
 * the sockets that connect it tells only some, so that their one way out, `Socket.connect`, is watched.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { type Clock } from '../doors/clock.js';

type Side = 'client' | 'server';

/** Where the wire stands: the clock that its limits are measured by, and who counts what is under way on it. */
export interface Ground {
  readonly clock: Clock;
  readonly traffic?: Traffic | undefined;
}

/** One end of a connection, as the wire sees it. */
export interface FrameCount {
  /** A whole message was sent. */
  sent(): void;
  /** A whole message was handed over. */
  got(): void;
  /** The end does not read on purpose, or reads again: what it does not read is not under way. */
  reads(yes: boolean): void;
  /** The end is over, or dropped: nothing is expected of it any more, and the other end has yet to hear of it. */
  over(): void;
}

export interface Traffic {
  /** What is under way, in words; undefined when nothing is. */
  underWay(): string | undefined;
  /** Counts the messages of an end whose compression hides them from the bytes. `port` is the client's. */
  frames(side: Side, port: number): FrameCount;
  /** Watches no longer. */
  close(): void;
}

interface End {
  socket?: Socket;
  reads: boolean;
  sent: number;
  got: number;
  /** A WebSocket is on it, and tells when it is over. */
  framed: boolean;
  over: boolean;
}
interface Pair {
  readonly client: End;
  readonly server: End;
}

const end = (): End => ({ reads: true, sent: 0, got: 0, framed: false, over: false });

/** Sees every socket of this process that connects, from the moment at which it does. */
const watchers = new Set<(socket: Socket) => void>();
const { connect } = Socket.prototype;
function watchConnecting(watcher: (socket: Socket) => void): () => void {
  if (watchers.size === 0)
    Socket.prototype.connect = function watched(this: Socket, ...args: unknown[]) {
      for (const watch of watchers) watch(this);
      return (connect as (...all: unknown[]) => Socket).apply(this, args);
    };
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) Socket.prototype.connect = connect;
  };
}

/** The socket is gone, and so is the WebSocket that was on it, which may be told a little later. */
const isGone = ({ socket, framed, over }: End): boolean => socket?.destroyed === true && (!framed || over);
const isOver = ({ client, server }: Pair): boolean => isGone(client) && isGone(server);

/** A WebSocket that is over at one end and not at the other yet: over TLS the sockets themselves tell it late. */
const isEnding = (from: End, to: End): boolean => from.over && to.framed && !to.over && to.reads;

/** What one end has for the other that the other does not know of yet. */
function between(from: End, to: End): string | undefined {
  if (!to.reads || !from.socket || !to.socket || to.socket.destroyed) return undefined;
  if (from.socket.destroyed) return 'the end of the connection';
  const bytes = from.socket.bytesWritten - to.socket.bytesRead;
  if (bytes > 0) return `${bytes} bytes`;
  if (from.socket.writableEnded && !to.socket.readableEnded) return 'the end of what is sent';
  const messages = from.sent - to.got;
  return messages > 0 && !from.over && !to.over ? `${messages} messages` : undefined;
}

function inPair({ client, server }: Pair, port: number): string | undefined {
  if (client.socket && !server.socket) return `a connection from port ${port} that is not accepted yet`;
  if (isEnding(client, server) || isEnding(server, client))
    return `the end of the WebSocket of the client on port ${port}`;
  const there = between(client, server);
  if (there !== undefined) return `${there} from the client on port ${port}`;
  const back = between(server, client);
  return back === undefined ? undefined : `${back} to the client on port ${port}`;
}

/** Begins to watch the sockets of this process. */
export function watchTraffic(): Traffic {
  const pairs = new Map<number, Pair>();
  const connecting = new Set<Socket>();
  const pairOf = (port: number): Pair => {
    const known = pairs.get(port);
    // A port is used again.
    if (known && !isOver(known)) return known;
    const pair = { client: end(), server: end() };
    pairs.set(port, pair);
    return pair;
  };
  const ignore = watchConnecting((socket) => {
    connecting.add(socket);
    socket.once('close', () => connecting.delete(socket));
    socket.once('connect', () => {
      connecting.delete(socket);
      if (socket.localPort !== undefined) pairOf(socket.localPort).client.socket = socket;
    });
  });
  const accepted = (message: unknown): void => {
    const { socket } = message as { readonly socket: Socket };
    if (socket.remotePort !== undefined) pairOf(socket.remotePort).server.socket = socket;
  };
  subscribe('net.server.socket', accepted);
  return {
    underWay() {
      for (const socket of connecting) if (!socket.destroyed) return 'a connection that is being made';
      for (const [port, pair] of pairs) {
        if (isOver(pair)) pairs.delete(port);
        else {
          const found = inPair(pair, port);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
    frames(side, port) {
      const own = pairOf(port)[side];
      own.framed = true;
      return {
        sent: () => void own.sent++,
        got: () => void own.got++,
        reads: (yes) => void (own.reads = yes),
        over: () => void (own.over = true),
      };
    },
    close() {
      ignore();
      unsubscribe('net.server.socket', accepted);
    },
  };
}
