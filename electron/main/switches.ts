/**
 * Chromium's command-line switches, set before it starts.
 *
 * The first one is the wall: with it no name and no address can be reached, whatever a page tries; it is the only measure
 * that stopped DNS prefetching too. The others keep Chromium from trying on its own account.
 */
interface CommandLine {
  readonly getSwitchValue: (name: string) => string;
  readonly appendSwitch: (name: string, value?: string) => void;
}

const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // A system proxy would resolve names in our place, and finding one (WPAD) asks the network.
  ['no-proxy-server'],
  ['dns-prefetch-disable'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-client-side-phishing-detection'],
  ['disable-sync'],
  ['disable-default-apps'],
  ['disable-breakpad'],
  ['disable-quic'],
  ['metrics-recording-only'],
  ['no-pings'],
  ['no-first-run'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

const FEATURES_OFF: readonly string[] = [
  'AsyncDns',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'DnsOverHttps',
  'FedCm',
  'GlobalMediaControls',
  'HardwareMediaKeyHandling',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
  'Prerender2',
  'SpeculationRulesPrefetchFuture',
  'Translate',
  'WebBluetooth',
  'WebOTP',
  // With it, a page that merely uses WebRTC makes Chromium join a multicast group: measured, 8 packets.
  'WebRtcHideLocalIpsWithMdns',
];

export function disableNetworkFeatures(commandLine: CommandLine): void {
  for (const [name, value] of SWITCHES) {
    commandLine.appendSwitch(name, value);
  }
  const already = commandLine.getSwitchValue('disable-features').split(',');
  const off = [...already, ...FEATURES_OFF].filter((name) => name !== '');
  commandLine.appendSwitch('disable-features', off.join(','));
}
