import { firstField } from '../../email/anatomy';
import type { Mailbox } from '../../email/types';
import { isRebuiltHeader } from '../case-context';
import { isFreeMail, isPublicName, isSameOrganisation, registeredDomain } from '../domain';
import type { Observation, Rule, RuleInput } from '../rule';
import { messageIdToken } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about who the message says it comes from. */

/** The first mailbox of From that has an address with a domain. */
function author({ anatomy }: RuleInput): Mailbox | undefined {
  return anatomy.from.find(({ domain }) => domain !== '');
}

/** The senders by the standard alone, without those that only some programs see. */
function usualFrom({ from, fromReadings }: RuleInput['anatomy']): readonly Mailbox[] {
  const others = new Set(fromReadings.map(({ mailbox }) => mailbox));
  return from.filter((mailbox) => !others.has(mailbox));
}

function isListMail({ anatomy }: RuleInput): boolean {
  return ['list-id', 'list-post', 'mailing-list', 'x-mailing-list'].some(
    (key) => firstField(anatomy, key) !== undefined,
  );
}

const severalFrom: Rule = {
  id: 'identity.several-from',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'The From field names several authors',
  summary: 'The From field names {count}.',
  explanation:
    'A From field usually names one author. Where it names several, mail programs differ in which one they show, ' +
    'so two readers of the same message can see different senders.',
  innocent: ['a message that several people wrote', 'a name with a comma that was not put in quotation marks'],
  settle:
    'The copy in the sender’s mailbox; what the recipient’s program showed; the checks that the recipient’s server recorded.',
  reference:
    'RFC 5322 section 3.6.2 (several authors need a Sender field); Chen, Paxson and Jiang, USENIX Security 2020',
  look: ({ anatomy }) => {
    const addresses = usualFrom(anatomy).flatMap(({ address, addressSpan }) =>
      address === '' || !addressSpan ? [] : [addressSpan],
    );
    const [first, ...rest] = addresses;
    if (first === undefined || rest.length === 0) {
      return NOTHING;
    }
    const severity = anatomy.sender.length > 0 ? 'medium' : 'high';
    return observed(first, { count: `${addresses.length} addresses` }, severity, rest.slice(0, 20));
  },
};

const missingFrom: Rule = {
  id: 'identity.missing-from',
  version: 2,
  family: 'identity',
  severity: 'high',
  title: 'The message names no author',
  summary: '{what}.',
  explanation:
    'Every message must name its author in the From field. Without an address there, the header does not say who ' +
    'wrote it.',
  innocent: [
    'a draft',
    'a message sent by a machine',
    'an export that left the address out',
    'an item of Outlook from inside one organisation, whose sender has no Internet address there',
  ],
  settle:
    'The copy in the sender’s mailbox; the log of the server that took the message, which knows the address for returned mail.',
  reference: 'RFC 5322 sections 3.6 and 3.6.2',
  look: ({ anatomy, context }) => {
    const field = firstField(anatomy, 'from');
    const first = anatomy.fields[0];
    const severity = isRebuiltHeader(context) ? 'info' : undefined;
    if (field === undefined) {
      const values = { what: 'The header has no From field' };
      return first === undefined ? NOTHING : observed(first.nameSpan, values, severity);
    }
    return usualFrom(anatomy).some(({ address }) => address !== '')
      ? NOTHING
      : observed(field.nameSpan, { what: 'The From field holds no address' }, severity);
  },
};

const ADDRESS = /[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})/i;

function isOnBehalf(input: RuleInput, { name }: Mailbox): boolean {
  return isListMail(input) || /\bvia\b/i.test(name);
}

const displayName: Rule = {
  id: 'identity.display-name-address',
  version: 1,
  family: 'identity',
  severity: 'high',
  title: 'The sender’s name shows another address than the sender’s address',
  summary: 'The name beside the sender’s address reads “{name}”. The address itself belongs to {domain}.',
  explanation:
    'Many mail programs show the name and hide the address. A reader may take a name that looks like an address ' +
    'for the address itself.',
  innocent: [
    'a mailing list or a ticket system that writes on behalf of somebody',
    'an address book in which the old address was kept as the name',
  ],
  settle: 'Other messages from the same address; the person or organisation whose address is used as the name.',
  reference: 'RFC 5322 section 3.4; Shen et al., “Weak Links in Authentication Chains”, USENIX Security 2021',
  look: (input) =>
    input.anatomy.from.flatMap((mailbox) => {
      const shown = ADDRESS.exec(mailbox.name)?.[1];
      if (shown === undefined || mailbox.domain === '' || isSameOrganisation(shown, mailbox.domain)) {
        return NOTHING;
      }
      const span = mailbox.nameSpan ?? mailbox.span;
      const severity = isOnBehalf(input, mailbox) ? 'low' : 'high';
      return observed(
        span,
        { name: mailbox.name, domain: mailbox.domain },
        severity,
        mailbox.addressSpan ? [mailbox.addressSpan] : [],
      );
    }),
};

/** A host's name as a word of its own, `www.example.com`; an initial before a surname, as in `R.Hughes`, is none. */
const HOST = /(?:^|[\s"'(<[])((?:[a-z0-9-]{1,63}\.){0,6}[a-z0-9-]{3,63}\.[a-z]{2,24})(?=$|[\s"')>\],:;])/i;

const displayNameSite: Rule = {
  id: 'identity.display-name-site',
  version: 1,
  family: 'identity',
  severity: 'medium',
  title: 'The sender’s name shows another website than the sender’s address',
  summary: 'The name beside the sender’s address reads “{name}”. The address itself belongs to {domain}.',
  explanation:
    'Many mail programs show the name and hide the address. A reader may take the website in a name for the ' +
    'place where the message comes from.',
  innocent: [
    'an organisation named after its website that sends through a newsletter service',
    'a mailing list that writes on behalf of somebody',
    'a name of a person or a product with a dot in it',
  ],
  settle: 'Other messages from the same address; the organisation whose website is used as the name.',
  reference: 'RFC 5322 section 3.4; Shen et al., “Weak Links in Authentication Chains”, USENIX Security 2021',
  look: (input) =>
    input.anatomy.from.flatMap((mailbox) => {
      const name = mailbox.name.slice(0, 1000);
      const shown = ADDRESS.test(name) ? undefined : HOST.exec(name)?.[1];
      const isOther = shown !== undefined && isPublicName(shown) && !isSameOrganisation(shown, mailbox.domain);
      return isOther && mailbox.domain !== ''
        ? observed(
            mailbox.nameSpan ?? mailbox.span,
            { name: mailbox.name, domain: mailbox.domain },
            isOnBehalf(input, mailbox) ? 'low' : 'medium',
            mailbox.addressSpan ? [mailbox.addressSpan] : [],
          )
        : NOTHING;
    }),
};

const returnPath: Rule = {
  id: 'identity.return-path-differs',
  version: 1,
  family: 'identity',
  severity: 'info',
  title: 'Returned mail would go to another organisation than the author’s',
  summary: 'The message claims to come from {from}. Mail that cannot be delivered would be returned to {returnPath}.',
  explanation:
    'The Return-Path is the address for undeliverable mail that the sending side gave to the servers. It is ' +
    'often another one than the author’s: mailing lists and delivery services use their own. It shows who ' +
    'handled the sending.' +
    sameBytesAs('The envelope’s sender contains another address'),
  innocent: ['a mailing list', 'a delivery service for newsletters', 'forwarding'],
  settle:
    'What the owner of the sender’s domain says about who sends for it; the authentication results of the recipient’s server.',
  reference: 'RFC 5321 section 4.4; RFC 7489 section 3.1',
  look: (input) => {
    const from = author(input);
    const path = input.anatomy.returnPath;
    return from === undefined || !path?.domain || isSameOrganisation(from.domain, path.domain)
      ? NOTHING
      : observed(
          path.addressSpan ?? path.span,
          { from: from.domain, returnPath: path.domain },
          undefined,
          from.addressSpan ? [from.addressSpan] : [],
        );
  },
};

/** A free mailbox as the place for answers to an organisation’s message is less usual than another organisation. */
function gradeOfReplyTo(input: RuleInput, from: Mailbox, reply: Mailbox): 'low' | 'medium' {
  return isFreeMail(reply.domain) && !isFreeMail(from.domain) && !isListMail(input) ? 'medium' : 'low';
}

const replyTo: Rule = {
  id: 'identity.reply-to-differs',
  version: 1,
  family: 'identity',
  severity: 'medium',
  title: 'Replies would go to another organisation than the author’s',
  summary: 'The message claims to come from {from}. A reply would go to {replyTo}.',
  explanation:
    'The Reply-To field tells mail programs where to send a reply. A reader who replies may not notice that the ' +
    'reply goes elsewhere.',
  innocent: [
    'a mailing list',
    'a ticket system or a newsletter service',
    'a shop or a form on a website that writes for its customer',
  ],
  settle: 'What the named sender says about the second address; earlier messages by the same sender.',
  reference: 'RFC 5322 section 3.6.2',
  look: (input) => {
    const from = author(input);
    const reply = input.anatomy.replyTo.find(
      ({ domain }) => domain !== '' && from !== undefined && !isSameOrganisation(domain, from.domain),
    );
    return from === undefined || reply === undefined
      ? NOTHING
      : observed(
          reply.addressSpan ?? reply.span,
          { from: from.domain, replyTo: reply.domain },
          gradeOfReplyTo(input, from, reply),
        );
  },
};

const messageIdDomain: Rule = {
  id: 'identity.message-id-domain',
  version: 1,
  family: 'identity',
  severity: 'low',
  title: 'The Message-ID names another organisation than the author’s',
  summary: 'The message claims to come from {from}. Its Message-ID names {host}.',
  explanation:
    'The program or server that first handled a message gives it a number (Message-ID), and usually puts its own ' +
    'name at the end. The name is a hint to where the message was made.',
  innocent: ['a delivery service', 'a company whose servers have another name', 'a computer without a name of its own'],
  settle: 'Other messages by the same sender; what the owner of the sender’s domain says about its servers.',
  reference: 'RFC 5322 section 3.6.4',
  look: (input) => {
    const from = author(input);
    const [token] = messageIdToken(input.anatomy);
    const at = token?.text.lastIndexOf('@') ?? -1;
    const host = token?.text.slice(at + 1).toLowerCase() ?? '';
    if (
      from === undefined ||
      token === undefined ||
      at < 0 ||
      !/^[\w-]+(\.[\w-]+)+$/.test(host) ||
      isSameOrganisation(host, from.domain)
    ) {
      return NOTHING;
    }
    const span = { start: token.span.start + at + 1, end: token.span.end };
    return observed(span, { from: registeredDomain(from.domain), host });
  },
};

/** Letters of two alphabets inside one word, where one imitates the other. */
const LATIN = /\p{Script=Latin}/u;
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}]/u;

const mixedScripts: Rule = {
  id: 'identity.mixed-scripts',
  version: 1,
  family: 'identity',
  severity: 'medium',
  title: 'The sender’s name mixes several alphabets in one word',
  summary: 'The sender’s name contains the word “{word}”, whose letters come from more than one alphabet.',
  explanation:
    'Some letters of other alphabets look like Latin letters. A word that mixes them looks like another word and is ' +
    'stored as a different one, so that a search or a filter does not find it.',
  innocent: ['a trade name or a technical term that mixes alphabets', 'a slip on a keyboard with two alphabets'],
  settle: 'Other messages by the same sender; how the named organisation spells its name.',
  reference: 'Unicode Technical Standard 39, section 5.1',
  look: ({ anatomy }) =>
    anatomy.from.flatMap(({ name, nameSpan }): readonly Observation[] => {
      const word = name.split(/[\s\p{P}]+/u).find((part) => LATIN.test(part) && LOOKALIKE.test(part));
      return word === undefined || nameSpan === undefined ? NOTHING : observed(nameSpan, { word });
    }),
};

export const identityRules: readonly Rule[] = [
  severalFrom,
  missingFrom,
  displayName,
  displayNameSite,
  returnPath,
  replyTo,
  messageIdDomain,
  mixedScripts,
];
