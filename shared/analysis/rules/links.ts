import { organisationOf } from '../../email/organisation';
import { decodeDomain } from '../../email/punycode';
import type { Span } from '../../email/types';
import { defang } from '../../text/defang';
import type { HtmlLink } from '../content/html-reading';
import { type UnwrappedLink, unwrapLink } from '../content/link-rewriters';
import { contentOf, type PageBody } from '../content/message-content';
import { readNumericHost } from '../content/numeric-host';
import { placesOf } from '../content/place-of';
import { percentDecoded, readWebAddress, type WebAddress } from '../content/web-address';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { NOTHING, observed } from './observe';

/** Rules about where the links of a message lead. */

const MAX_OBSERVATIONS = 20;

/** A text that is nothing but an address or the name of a host. */
const ADDRESS_TEXT = /^(?:(?:https?|ftp):\/\/)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?::\d{1,5})?(?:[/?#]\S{0,2000})?$/i;

/** The host that a link's text shows, where the text is an address. Names of files are none: only what says www or http. */
function shownHost(shown: string): string | undefined {
  const host = ADDRESS_TEXT.exec(shown.slice(0, 3000))?.[1]?.toLowerCase();
  const isPlain =
    host !== undefined && (/^(?:https?|ftp):\/\/|^www\./i.test(shown) || !/\.(?:md|sh|rs|py|pl|zip|mov)$/.test(host));
  return isPlain && organisationOf(host) !== '' ? host : undefined;
}

interface Difference {
  readonly link: HtmlLink;
  readonly shown: string;
  readonly target: string;
  readonly unwrapped: UnwrappedLink;
}

/** The link's target, where it belongs to another organisation than the address that its text shows. */
function differenceOf(link: HtmlLink): Difference | undefined {
  const shown = shownHost(link.shown);
  const unwrapped = shown === undefined ? undefined : unwrapLink(link.target);
  const address = unwrapped && readWebAddress(unwrapped.target);
  if (shown === undefined || unwrapped === undefined || address === undefined) return undefined;
  if (!/^(?:https?|ftp)?$/.test(address.scheme) || address.host === '') return undefined;
  const organisation = organisationOf(address.host) || address.host;
  return organisation === organisationOf(shown) ? undefined : { link, shown, target: address.host, unwrapped };
}

/** Only what is reported is looked for in the encoded bytes: that costs as much as the body is long. */
function differingLinks({ body, reading }: PageBody): readonly Observation[] {
  const differences: Difference[] = [];
  for (const link of reading.links.slice(0, 500)) {
    const difference = differenceOf(link);
    if (difference !== undefined) differences.push(difference);
    if (differences.length >= MAX_OBSERVATIONS) break;
  }
  return differences.flatMap(({ link, shown, target, unwrapped }): readonly Observation[] => {
    const by = unwrapped.by.length === 0 ? '' : `, by way of ${unwrapped.by.join(' and ')}`;
    const values = { shown: defang(shown), target: defang(target), by };
    const [first, second] = placesOf(body, [link.targetSpan, link.shownSpan]);
    return first === undefined || second === undefined
      ? NOTHING
      : observed(first, values, unwrapped.isOpaque ? 'info' : 'medium', [second]);
  });
}

const textDiffers: Rule = {
  id: 'content.link-text-differs',
  version: 2,
  family: 'content',
  severity: 'medium',
  title: 'A link shows one address and leads to another',
  summary: 'A link shows the address {shown} and leads to {target}{by}.',
  explanation:
    'The text of a link and its target are independent of each other. Where the text is itself an address, ' +
    'readers take it for the target. Filters and delivery services replace links with addresses of their own; ' +
    'those whose form is known were undone.',
  innocent: [
    'a delivery service that counts who opens a link',
    'a filter on the recipient’s side that checks links when they are opened',
    'two names of one organisation',
  ],
  settle:
    'Who owned the two names on that day, by the registry’s records; other messages by the same sender; the link ' +
    'in another recipient’s copy.',
  reference: 'RFC 3986 section 7.6; forms of link rewriting as documented by their makers',
  look: (input) => contentOf(input).pages.flatMap(differingLinks).slice(0, MAX_OBSERVATIONS),
};

interface OddForm {
  readonly severity: Severity;
  /** What is odd, as the end of the sentence “A link …”; undefined where it is not so. */
  readonly what: (address: WebAddress, written: string) => string | undefined;
}

const USUAL_PORTS = new Set(['', '80', '443', '8080', '8443', '21']);

/** From the weightiest down: of one link, the first that holds is reported. */
const ODD_FORMS: readonly OddForm[] = [
  {
    severity: 'high',
    what: ({ scheme }) =>
      /^(?:javascript|vbscript|data|file)$/.test(scheme) ? `has a target of the kind “${scheme}:”` : undefined,
  },
  {
    severity: 'high',
    what: ({ userInfo, host }) =>
      /[.%@]/.test(userInfo) ? `puts “${userInfo}” before an @; its host is ${defang(host)}` : undefined,
  },
  {
    severity: 'high',
    what: ({ host }) => {
      const numeric = readNumericHost(host);
      return numeric?.isOdd === true ? `writes the address ${numeric.address} as “${host}”` : undefined;
    },
  },
  {
    severity: 'medium',
    what: ({ host }) => {
      const name = decodeDomain(host);
      return name === undefined ? undefined : `leads to ${defang(host)}, which programs show as ${defang(name)}`;
    },
  },
  {
    severity: 'medium',
    what: ({ host }) => (readNumericHost(host) === undefined ? undefined : `leads to the bare address ${defang(host)}`),
  },
  {
    severity: 'medium',
    what: (_, written) =>
      /^\s*https?:[^?#]{0,200}\\|^\s*https?:(?:\/?[^/\\])/i.test(written)
        ? 'is written with something else than two slashes after the colon'
        : undefined,
  },
  {
    severity: 'medium',
    what: (_, written) =>
      /^\s*https?:\/\/[^/?#\s]{1,200}[\t\r\n]{1,40}[^/?#\s]/i.test(written)
        ? 'has a line break or a tab inside its host'
        : undefined,
  },
  {
    severity: 'low',
    what: ({ port, host }) =>
      USUAL_PORTS.has(port) ? undefined : `leads to the unusual port ${port} of ${defang(host)}`,
  },
  {
    severity: 'info',
    what: ({ host, query }, written) => {
      if (!/=(?:https?(?::|%3a))/i.test(query.slice(0, 4000)) || unwrapLink(written).by.length > 0) return undefined;
      const inner = readWebAddress(percentDecoded(/=(https?(?::|%3a)[^&]{1,2000})/i.exec(query)?.[1] ?? '')).host;
      return inner === '' || organisationOf(inner) === organisationOf(host)
        ? undefined
        : `holds the address of another organisation, ${defang(inner)}, and leads to ${defang(host)}`;
    },
  },
];

/** An ordinary name of a host without a port, and no sign that a form above looks for: nearly every link. */
const PLAIN_TARGET = /^https?:\/\/(?:[a-z0-9][a-z0-9-]{0,62}\.){1,8}[a-z]{2,24}(?:[/?#][^\\]*)?$/i;
const MAY_BE_ODD = /xn--|=https?(?::|%3a)/i;

/** Letters as they stand in an address: other bytes are shown as their percent escapes. */
function oddFormOf(target: string): { readonly severity: Severity; readonly what: string } | undefined {
  if (PLAIN_TARGET.test(target) && !MAY_BE_ODD.test(target)) return undefined;
  const address = readWebAddress(target);
  for (const { severity, what } of ODD_FORMS) {
    const found = what(address, target);
    if (found !== undefined) return { severity, what: found };
  }
  return undefined;
}

const oddTarget: Rule = {
  id: 'content.odd-link-target',
  version: 3,
  family: 'content',
  severity: 'high',
  title: 'The target of a link is written in an unusual way',
  summary: 'A link {what}.',
  explanation:
    'An address can be written so that a reader, and sometimes a filter, takes another part of it for the host: ' +
    'a name before an @, one large number, letters of another alphabet. Programs follow the real host.',
  innocent: [
    'a device or a test system without a name of its own',
    'a user name that an old service expects in the address',
    'a domain name in the letters of its country',
    'a service that counts who opens a link',
  ],
  settle: 'Where the address leads, looked up apart from this computer; other messages by the same sender.',
  reference: 'RFC 3986 section 7.6; WHATWG URL Standard sections 3.5 and 4.4; RFC 3492',
  look: (input) => oddTargets(input),
};

/** Each kind once a message, with the places of all links of that kind. */
function oddTargets(input: RuleInput): readonly Observation[] {
  return contentOf(input).pages.flatMap(({ body, reading }) => {
    const kinds = new Map<string, { readonly severity: Severity; readonly what: string; readonly spans: Span[] }>();
    for (const { target, targetSpan } of reading.links.slice(0, 500)) {
      const odd = oddFormOf(target);
      if (odd === undefined) continue;
      const kind = kinds.get(odd.what) ?? { ...odd, spans: [] };
      kind.spans.push(targetSpan);
      kinds.set(odd.what, kind);
    }
    return [...kinds.values()]
      .slice(0, MAX_OBSERVATIONS)
      .flatMap(({ severity, what, spans }): readonly Observation[] => {
        const [first, ...rest] = placesOf(body, spans);
        return first === undefined ? NOTHING : observed(first, { what }, severity, rest);
      });
  });
}

export const linkRules: readonly Rule[] = [textDiffers, oddTarget];
