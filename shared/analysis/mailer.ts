import type { Anatomy } from '../email/types';
import { fieldOf, matchToken, type Token } from './tokens';

/** Programs whose habits are known from many honest messages. */
export type MailerName = 'apple' | 'outlook' | 'outlook-express' | 'php-mailer' | 'thunderbird';

export interface Mailer {
  readonly name: MailerName;
  /** The words by which the message claims this program. */
  readonly claim: Token;
}

const CLAIMS: readonly (readonly [MailerName, RegExp])[] = [
  ['outlook-express', /^\s*(Microsoft Outlook Express[ \d.]*)/],
  ['outlook', /^\s*(Microsoft (?:Office )?Outlook[ \w,.]*)/],
  ['thunderbird', /\b(Thunderbird\/[\w.]+)/],
  ['apple', /^\s*((?:Apple|iPhone|iPad) Mail[ ()\w.]*)/],
  ['php-mailer', /^\s*(PHPMailer[ \w.[\]]*)/],
];

/** The program that the message claims to be made with (X-Mailer or User-Agent), where it is one that is known. */
export function claimedMailer(anatomy: Anatomy): Mailer | undefined {
  const field = fieldOf(anatomy, 'x-mailer') ?? fieldOf(anatomy, 'user-agent');
  for (const [name, pattern] of CLAIMS) {
    const claim = field && matchToken(field, pattern);
    if (claim !== undefined) {
      return { name, claim };
    }
  }
  return undefined;
}
