import { firstField } from '../email/anatomy';
import type { Anatomy } from '../email/types';
import { matchToken, messageIdToken, type Token } from './tokens';

/** Programs whose habits are known from many honest messages. */
export type MailerName =
  | 'apple'
  | 'exchange'
  | 'fastmail'
  | 'git'
  | 'gmail'
  | 'mutt'
  | 'outlook'
  | 'outlook-express'
  | 'php-mailer'
  | 'thunderbird';

export interface Mailer {
  readonly name: MailerName;
  /** The program in words: what the message says of itself, or the service whose form of Message-ID it has. */
  readonly program: string;
  /** The bytes by which the message claims this program. */
  readonly claim: Token;
}

const CLAIMS: readonly (readonly [MailerName, RegExp])[] = [
  ['outlook-express', /^\s*(Microsoft Outlook Express[ \d.]*)/],
  ['outlook', /^\s*(Microsoft (?:Office )?Outlook[ \w,.]*)/],
  ['thunderbird', /\b(Thunderbird\/[\w.]+)/],
  ['thunderbird', /^\s*(Mozilla Thunderbird)/],
  ['apple', /^\s*((?:Apple|iPhone|iPad) Mail[ ()\w.]*)/],
  ['php-mailer', /^\s*(PHPMailer[ \w.[\]]*)/],
  ['mutt', /^\s*((?:Neo)?Mutt\/[\w.+-]*)/i],
  ['git', /^\s*(git-send-email [\w.-]*)/],
  ['fastmail', /^\s*(MessagingEngine\.com Webmail Interface)/],
];

/** Services that name themselves by the form of their Message-ID alone. */
const BY_MESSAGE_ID: readonly (readonly [MailerName, string, RegExp])[] = [
  ['gmail', 'Gmail (by the form of its Message-ID)', /^CA[A-Za-z0-9+_=-]{40,60}@mail\.gmail\.com$/],
  [
    'exchange',
    'Exchange Online (by the form of its Message-ID)',
    /^[A-Z0-9]{20,40}@[A-Z0-9]{8,20}\.[a-z]{3,8}\d{0,3}\.prod\.(?:outlook|exchangelabs)\.com$/,
  ],
];

/** The program that the message claims to be made with, where it is one that is known. */
export function claimedMailer(anatomy: Anatomy): Mailer | undefined {
  const field = firstField(anatomy, 'x-mailer') ?? firstField(anatomy, 'user-agent');
  for (const [name, pattern] of CLAIMS) {
    const claim = field && matchToken(field, pattern);
    if (claim !== undefined) {
      return { name, program: claim.text.trim(), claim };
    }
  }
  // A program that names itself, and is not known, sends through the service.
  return field === undefined ? mailerByMessageId(anatomy) : undefined;
}

function mailerByMessageId(anatomy: Anatomy): Mailer | undefined {
  const [claim] = messageIdToken(anatomy);
  const found = claim && BY_MESSAGE_ID.find(([, , pattern]) => pattern.test(claim.text));
  return claim === undefined || found === undefined ? undefined : { name: found[0], program: found[1], claim };
}
