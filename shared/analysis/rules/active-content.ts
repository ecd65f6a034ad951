import type { Mailbox } from '../../email/types';
import { defang } from '../../text/defang';
import { countInWords, listInWords } from '../../wording/rules';
import type { HtmlActive, HtmlLoad } from '../content/html-reading';
import { contentOf } from '../content/message-content';
import { placesOf } from '../content/place-of';
import { readWebAddress } from '../content/web-address';
import type { Observation, Rule, RuleInput, Severity } from '../rule';
import { bodyToken, fieldsOf } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules about what a formatted text does beyond being read: forms, pictures from elsewhere, receipts. */

const ACTIVE: Readonly<Record<HtmlActive['kind'], { readonly severity: Severity; readonly what: string }>> = {
  password: { severity: 'high', what: 'a field for a password' },
  refresh: { severity: 'high', what: 'an instruction to open another page' },
  form: { severity: 'medium', what: 'a form' },
  frame: { severity: 'medium', what: 'a page inside the page' },
  object: { severity: 'medium', what: 'an embedded object' },
  script: { severity: 'medium', what: 'a script' },
  handler: { severity: 'low', what: 'a script that runs when something happens, such as a click' },
  base: { severity: 'low', what: 'an address with which all short links are completed' },
};

const active: Rule = {
  id: 'content.active-element',
  version: 2,
  family: 'content',
  severity: 'high',
  title: 'The formatted text does more than show text',
  summary: 'The formatted text contains {what}{target}.',
  explanation:
    'A formatted text can contain elements of web pages: forms that send what is typed, scripts, instructions to ' +
    'open another page. Most mail programs ignore them, some do not. Ordinary letters do not need them.',
  innocent: ['a newsletter or a web page that was sent as a message', 'a survey or a search field in a newsletter'],
  settle: 'Where the form or the page leads, looked up apart from this computer; other messages by the same sender.',
  reference: 'WHATWG HTML Standard sections 4.10 and 4.12; M3AAWG Sender Best Common Practices 3.0',
  look: (input) =>
    contentOf(input).pages.flatMap(({ body, reading }) =>
      Object.entries(ACTIVE).flatMap(([kind, { severity, what }]): readonly Observation[] => {
        const found = reading.actives.filter((one) => one.kind === kind);
        const [first, ...rest] = placesOf(
          body,
          found.map(({ span }) => span),
        );
        const host = readWebAddress(found[0]?.target ?? '').host;
        return first === undefined
          ? NOTHING
          : observed(first, { what, target: host === '' ? '' : ` (${defang(host)})` }, severity, rest);
      }),
    ),
};

function hostsOf(loads: readonly HtmlLoad[]): readonly string[] {
  const hosts = new Set<string>();
  for (const { address } of loads.slice(0, 500)) {
    const { host } = readWebAddress(address);
    if (host !== '') hosts.add(host);
  }
  return [...hosts];
}

const SHOWN_HOSTS = 3;

const remote: Rule = {
  id: 'content.remote-content',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'Showing the message would load content from elsewhere',
  summary: 'Showing the formatted text would load {count} from {hosts}{pixels}.',
  explanation:
    'Pictures and styles on a server are loaded when a message is shown, unless the mail program prevents it. ' +
    'The server then learns when, from which network address and with which program. Chainmail loads nothing.',
  innocent: ['a newsletter or a shop that keeps its pictures on its own server', 'a signature with a picture'],
  settle:
    'The log of the named server: which addresses asked for the content, and when. Some providers of mailboxes ' +
    'load pictures themselves, so that the log shows their address.',
  reference: 'RFC 2557; Englehardt et al., “I never signed up for this!”, PETS 2018',
  look: (input) =>
    contentOf(input).pages.flatMap(({ body, reading }): readonly Observation[] => {
      const { loads } = reading;
      const pixels = loads.filter(({ isPixel }) => isPixel);
      const ordered = [...pixels, ...loads.filter(({ isPixel }) => !isPixel)];
      const [first, ...rest] = placesOf(
        body,
        ordered.map(({ span }) => span),
      );
      const hosts = hostsOf(loads);
      if (first === undefined || hosts.length === 0) return NOTHING;
      const more = hosts.length > SHOWN_HOSTS ? [`${hosts.length - SHOWN_HOSTS} more`] : [];
      return observed(
        first,
        {
          count: countInWords(loads.length, 'item'),
          hosts: listInWords([...hosts.slice(0, SHOWN_HOSTS).map(defang), ...more]),
          pixels: pixels.length === 0 ? '' : `; ${pixels.length} of them too small to be seen`,
        },
        undefined,
        rest,
      );
    }),
};

/** The forms in which an address of a person stands in an address of the web. */
function codedForms({ address }: Mailbox): readonly (readonly [form: string, needle: string])[] {
  const lower = address.toLowerCase();
  const base64 = btoa(unescapeToBytes(address)).replace(/=+$/, '');
  const hex = [...address].map((unit) => unit.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  return [
    ['as it is', lower],
    ['as it is', lower.replace('@', '%40')],
    ['in base64', base64],
    ['in hexadecimal digits', hex],
  ];
}

/** Letters beyond one byte cannot stand in base64 by themselves. */
function unescapeToBytes(address: string): string {
  return String.fromCharCode(...new TextEncoder().encode(address.slice(0, 320)));
}

const recipientToken: Rule = {
  id: 'content.recipient-in-address',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'A link or a picture carries the recipient’s address',
  summary: 'A link or a picture in the formatted text carries the recipient’s mail address {form}.',
  explanation:
    'The server can recognise whoever opens the link, or whose program loads the picture. The address also tells ' +
    'for whom this copy was made, which can tie copies of one mailing together.',
  innocent: ['a newsletter with an unsubscribe link', 'a service that counts who opens a message'],
  settle: 'Copies of the same mailing to other recipients; the log of the server that is named.',
  reference: 'RFC 8058; Englehardt et al., “I never signed up for this!”, PETS 2018',
  look: (input) => recipientTokens(input),
};

function recipientTokens(input: RuleInput): readonly Observation[] {
  const { anatomy } = input;
  const { pages } = contentOf(input);
  if (pages.length === 0) return NOTHING;
  const recipients = [...anatomy.to, ...anatomy.cc].filter(({ address }) => address.length > 5).slice(0, 5);
  const forms = recipients.flatMap(codedForms);
  if (forms.length === 0) return NOTHING;
  return pages.flatMap(({ body, reading }) => {
    // Most pages hold none of the forms anywhere: one look at the whole spares one at each address.
    const lowerPage = body.content.toLowerCase();
    const isPossible = lowerPage.includes('&#') || forms.some(([, needle]) => lowerPage.includes(needle.toLowerCase()));
    if (!isPossible) return NOTHING;
    const addresses = [
      ...reading.links.map(({ target, targetSpan }) => ({ address: target, span: targetSpan })),
      ...reading.loads.map(({ address, span }) => ({ address, span })),
    ].filter(({ address }) => /^\s*(?:https?:)?\/\//i.test(address));
    const found = addresses.slice(0, 500).flatMap(({ address, span }) => {
      const text = address.slice(0, 4000);
      const lower = text.toLowerCase();
      const form = forms.find(([kind, needle]) => (kind === 'in base64' ? text : lower).includes(needle));
      return form === undefined ? [] : [{ form: form[0], span }];
    });
    const [first, ...rest] = placesOf(
      body,
      found.map(({ span }) => span),
    );
    return first === undefined ? NOTHING : observed(first, { form: found[0]?.form ?? '' }, undefined, rest);
  });
}

const receipt: Rule = {
  id: 'content.read-receipt',
  version: 1,
  family: 'content',
  severity: 'info',
  title: 'The message asks for a receipt when it is read',
  summary: 'The field {field} asks for a receipt to {value}.',
  explanation:
    'Some programs answer such a request by themselves or ask the reader. The receipt tells the sender that the address is ' +
    'in use, and when the message was opened. The address for receipts can be another one than the sender’s.',
  innocent: ['an office in which receipts are usual'],
  settle: 'Whether a receipt was sent: the folder of sent mail and the recipient’s server log.',
  reference: 'RFC 8098 section 2.1',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'disposition-notification-to', 'return-receipt-to', 'x-confirm-reading-to').flatMap(
      (field): readonly Observation[] => {
        const { text, span } = bodyToken(field);
        return text === '' ? NOTHING : observed(span, { field: field.name, value: text });
      },
    ),
};

export const activeContentRules: readonly Rule[] = [active, remote, recipientToken, receipt];
