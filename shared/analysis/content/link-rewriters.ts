import { fromBase64Text } from './base64-text';
import { parameterOf, percentDecoded, readWebAddress, type WebAddress } from './web-address';

/**
 * Services that put an address of their own in the place of a link: filters of the recipient's organisation, delivery
 * services that count, search engines. Where the first address stands inside, it is taken out.
 *
 * Forms as the makers document them or as observed; an address whose form is not known is left as it is.
 */
export interface UnwrappedLink {
  /** The address that the link leads to in the end, as far as it can be told. */
  readonly target: string;
  /** The services passed on the way, outermost first. */
  readonly by: readonly string[];
  /** The last service keeps the address to itself: where the link leads cannot be told from the message. */
  readonly isOpaque: boolean;
}

interface Rewriter {
  readonly name: string;
  readonly host: RegExp;
  /** The address inside; undefined where it cannot be told. */
  readonly target: (address: WebAddress, written: string) => string | undefined;
}

const byParameter =
  (...names: readonly string[]): Rewriter['target'] =>
  ({ query }) =>
    parameterOf(query, ...names);

const REWRITERS: readonly Rewriter[] = [
  {
    name: 'Microsoft Safe Links',
    host: /(?:^|\.)safelinks\.protection\.outlook\.(?:com|cn)$|(?:^|\.)safelinks\.protection\.office365\.us$/,
    target: byParameter('url'),
  },
  { name: 'Proofpoint URL Defense', host: /^urldefense(?:\.proofpoint)?\.com$|^urldefense\.us$/, target: urlDefense },
  {
    name: 'Mimecast',
    host: /(?:^|\.)(?:protect(?:-\w{2,4})?|url)\.(?:\w{2}\.)?(?:m\.)?(?:mimecast|mimecastprotect)\.com$/,
    target: ({ query }) => parameterOf(query, 'url', 'u') ?? asAddress(parameterOf(query, 'domain')),
  },
  { name: 'Barracuda', host: /^linkprotect\.cudasvc\.com$/, target: byParameter('a') },
  { name: 'Cisco Secure Email', host: /(?:^|\.)secure-web\.cisco\.com$/, target: lastSegment },
  {
    name: 'Sophos',
    host: /\.protection\.sophos\.com$/,
    target: ({ query }) => fromBase64Text(parameterOf(query, 'u') ?? '') ?? asAddress(parameterOf(query, 'd')),
  },
  {
    name: 'Trellix',
    host: /^protect\d?\.fireeye\.com$/,
    target: byParameter('u'),
  },
  {
    name: 'Symantec',
    host: /^clicktime\.(?:symantec|cloud\.postoffice)\.(?:com|net)$/,
    target: byParameter('u', 'url'),
  },
  { name: 'Trend Micro', host: /\.trendmicro\.(?:com|eu)$/, target: byParameter('url') },
  {
    name: 'Hornetsecurity',
    host: /^(?:seclinks|atpscan)\.(?:cloud-security\.net|global\.hornetsecurity\.com)$/,
    target: byParameter('url', 'd'),
  },
  {
    name: 'Google',
    host: /^(?:www\.)?google\.[a-z.]{2,6}$/,
    target: ({ path, query }) => (path === '/url' ? parameterOf(query, 'q', 'url') : undefined),
  },
  { name: 'Facebook', host: /^lm?\.facebook\.com$/, target: byParameter('u') },
  {
    name: 'YouTube',
    host: /^(?:www\.)?youtube\.com$/,
    target: ({ path, query }) => (path === '/redirect' ? parameterOf(query, 'q') : undefined),
  },
  {
    name: 'LinkedIn',
    host: /^(?:www\.)?linkedin\.com$/,
    target: ({ path, query }) =>
      /^\/(?:safety\/go|redir\/redirect)/.test(path) ? parameterOf(query, 'url') : undefined,
  },
  {
    name: 'Amazon SES',
    host: /\.awstrack\.me$/,
    target: ({ path }) => percentDecoded(/^\/L0\/([^/]+)/.exec(path)?.[1] ?? '') || undefined,
  },
  { name: 'Mandrill', host: /^(?:www\.)?mandrillapp\.com$/, target: mandrill },
  {
    name: 'Yahoo',
    host: /^(?:r|rds)\.(?:search\.)?yahoo\.com$/,
    target: ({ path }) => percentDecoded(/\/RU=([^/]+)/.exec(path)?.[1] ?? '') || undefined,
  },
  {
    name: 'Bing',
    host: /^(?:www\.)?bing\.com$/,
    target: ({ path, query }) =>
      path === '/ck/a' ? fromBase64Text((parameterOf(query, 'u') ?? '').replace(/^a1/, '')) : undefined,
  },
];

/** Services that give a short or counted address and keep the first one to themselves. */
const OPAQUE: readonly (readonly [string, RegExp])[] = [
  ['SendGrid', /(?:^|\.)ct\.sendgrid\.net$|(?:^|\.)sendgrid\.(?:net|me)$/],
  ['Mailchimp', /(?:^|\.)(?:list-manage\d?|mailchi|mcusercontent|campaign-archive\d?)\.(?:com|mp)$/],
  ['Constant Contact', /(?:^|\.)rs6\.net$|(?:^|\.)constantcontact\.com$/],
  ['HubSpot', /(?:^|\.)hubspot(?:links|email)?\.(?:com|net)$|(?:^|\.)hs-sites\.com$/],
  ['Mailgun', /(?:^|\.)mailgun\.(?:org|net|com)$|(?:^|\.)mgsend\.net$/],
  ['SparkPost', /(?:^|\.)(?:sparkpostmail\d?|spgo)\.(?:com|io)$/],
  ['Salesforce', /(?:^|\.)(?:exacttarget|exct|sfmc-content|pardot)\.(?:com|net)$/],
  ['Brevo', /(?:^|\.)(?:sendibt\d|sendibm\d|sibautomation|r\.mailin)\.(?:com|fr)$/],
  ['Klaviyo', /(?:^|\.)(?:klclick\d?|trk\.klclick\d?|ctrk\.klclick\d?)\.com$/],
  ['Campaign Monitor', /(?:^|\.)(?:createsend\d?|cmail\d{1,2})\.com$/],
  [
    'a link shortener',
    /^(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|lnkd\.in|rebrand\.ly|cutt\.ly|rb\.gy|t\.ly|s\.id|shorturl\.at|tiny\.cc)$/,
  ],
];

const MAX_LAYERS = 6;

/** Takes a link out of the addresses that services put around it. Bounded, never throws. */
export function unwrapLink(written: string): UnwrappedLink {
  const by: string[] = [];
  let target = written;
  while (by.length < MAX_LAYERS) {
    const address = readWebAddress(target);
    const current = target;
    const rewriter = address.host === '' ? undefined : REWRITERS.find(({ host }) => host.test(address.host));
    const inner = rewriter?.target(address, current);
    if (rewriter === undefined || inner === undefined || !isAddress(inner)) {
      const service = OPAQUE.find(([, host]) => host.test(address.host))?.[0];
      const keeps =
        rewriter !== undefined && !/^(?:Google|Bing|YouTube|LinkedIn|Yahoo|Facebook|Trend Micro)$/.test(rewriter.name);
      const last = service ?? (keeps ? rewriter.name : undefined);
      return { target, by: last === undefined ? by : [...by, last], isOpaque: last !== undefined };
    }
    by.push(rewriter.name);
    target = /^[a-z][a-z0-9+.-]{0,30}:/i.test(inner) ? inner : `http://${inner}`;
  }
  return { target, by, isOpaque: false };
}

function isAddress(text: string): boolean {
  return /^(?:https?|ftp):\/{0,2}[^\s/]/i.test(text) || /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:[/?:]|$)/.test(text);
}

function asAddress(domain: string | undefined): string | undefined {
  return domain === undefined || domain === '' ? undefined : `http://${domain}`;
}

function lastSegment({ path, query }: WebAddress): string | undefined {
  const decoded = percentDecoded(path.slice(path.lastIndexOf('/') + 1));
  return isAddress(decoded) ? `${decoded}${query === '' ? '' : `?${query}`}` : undefined;
}

/** Proofpoint's three forms, as its published decoder reads them. */
function urlDefense({ path, query }: WebAddress, written: string): string | undefined {
  if (path.startsWith('/v1/')) return parameterOf(query, 'u');
  if (path.startsWith('/v2/')) {
    const coded = parameterOf(query, 'u');
    return coded === undefined ? undefined : percentDecoded(coded.replaceAll('-', '%').replaceAll('_', '/'));
  }
  return urlDefense3(written);
}

const RUNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** `/v3/__address__;letters!…`: each `*` of the address stands for one letter, `**B` for a run of them. */
function urlDefense3(written: string): string | undefined {
  const from = written.indexOf('/v3/__');
  const to = written.lastIndexOf('__;');
  if (from < 0 || to < from) return undefined;
  const coded = written.slice(from + 6, to);
  const letters = [...(fromBase64Text(written.slice(to + 3).split('!', 1)[0] ?? '') ?? '')];
  let next = 0;
  const take = (count: number): string => {
    const piece = letters.slice(next, next + count).join('');
    next += count;
    return piece;
  };
  const plain = coded.replace(/\*(?:\*(.))?/g, (_, run?: string) =>
    take(run === undefined ? 1 : RUNS.indexOf(run) + 2),
  );
  return plain.replace(/^([a-z]{3,5}:)\/([^/])/i, '$1//$2');
}

/** A JSON text in base64, which holds a JSON text in turn. */
function mandrill({ query }: WebAddress): string | undefined {
  const outer = fromBase64Text(parameterOf(query, 'p') ?? '') ?? '';
  const url = /\\?"url\\?":\s?\\?"((?:[^"\\]|\\{1,3}\/){1,4000})/.exec(outer)?.[1];
  return url?.replace(/\\/g, '');
}
