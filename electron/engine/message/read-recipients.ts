import type { RecipientReading } from '../../../shared/analysis/voter-files/told';
import { fieldsNamed, readAnatomy } from '../../../shared/email/anatomy';
import { readExtras } from '../../../shared/email/extra-readings';
import { readMailboxes } from '../../../shared/email/mailboxes';
import type { MessagePlace } from './analysed-message';
import { LIMITS } from './limits';
import { eachPlace } from './read-place';
import { bodyText } from './search-text';

/** Fields that name whom a message is for; the servers of the recipient write the last three. */
const RECIPIENT_FIELDS = ['to', 'cc', 'bcc', 'delivered-to', 'x-original-to', 'envelope-to'] as const;
const MOST_RECIPIENTS = 50;
/** Of a text, what is compared with a row. */
const TEXT_MAX = 64 << 10;

/** What each message tells of its recipients. */
export function readRecipients(places: readonly MessagePlace[]): readonly RecipientReading[] {
  const found: RecipientReading[] = [];
  eachPlace(places, LIMITS.messageBytes, (bytes) => found.push(recipientsOf(bytes)));
  return found;
}

function recipientsOf(bytes: Uint8Array): RecipientReading {
  const anatomy = readAnatomy(bytes);
  const { readings } = readExtras(bytes, anatomy);
  const mailboxes = RECIPIENT_FIELDS.flatMap((key) =>
    fieldsNamed(anatomy, key).flatMap((field) => readMailboxes(field)),
  );
  const named = mailboxes.slice(0, MOST_RECIPIENTS);
  return {
    addresses: distinct(named.map(({ address }) => address)),
    names: distinct(named.map(({ name }) => name)),
    subject: (anatomy.subject ?? '').slice(0, LIMITS.columnText),
    text: bodyText(bytes, anatomy, readings, TEXT_MAX),
  };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => text !== '');
}
