import { getDomain, parse } from 'tldts';
import { remember } from '../text/remember';

/**
 * The registered part of a host name (`mail.shop.example.co.uk`: `example.co.uk`), by the public suffix list.
 *
 * The list is part of the program: nothing is looked up. Names without a known suffix stand for themselves.
 */
export const registeredDomain = remember(4_000, (host) => {
  const name = host.toLowerCase().replace(/\.$/, '');
  return getDomain(name, { validateHostname: false }) ?? name;
});

/** Whether a name ends in a suffix under which organisations register names, by the same list. */
export function isPublicName(host: string): boolean {
  const { isIcann, domain } = parse(host.toLowerCase(), { validateHostname: false });
  return isIcann === true && domain !== null;
}

export function isSameOrganisation(a: string, b: string): boolean {
  return registeredDomain(a) === registeredDomain(b);
}

/** Large providers of free mailboxes. A mailbox there tells nothing about who its owner works for. */
const FREE_MAIL = new Set([
  'aol.com',
  'gmail.com',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'mail.com',
  'mail.ru',
  'msn.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'tutanota.com',
  'web.de',
  'yahoo.co.uk',
  'yahoo.com',
  'yandex.com',
  'yandex.ru',
  'zohomail.com',
]);

export function isFreeMail(host: string): boolean {
  return FREE_MAIL.has(registeredDomain(host));
}
