import type { Observation, Rule } from '../rule';
import { bodyToken, fieldsOf, matchToken } from '../tokens';
import { NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about how the message was handed in: leads, not anomalies. */

const ADDRESS = /(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})/i;

/** `www.example.org/form.php for 192.0.2.7, 198.51.100.3`: who called the script. */
const SCRIPT_CLIENT = /\sfor\s{1,4}(\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7})/i;

const webScript: Rule = {
  id: 'submission.web-script',
  version: 2,
  family: 'submission',
  severity: 'info',
  title: 'The header records that a script on a web server sent the message',
  summary: 'The field {field} records: {value}.',
  explanation:
    'Some web servers write down which script made a message, and sometimes who called that script. The operator ' +
    'of the server can often tell more from its logs. The sender may also have invented the line.',
  innocent: ['a contact form, a shop or a web mail program that works as it should'],
  settle: 'The web server’s log for that minute; the files of the named script as they are on the server.',
  reference: 'PHP manual, mail.add_x_header; cPanel and suPHP as observed',
  look: ({ anatomy }) =>
    fieldsOf(
      anatomy,
      'x-php-script',
      'x-php-originating-script',
      'x-php-filename',
      'x-source',
      'x-source-args',
      'x-source-dir',
      'x-script-file',
    ).flatMap((field): readonly Observation[] => {
      const { text, span } = bodyToken(field);
      return text === '' ? NOTHING : observed(span, { field: field.name, value: text });
    }),
};

const localUser: Rule = {
  id: 'submission.local-user',
  version: 2,
  family: 'submission',
  severity: 'info',
  title: 'A program on the server itself handed the message in',
  summary: 'A Received field records that {kind} {user} of that server handed the message in.',
  explanation:
    'Most messages arrive at a server over the network. By this line, a program on the server itself made the ' +
    'message, under the named account. Websites and scripts send in this way, and so do people who work on the ' +
    'server.',
  innocent: [
    'a website or a script that works as it should',
    'a mailing list or a forwarder that hands its own mail in',
    'a system message',
    'a person who works on that server',
  ],
  settle: 'The named server’s log for that minute: which account or website handed the message in.',
  reference: 'RFC 5321 section 4.4; forms of Postfix, qmail, Exim and sendmail as observed',
  look: ({ route }) =>
    route.flatMap(({ localUser: user, localUserSpan }) =>
      localUserSpan === undefined
        ? NOTHING
        : observed(localUserSpan, { kind: /^\d+$/.test(user) ? 'user number' : 'user', user }),
    ),
};

const clientAddress: Rule = {
  id: 'submission.client-address',
  version: 2,
  family: 'submission',
  severity: 'info',
  title: 'The header records a network address that the message came from',
  summary: 'The field {field} records the address {address}.',
  explanation:
    'Some mail services write down from which network address a message came: that of the author’s computer, or ' +
    'of the server that handed the message over. The provider of that address may be able to tell who used it at ' +
    'that time. A field below the first trustworthy step can have been invented.',
  innocent: [
    'the ordinary behaviour of that mail service',
    'an address that many people share: of a company, a mobile network or a VPN',
    'an address inside a private network, which only its operator can place',
  ],
  settle:
    'The mail service’s record of who signed in from that address; the network provider’s record of its ' +
    'customer, asked for with the exact time and zone. Both are often kept for months at most.',
  reference: 'Fields of mail services as observed; not standardised',
  look: ({ anatomy }) =>
    fieldsOf(
      anatomy,
      'x-originating-ip',
      'x-sender-ip',
      'x-client-ip',
      'x-source-ip',
      'x-yahoo-post-ip',
      'x-remote-ip',
      'x-senderip',
      'x-mdremoteip',
      'x-ovh-clientip',
      'x-clientproxiedby',
      'x-vade-client',
      'x-php-script',
    ).flatMap((field): readonly Observation[] => {
      const token = matchToken(field, field.key === 'x-php-script' ? SCRIPT_CLIENT : ADDRESS);
      return token === undefined ? NOTHING : observed(token.span, { field: field.name, address: token.text });
    }),
};

const account: Rule = {
  id: 'submission.account',
  version: 2,
  family: 'submission',
  severity: 'info',
  title: 'The header records which account sent the message',
  summary: 'The field {field} records: {value}.',
  explanation:
    'Some servers write down which account signed in to send a message. The account can be another one than the address ' +
    'in the From field. A field below the first trustworthy step can have been invented.',
  innocent: [
    'the ordinary behaviour of that mail server',
    'one account that sends for several addresses',
    'a mailing list that sends with its own account',
  ],
  settle: 'The server’s record of that account: who used it, and from which address, at that time.',
  reference: 'Fields of mail servers as observed; not standardised',
  look: ({ anatomy, route }) => [
    ...fieldsOf(
      anatomy,
      'x-authenticated-sender',
      'x-authenticated-user',
      'x-authenticated-id',
      'x-authuser',
      'x-auth-user',
      'x-en-authuser',
      'x-feas-auth-user',
      'x-pair-authenticated',
      'x-get-message-sender-via',
      'x-sender-id',
      'x-source-auth',
      'x-source-sender',
      'x-spampanel-username',
      'x-spamexperts-username',
    ).flatMap((field): readonly Observation[] => {
      const { text, span } = bodyToken(field);
      return text === '' ? NOTHING : observed(span, { field: field.name, value: text });
    }),
    ...route.flatMap(({ account: name, accountSpan }) =>
      accountSpan === undefined ? NOTHING : observed(accountSpan, { field: 'Received', value: name }),
    ),
  ],
};

const evaluatedCode: Rule = {
  id: 'submission.evaluated-code',
  version: 1,
  family: 'submission',
  severity: 'high',
  title: 'The header records code that was in no file of the web server',
  summary: 'The field {field} records: {value}.',
  explanation:
    'PHP, a language of websites, writes down which file of a web server sent a message. Here it names code that ' +
    'was put together while the program ran. Ordinary websites rarely send mail in this way; programs planted on ' +
    'somebody else’s website often do. The sender may also have invented the line.' +
    sameBytesAs('The header records that a script on a web server sent the message'),
  innocent: [
    'a website whose programs are packed or encrypted',
    'a development tool or an add-on that builds code while it runs',
  ],
  settle: 'The files of the named folder as they are on the web server, and the server’s log for that minute.',
  reference: 'PHP manual, mail.add_x_header and eval',
  look: ({ anatomy }) =>
    fieldsOf(anatomy, 'x-php-originating-script', 'x-php-script', 'x-php-filename').flatMap(
      (field): readonly Observation[] => {
        const token = matchToken(field, /(eval\(\)'d code|runtime-created function|assert code|create_function)/i);
        return token === undefined
          ? NOTHING
          : observed(token.span, { field: field.name, value: bodyToken(field).text });
      },
    ),
};

export const submissionRules: readonly Rule[] = [webScript, evaluatedCode, localUser, clientAddress, account];
