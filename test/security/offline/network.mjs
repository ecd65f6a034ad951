import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A network that leads nowhere but looks like one that works: an address, default routes for IPv4 and IPv6, a nameserver.
 * Whatever a program tries to reach (a name, an address, a neighbour) becomes at least one frame on `out0`, where it is counted.
 * Loopback stays apart, because Playwright talks to Electron over it. To be used inside `unshare --net --mount` only.
 */

const device = 'out0';
const otherEnd = 'nowhere0';

/** Of ranges that no test and no sample names, so that a test's address is never this machine's own. */
const ownAddress = '198.18.77.1/24';
const ownAddress6 = 'fd63:6861:696e::1/64';
const nameserver = '198.18.77.53';

/** Daemons of the machine that would ask a nameserver on a program's behalf, outside of the namespace. */
const daemonSockets = ['/run/systemd/resolve/io.systemd.Resolve', '/run/nscd/socket', '/var/run/nscd/socket'];

/** Makes the network; throws where the kernel or the rights do not allow it. */
export function makeNetwork() {
  ip('link set lo up');
  ip(`link add ${device} type veth peer name ${otherEnd}`);
  writeSetting(`net/ipv6/conf/${otherEnd}/disable_ipv6`, '1');
  // Without these the kernel itself would send: address checks, router questions, a link-local address of its own.
  writeSetting(`net/ipv6/conf/${device}/accept_dad`, '0');
  writeSetting(`net/ipv6/conf/${device}/accept_ra`, '0');
  writeSetting(`net/ipv6/conf/${device}/router_solicitations`, '0');
  writeSetting(`net/ipv6/conf/${device}/addr_gen_mode`, '1');
  ip(`address add ${ownAddress} dev ${device}`);
  ip(`link set ${otherEnd} up`);
  ip(`link set ${device} up`);
  ip(`route add default dev ${device}`);
  const hasIpv6 = addIpv6();
  nameTheServer();
  return { hasIpv6 };
}

function addIpv6() {
  try {
    ip(`-6 address add ${ownAddress6} dev ${device} nodad`);
    ip(`-6 route add default dev ${device}`);
    return true;
  } catch {
    return false;
  }
}

/** Gives the namespace resolver settings of its own. */
function nameTheServer() {
  const folder = mkdtempSync(join(tmpdir(), 'chainmail-offline-'));
  try {
    writeFileSync(join(folder, 'resolv.conf'), `nameserver ${nameserver}\noptions timeout:1 attempts:1\n`);
    writeFileSync(join(folder, 'nsswitch.conf'), 'passwd: files\ngroup: files\nhosts: files dns\n');
    for (const name of ['resolv.conf', 'nsswitch.conf']) {
      if (existsSync(`/etc/${name}`)) {
        execFileSync('mount', ['--bind', join(folder, name), `/etc/${name}`]);
      }
    }
    for (const socket of daemonSockets.filter(existsSync)) {
      execFileSync('mount', ['--bind', '/dev/null', socket]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the programs in this namespace have sent so far.
 * @returns {{ packets: number, datagrams: number, multicast: number }} frames on the way out; UDP datagrams on any way, loopback
 *   included; packets to multicast groups
 */
export function sentSoFar() {
  const counters = columns('/proc/net/dev', `${device}:`);
  const datagrams = columns('/proc/net/snmp', 'Udp:', 'InDatagrams')[3];
  const datagrams6 = columns('/proc/net/snmp6', 'Udp6OutDatagrams')[0];
  const multicast = columns('/proc/net/netstat', 'IpExt:', 'InNoRoutes')[3];
  const multicast6 = columns('/proc/net/snmp6', 'Ip6OutMcastPkts')[0];
  return {
    packets: counters[9],
    datagrams: datagrams + (datagrams6 ?? 0),
    multicast: (multicast ?? 0) + (multicast6 ?? 0),
  };
}

/** The numbers after a line's name; a heading line of the same name is told by its first word. */
function columns(file, name, heading) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const words = lines.map((line) => line.trim().split(/\s+/)).find((line) => line[0] === name && line[1] !== heading);
  return (words ?? []).slice(1).map(Number);
}

/** Waits until the kernel's own first packets (multicast reports of the new addresses) are over. */
export async function waitForQuiet() {
  let before = sentSoFar().packets;
  for (let quietSeconds = 0, waited = 0; quietSeconds < 3 && waited < 20; waited += 1) {
    await wait(1000);
    const now = sentSoFar().packets;
    quietSeconds = now === before ? quietSeconds + 1 : 0;
    before = now;
  }
}

/** The addresses that somebody looked for on the way out: says where to search when the count is not 0. */
export function addressesSought() {
  return ip(`neigh show dev ${device} nud all`)
    .split('\n')
    .map((line) => line.split(' ')[0])
    .filter((address) => address !== '' && !/^(ff|224\.)/.test(address));
}

function ip(words) {
  return execFileSync('ip', words.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function writeSetting(path, value) {
  const file = `/proc/sys/${path}`;
  if (existsSync(file)) {
    writeFileSync(file, value);
  }
}
