import type { Anatomy, Mailbox } from '../../../shared/email/types';

type AddressFields = Pick<Anatomy, 'fields' | 'from' | 'to' | 'cc' | 'replyTo'>;

/** `Name <address>, …` as read; the field's own text where no address could be read in it. */
export function addressLine(anatomy: AddressFields, key: 'from' | 'to' | 'cc' | 'replyTo'): string {
  const mailboxes = anatomy[key];
  if (mailboxes.length > 0) {
    return mailboxes.map(mailboxText).join(', ');
  }
  const name = key === 'replyTo' ? 'reply-to' : key;
  return anatomy.fields
    .filter((field) => field.key === name)
    .map(({ text }) => text)
    .join(', ');
}

export function mailboxText({ name, address }: Mailbox): string {
  if (name === '') {
    return address;
  }
  return address === '' ? name : `${name} <${address}>`;
}
