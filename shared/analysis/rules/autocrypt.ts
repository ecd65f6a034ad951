import { firstField } from '../../email/anatomy';
import { durationInWords, timeInWords } from '../../wording/rules';
import type { Observation, Rule } from '../rule';
import { autocryptKeys } from '../signatures/autocrypt';
import { gradeOfDistance, HOUR_MS, NOTHING, observed } from './observe';

/** Rules about the key that a mail program sends along in the header. Whose it is, is not judged. */

const REFERENCE = 'Autocrypt Level 1 1.1, sections 2.1 and 2.3; RFC 4880 section 5.5.2';

const keyNewer: Rule = {
  id: 'date.older-than-autocrypt-key',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'The message is dated before the key that it carries was made',
  summary: 'The Date field says {dateTime}. The key in the Autocrypt field was made at {keyTime}, {difference} later.',
  explanation:
    'Some mail programs send the author’s public key along in each header. The key contains the time at which it ' +
    'was made. A message cannot have carried a key that did not exist yet: the Date is not the true one, or a ' +
    'clock was wrong.',
  innocent: [
    'a computer whose clock was wrong when the key was made, or when the message was sent',
    'a draft whose date was kept, and which was sent after the key was made',
    'a program that imports an old message and rewrites its header',
  ],
  settle: 'The key from its owner or a key server, with its own signatures’ times; the other clocks of the message.',
  reference: REFERENCE,
  look: ({ anatomy }) => {
    const { date } = anatomy;
    const dateMs = date?.instantMs;
    const [key] = autocryptKeys(anatomy).filter(({ created }) => created.value > (dateMs ?? created.value) + HOUR_MS);
    if (date === undefined || dateMs === undefined || key === undefined) return NOTHING;
    const { value, place } = key.created;
    const values = {
      dateTime: timeInWords(dateMs),
      keyTime: timeInWords(value),
      difference: durationInWords(value - dateMs),
    };
    return observed(date.span, values, gradeOfDistance(value - dateMs), [place]);
  },
};

const otherAddress: Rule = {
  id: 'identity.autocrypt-address',
  version: 1,
  family: 'identity',
  severity: 'low',
  title: 'The key in the header is for another address than the sender’s',
  summary: 'The message claims to come from {from}. The key that it carries is for {address}.',
  explanation:
    'Some mail programs send the author’s public key along in each header, with the address from which they ' +
    'send. Where the sender shown is another one, the sender was rewritten on the way, or the field was taken ' +
    'from somebody else’s message. Either way it names an address behind the one shown.',
  innocent: [
    'a mailing list that puts its own address into From: the usual case',
    'an author with several addresses and one key',
    'a forwarding service that rewrites senders',
  ],
  settle: 'The list’s archive; the owner of the address that the key is for; the signature (DKIM) of that domain.',
  reference: REFERENCE,
  look: ({ anatomy }) => {
    const [sender] = anatomy.from;
    const keys = autocryptKeys(anatomy);
    const shown = [...anatomy.from, ...anatomy.sender].map(({ address }) => address.toLowerCase());
    if (sender === undefined || sender.address === '' || keys.some(({ address }) => shown.includes(address.value))) {
      return NOTHING;
    }
    const isList = firstField(anatomy, 'list-id') !== undefined;
    return keys
      .slice(0, 1)
      .flatMap(({ address: { value, place } }): readonly Observation[] =>
        observed(place, { from: sender.address, address: value }, isList ? 'info' : 'low', [
          sender.addressSpan ?? sender.span,
        ]),
      );
  },
};

export const autocryptRules: readonly Rule[] = [keyNewer, otherAddress];
