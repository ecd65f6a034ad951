import { organisationOf } from '../../email/organisation';
import { googleHops } from '../../email/route';
import type { HeaderField, Hop } from '../../email/types';
import type { Observation, Rule } from '../rule';
import { fieldsOf } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about how lines of the route are written: each server writes them in its own way. */

interface ProviderForm {
  readonly provider: string;
  readonly isTheirs: (by: string) => boolean;
  /** What is wrong with a line that the provider's own servers would not write. */
  readonly fault: (hop: Hop) => string | undefined;
}

const providerForms: readonly ProviderForm[] = [
  {
    provider: 'Google',
    isTheirs: (by) =>
      /(?:^|\.)(?:mx|smtp|mail-[\w-]+|smtp-relay)\.(?:google|gmail)\.com$/i.test(by) || /^2002:a[0-9a-f]{2}:/i.test(by),
    fault: ({ date, id }) => {
      if (id !== '' && !/^[0-9a-zA-Z][0-9a-zA-Z._-]{5,}$/.test(id)) return 'the number has another form';
      if (date?.problems.includes('unreadable') === true) return 'the date has another form';
      const zone = date?.offsetMinutes;
      return zone === undefined || zone === -420 || zone === -480
        ? undefined
        : 'the time zone is not that of California';
    },
  },
  {
    provider: 'Microsoft',
    isTheirs: (by) => /\.(?:prod\.)?(?:protection\.)?outlook\.com$|\.outlook\.office365\.com$/i.test(by),
    fault: ({ protocol, id }) => {
      if (!/^(?:Microsoft SMTP Server|Microsoft SMTPSVC|mapi|HTTPS?|SMTP$)/i.test(protocol)) {
        return 'the program is not named';
      }
      return /^(?:mapi|HTTP|Microsoft SMTPSVC)/i.test(protocol) || /^\d{1,2}\.\d{1,2}\.\d{1,5}\.\d{1,4}$/.test(id)
        ? undefined
        : 'the version is not where it should be, in place of the number';
    },
  },
];

const providerForm: Rule = {
  id: 'received.provider-form',
  version: 2,
  family: 'route',
  severity: 'medium',
  title: 'A line names a large provider but is not written as that provider writes it',
  summary: 'The line of {by} is not written as {provider} writes its lines: {fault}.',
  explanation:
    'The servers of a large provider all write their lines in one way. A line that names such a server and is ' +
    'written otherwise was changed later, or was written by something else.',
  innocent: [
    'a gateway or an archive that rewrote the line',
    'a copy in which dates or numbers were replaced to protect somebody',
    'a form of the provider that is not known here',
  ],
  settle:
    'The provider’s records for the message (Exchange Online keeps its message trace for 90 days); genuine ' +
    'messages that went through the same server in the same week.',
  reference: 'Forms of the providers as observed',
  look: ({ anatomy, route }) =>
    [...route, ...googleHops(anatomy)].flatMap((hop): readonly Observation[] => {
      const form = providerForms.find(({ isTheirs }) => isTheirs(hop.by));
      const fault = form?.fault(hop);
      if (form === undefined || fault === undefined) return NOTHING;
      return observed(hop.bySpan ?? hop.span, { by: hop.by, provider: form.provider, fault });
    }),
};

interface SoftwareForm {
  readonly software: string;
  /** How the program names itself in its line. */
  readonly names: RegExp;
  readonly id: RegExp;
}

/** Postfix queue/queue.h and postconf(5) enable_long_queue_ids; Exim specification section 3.4; sendmail/queue.c. */
const softwareForms: readonly SoftwareForm[] = [
  {
    software: 'Postfix',
    names: /\sby\s\S{1,255}\s\(Postfix(?:,[^()]{1,60})?\)\s/,
    id: /^(?:[0-9A-F]{5,16}|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{9,25})$/,
  },
  {
    software: 'Exim',
    names: /\(Exim \d\.\d{2,3}(?:\.\d)?(?: |\))/,
    id: /^[0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})$/,
  },
  {
    software: 'Sendmail',
    names: /\sby\s\S{1,255}\s\(8\.1\d\.\d{1,2}\/8\.1\d\.\d{1,2}\)\s/,
    id: /^(?:[0-9A-Za-z]{7,8}\d{5,7}|[A-Z]{3}\d{5,6})$/,
  },
];

const softwareForm: Rule = {
  id: 'received.software-form',
  version: 1,
  family: 'route',
  severity: 'medium',
  title: 'The number of a step does not have the form of the program that the line names',
  summary: 'The line of {by} names {software}. Its number {id} does not have that program’s form.',
  explanation:
    'Each mail server program numbers messages in a form of its own. A line that names one program and has a ' +
    'number of another form was changed later, or was not written by that program in its usual set-up.',
  innocent: [
    'a program that its operator changed',
    'a gateway that rewrote the line',
    'a version that is not known here',
  ],
  settle: 'The log of the server that the line names; other messages through that server.',
  reference: 'postconf(5), enable_long_queue_ids; Exim specification section 3.4; sendmail/queue.c',
  look: ({ anatomy, route }) => {
    const fields = fieldsOf(anatomy, 'received');
    return route.flatMap((hop, index): readonly Observation[] => {
      const form = hop.id === '' ? undefined : softwareOf(fields[index]);
      if (form === undefined || form.id.test(hop.id)) return NOTHING;
      return observed(hop.idSpan ?? hop.span, { by: nameOf(hop), software: form.software, id: hop.id });
    });
  },
};

function softwareOf(field: HeaderField | undefined): SoftwareForm | undefined {
  const body = ` ${field?.body.slice(0, 2000) ?? ''} `;
  return softwareForms.find(({ names }) => names.test(body));
}

/** A number that belongs to one message only: Exchange writes its version, some programs a word. */
function isOwnNumber(id: string): boolean {
  return id.length >= 8 && /\d/.test(id) && !/^[\d.]+$/.test(id);
}

const copiedHop: Rule = {
  id: 'received.copied-step',
  version: 1,
  family: 'route',
  severity: 'medium',
  title: 'Two steps of different servers carry the same number',
  summary: 'The lines of {one} and {other} carry the same number {id}.',
  explanation:
    'Each server gives a message a number of its own, and two servers hardly ever choose the same one. A line ' +
    'that was copied and given another server’s name still has the first one’s number.',
  innocent: ['one server under two names', 'a filter that keeps the number', 'a gateway that passes its number on'],
  settle: 'The logs of the two servers.',
  reference: 'RFC 5321 section 4.4',
  look: ({ route }) =>
    twins(route).flatMap(([one, other]): readonly Observation[] => {
      const isSameHost = organisationOf(one.by) === organisationOf(other.by) || one.by === '' || other.by === '';
      if (isSameHost) return NOTHING;
      const further = one.idSpan === undefined ? [] : [one.idSpan];
      return observed(other.idSpan ?? other.span, { one: one.by, other: other.by, id: one.id }, undefined, further);
    }),
};

/** Pairs of hops with the same number: each with the first that has it. */
function twins(route: readonly Hop[]): readonly (readonly [Hop, Hop])[] {
  const first = new Map<string, Hop>();
  return route.flatMap((hop): readonly (readonly [Hop, Hop])[] => {
    if (!isOwnNumber(hop.id)) return [];
    const known = first.get(hop.id);
    if (known === undefined) first.set(hop.id, hop);
    return known === undefined ? [] : [[known, hop]];
  });
}

const MANY_HOPS = 25;

const loop: Rule = {
  id: 'route.loop',
  version: 1,
  family: 'route',
  severity: 'low',
  title: 'The route goes in a circle or is unusually long',
  summary: '{what}.',
  explanation:
    'Servers refuse messages that have gone through very many steps, because such messages usually go round in a ' +
    'circle. A step that appears twice with the same number was written twice, or copied.',
  innocent: [
    'two forwarders that point at each other',
    'several mailing lists, forwarders or filters in a row',
    'a server that writes its line twice',
  ],
  settle: 'The logs of the servers that appear twice.',
  reference: 'RFC 5321 section 6.3',
  look: ({ route }): readonly Observation[] => {
    const top = route[0];
    const many =
      top !== undefined && route.length > MANY_HOPS
        ? observed(top.span, { what: `The header has ${route.length} lines of the route` })
        : NOTHING;
    const same = twins(route)
      .filter(([one, other]) => one.by !== '' && one.by.toLowerCase() === other.by.toLowerCase())
      .slice(0, 1)
      .flatMap(([one, other]) => {
        const what = `The line of ${one.by} with the number ${one.id} appears twice`;
        return observed(other.idSpan ?? other.span, { what }, undefined, one.idSpan ? [one.idSpan] : []);
      });
    return [...many, ...same];
  },
};

function nameOf(hop: Hop): string {
  return hop.by === '' ? 'a server without a name' : hop.by;
}

export const hopFormRules: readonly Rule[] = [providerForm, softwareForm, copiedHop, loop];
