import { firstField } from '../../email/anatomy';
import type { Anatomy } from '../../email/types';
import { listInWords } from '../../wording/rules';
import { claimedMailer, type MailerName } from '../mailer';
import type { Rule } from '../rule';
import { messageIdToken, ownBoundaryTokens, type Token } from '../tokens';
import { NOTHING, observed } from './observe';

/** Rules that compare the program that a message claims with the marks that this program leaves. */

const UUID = /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}@/;

/** Forms of Message-ID that each program has been seen to write, and of servers that give one when it wrote none. */
const MESSAGE_ID_SHAPES: Readonly<Partial<Record<MailerName, readonly RegExp[]>>> = {
  outlook: [
    /^[0-9a-f]{12}\$[0-9a-f]{8}\$[0-9a-f]{8}\$?@/i,
    /^[A-P]{26}[A-P]{2}\.[^@\s]{1,80}@/,
    /^[0-9A-Fa-f]{20,80}@/,
    /@[\w.-]*(?:outlook\.com|exchangelabs\.com)$/i,
  ],
  'outlook-express': [/^[0-9a-f]{12}\$[0-9a-f]{8}\$[0-9a-f]{8}@/i],
  thunderbird: [/^[0-9A-Fa-f]{8}\.\d{5,8}@/, UUID],
  apple: [/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}@/, UUID],
  'php-mailer': [/^[0-9a-f]{32}@/, /^[\w+/=-]{38,48}@/],
};

/** Providers and servers that give their own number to messages of any program. */
const GIVEN_BY_SERVER = [
  /@(?:mx\.google\.com|[\w.-]*amazonses\.com|[\w.-]*hotmail\.com|[\w.-]*phx\.gbl|[\w.-]*\.prod\.protection\.outlook\.com|[\w.-]*mail\.yahoo\.com)$/i,
  /^\d{12,14}\.[0-9A-Za-z]{6,24}@/,
  /^E?[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}@/,
];

const messageIdShape: Rule = {
  id: 'software.message-id-shape',
  version: 3,
  family: 'software',
  severity: 'high',
  title: 'The Message-ID is not of the kind that the named program makes',
  summary: 'The message claims to be made with {program}. Its Message-ID does not have a form known from that program.',
  explanation:
    'Each mail program builds the Message-ID, a message’s own number, in its own way. The name of the program in ' +
    'a header is free text that anybody can write; fewer people think of the form of the number.',
  innocent: [
    'a server that replaced the number',
    'a version of the program that is not known here',
    'an add-on that sends in the program’s name',
  ],
  settle:
    'Genuine messages by the same program and version; the copy in the sender’s mailbox, which shows whether a server replaced the number.',
  reference: 'Forms observed in public mailing lists 2002 to 2026; RFC 5322 section 3.6.4',
  look: ({ anatomy }) => {
    const mailer = claimedMailer(anatomy);
    const [id] = messageIdToken(anatomy);
    const shapes = mailer && MESSAGE_ID_SHAPES[mailer.name];
    if (mailer === undefined || shapes === undefined || id === undefined || id.text === '') {
      return NOTHING;
    }
    return [...shapes, ...GIVEN_BY_SERVER].some((shape) => shape.test(id.text))
      ? NOTHING
      : observed(id.span, { program: mailer.program }, undefined, [mailer.claim.span]);
  },
};

/** How each program spells two field names. Servers that write a header anew may change the spelling. */
const SPELLING: Readonly<Partial<Record<MailerName, readonly string[]>>> = {
  apple: ['Message-Id', 'Mime-Version'],
  exchange: ['Message-ID', 'MIME-Version'],
  gmail: ['Message-ID', 'MIME-Version'],
  outlook: ['Message-ID', 'MIME-Version'],
  'outlook-express': ['Message-ID', 'MIME-Version'],
  'php-mailer': ['Message-ID', 'MIME-Version'],
  thunderbird: ['Message-ID', 'MIME-Version'],
};

/** Oracle's mail server, through which Apple's iCloud and many universities sent, spells both fields its own way. */
const BY_SERVER: ReadonlySet<string> = new Set(['Message-id', 'MIME-version']);

/** The two fields where both are spelled in another way than the program's. */
function misspelled(anatomy: Anatomy, expected: readonly string[]): readonly Token[] {
  return expected.flatMap((name) => {
    const field = firstField(anatomy, name.toLowerCase());
    return field === undefined || field.name === name || BY_SERVER.has(field.name)
      ? []
      : [{ text: field.name, span: field.nameSpan }];
  });
}

const fieldSpelling: Rule = {
  id: 'software.field-spelling',
  version: 4,
  family: 'software',
  severity: 'high',
  title: 'Field names are spelled in another way than the named program spells them',
  summary:
    'The message claims to be made with {program}, which writes {expected}. Here the fields are spelled {found}.',
  explanation:
    'Capital and small letters make no difference in field names, and each program has its own habit. Servers ' +
    'usually leave the spelling alone. Another spelling suggests another program.',
  innocent: [
    'a server or a list that rewrote the header',
    'a version of the program that is not known here',
    'a program that exported or archived the message',
  ],
  settle: 'Genuine messages by the same program through the same servers; the copy in the sender’s mailbox.',
  reference: 'Spelling observed in public mailing lists 2019 to 2026; RFC 5322 section 2.2',
  look: ({ anatomy }) => {
    const mailer = claimedMailer(anatomy);
    const expected = (mailer && SPELLING[mailer.name]) ?? [];
    const [first, second] = misspelled(anatomy, expected);
    return mailer === undefined || first === undefined || second === undefined
      ? NOTHING
      : observed(
          first.span,
          {
            program: mailer.program,
            expected: listInWords(expected),
            found: listInWords([first.text, second.text]),
          },
          undefined,
          [second.span, mailer.claim.span],
        );
  },
};

/** Forms of separators that each program writes. */
const BOUNDARY_SHAPES: Readonly<Partial<Record<MailerName, readonly RegExp[]>>> = {
  outlook: [/^-{4}=_NextPart_/i, /^_\d{3}_.{10,60}_$/],
  'outlook-express': [/^-{4}=_NextPart_/i],
  thunderbird: [/^-{12}[0-9A-Za-z]{24}$/, /^-{12,14}ms[0-9A-F]{24}$/i, /^-{12}enig/, /^[0-9A-Za-z]{32,36}$/],
  apple: [/^Apple-Mail/],
  exchange: [/^_\d{3}_.{10,60}_$/],
  gmail: [/^[0-9a-f]{28}$/],
  'php-mailer': [/^(?:b[1-4]|alt|rel|mixed)_?=?_?[\w+/=-]{20,60}/, /^--[\w=]{20,60}$/],
};

/** Parts that gateways and lists put around a message, and signatures whose separator an add-on makes. */
const WRAPPERS = /^multipart\/(?:signed|report|encrypted|digest)$/;

const boundaryShape: Rule = {
  id: 'software.boundary-shape',
  version: 3,
  family: 'software',
  severity: 'high',
  title: 'The separator of the parts is not of the kind that the named program makes',
  summary: 'The message claims to be made with {program}. None of its separators has a form known from that program.',
  explanation:
    'A message of several parts is divided by separators, and each mail program builds them in its own way. Few ' +
    'people ever see them or think of them.',
  innocent: ['a list or a gateway that rebuilt the message', 'a version of the program that is not known here'],
  settle:
    'Genuine messages by the same program and version; the copy in the sender’s mailbox; another recipient’s copy.',
  reference: 'Forms observed in public mailing lists 2002 to 2026; RFC 2046 section 5.1.1',
  look: ({ anatomy }) => {
    const mailer = claimedMailer(anatomy);
    const tokens = ownBoundaryTokens(anatomy);
    const [first] = tokens;
    if (mailer === undefined || first === undefined || WRAPPERS.test(anatomy.structure.mediaType)) {
      return NOTHING;
    }
    const shapes = BOUNDARY_SHAPES[mailer.name];
    return shapes === undefined || tokens.some(({ text }) => shapes.some((shape) => shape.test(text)))
      ? NOTHING
      : observed(first.span, { program: mailer.program }, undefined, [mailer.claim.span]);
  },
};

export const softwareRules: readonly Rule[] = [messageIdShape, fieldSpelling, boundaryShape];
