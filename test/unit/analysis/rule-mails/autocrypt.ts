import { HONEST, render, withField, without } from '../honest-mail';
import { pgpKey } from '../signatures/sample-signatures';
import type { RuleMails } from './rule-mails';

/** Folded as programs fold it, within the signs that hold the time. */
const autocrypt = (address: string, created: string): readonly [string, string] => [
  'Autocrypt',
  `addr=${address}; prefer-encrypt=mutual; keydata=\r\n ${pgpKey(created)
    .toString('base64')
    .replace(/^(.{5})/, '$1\r\n ')}`,
];
const own = 'anna@example.org';

export const mails: RuleMails = {
  'date.older-than-autocrypt-key': {
    positive: [
      render([...HONEST, autocrypt(own, '2021-05-20T18:00:00Z')]),
      render([...HONEST, autocrypt(own, '2024-01-01T00:00:00Z')]),
    ],
    nearMiss: [
      render([...HONEST, autocrypt(own, '2021-05-20T14:30:00Z')]),
      render([...HONEST, autocrypt(own, '2015-08-12T18:51:45Z')]),
      render([...without('Date'), autocrypt(own, '2024-01-01T00:00:00Z')]),
      // Cut off: no whole key, and no time that could be relied upon.
      render([...HONEST, ['Autocrypt', `addr=${own}; keydata=xsFNBGWSAIAB`]]),
      // A packet that is no key.
      render([...HONEST, ['Autocrypt', `addr=${own}; keydata=wgUEZZIAgA==`]]),
    ],
  },
  'identity.autocrypt-address': {
    positive: [
      render([...HONEST, autocrypt('ben@example.net', '2015-08-12T18:51:45Z')]),
      render([
        ...withField('From', 'list@example.net'),
        autocrypt(own, '2015-08-12T18:51:45Z'),
        ['List-Id', '<l.example.net>'],
      ]),
    ],
    nearMiss: [
      render([...HONEST, autocrypt('Anna@Example.org', '2015-08-12T18:51:45Z')]),
      render([...withField('From', 'list@example.net'), ['Sender', own], autocrypt(own, '2015-08-12T18:51:45Z')]),
      render([...HONEST, ['Autocrypt', 'addr=ben@example.net; keydata=']]),
    ],
  },
};
