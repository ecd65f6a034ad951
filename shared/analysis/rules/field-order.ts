import type { Anatomy } from '../../email/types';
import { claimedMailer, type MailerName } from '../mailer';
import type { Rule } from '../rule';
import { NOTHING, observed } from './observe';

/**
 * The order in which programs write their fields: pairs, not the whole row, as lists and servers move single fields.
 *
 * Orders as observed in public mailing lists 2019 to 2026. Fields whose place differs between versions are left out.
 */
const ORDERS: Readonly<Partial<Record<MailerName, readonly string[]>>> = {
  gmail: words('mime-version references in-reply-to from date message-id subject content-type'),
  exchange: words(
    'from to subject thread-topic thread-index date message-id references in-reply-to accept-language content-language',
  ),
  mutt: words('date from to subject message-id references mime-version content-type in-reply-to user-agent'),
  'php-mailer': words('date to from message-id x-mailer mime-version content-type'),
  git: words('from to subject date message-id x-mailer'),
  thunderbird: words('message-id date mime-version user-agent to references from in-reply-to content-type'),
  fastmail: words('user-agent mime-version message-id in-reply-to references date from to subject content-type'),
};

function words(text: string): readonly string[] {
  return text.split(' ');
}

interface Comparison {
  readonly pairs: number;
  readonly reversed: number;
}

/** How many pairs of the program's fields stand in the other order. A field that stands twice is left out. */
function compare({ fields }: Anatomy, order: readonly string[]): Comparison {
  const places = order.flatMap((key) => {
    const all = fields.flatMap((field, index) => (field.key === key ? [index] : []));
    return all.length === 1 ? all : [];
  });
  let reversed = 0;
  for (const [index, place] of places.entries()) {
    reversed += places.slice(index + 1).filter((later) => later < place).length;
  }
  return { pairs: (places.length * (places.length - 1)) / 2, reversed };
}

const FEWEST_PAIRS = 10;
const LARGEST_SHARE = 0.4;

const fieldOrder: Rule = {
  id: 'software.field-order',
  version: 2,
  family: 'software',
  severity: 'medium',
  title: 'The fields are in another order than the named program writes them',
  summary:
    'The message claims to be made with {program}. Of {pairs} pairs of its fields, {reversed} are in the other ' +
    'order.',
  explanation:
    'Each mail program writes the fields of a header in an order of its own, which makes no difference to ' +
    'readers. Servers put their fields above and leave the others as they are; some lists sort them again. ' +
    'Another order suggests another program.',
  innocent: [
    'a list or an archive that sorts the fields',
    'a version of the program that is not known here',
    'a server that rewrote the header',
  ],
  settle: 'Genuine messages by the same program through the same servers; the copy in the sender’s mailbox.',
  reference: 'Orders observed in public mailing lists 2019 to 2026; RFC 5322 section 3.6 (the order means nothing)',
  look: ({ anatomy }) => {
    const mailer = claimedMailer(anatomy);
    const order = mailer && ORDERS[mailer.name];
    const first = anatomy.fields.find(({ key }) => order?.includes(key) === true);
    if (mailer === undefined || order === undefined || first === undefined) return NOTHING;
    const { pairs, reversed } = compare(anatomy, order);
    if (pairs < FEWEST_PAIRS || reversed / pairs < LARGEST_SHARE) return NOTHING;
    const isList = anatomy.fields.some(({ key }) => key === 'list-id');
    const values = { program: mailer.program, pairs: String(pairs), reversed: String(reversed) };
    return observed(first.nameSpan, values, isList ? 'low' : 'medium', [mailer.claim.span]);
  },
};

export const fieldOrderRules: readonly Rule[] = [fieldOrder];
