/**
 * Offline is proven, not promised: in every test run, whatever would reach the network throws.
 *
 * Loaded before each test file (vitest.config.ts). Connections to a path (pipes between processes) stay possible.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

function refuse(what: string): never {
  throw new Error(`A test tried to reach the network: ${what}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const target = Array.isArray(args[0]) ? args[0][0] : args[0];
  const isPath = typeof target === 'string' || (typeof target === 'object' && target !== null && 'path' in target);
  return isPath ? Reflect.apply(connect, this, args) : refuse('a connection');
} as typeof connect;

Object.assign(dns, {
  lookup: () => refuse('a name look-up'),
  resolve: () => refuse('a name look-up'),
  resolve4: () => refuse('a name look-up'),
  resolve6: () => refuse('a name look-up'),
  resolveTxt: () => refuse('a name look-up'),
});
Object.assign(dns.promises, { lookup: () => refuse('a name look-up'), resolve: () => refuse('a name look-up') });
dgram.createSocket = () => refuse('a datagram');
globalThis.fetch = () => refuse('fetch');
