import { render, withField, without } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const one = (name: string, body: string): string => render(withField(name, body));
const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text, 'utf8').toString('base64')}?=`;

export const mails: RuleMails = {
  'identity.several-from': {
    positive: [one('From', 'Anna <anna@example.org>, Ben <ben@example.net>')],
    nearMiss: [one('From', '"Example, Anna" <anna@example.org>')],
  },
  'identity.missing-from': {
    positive: [render(without('From')), one('From', 'Anna Example')],
    nearMiss: [one('From', 'anna@example.org')],
  },
  'identity.display-name-address': {
    positive: [one('From', '"ben@bank.example.net" <anna@example.org>')],
    nearMiss: [
      one('From', '"anna@mail.example.org" <anna@example.org>'),
      one('From', '"Anna @ Work" <anna@example.org>'),
    ],
  },
  'identity.display-name-site': {
    positive: [
      one('From', '"www.example.net Support" <anna@example.org>'),
      one('From', '"example.net" <anna@example.org>'),
    ],
    nearMiss: [
      one('From', '"Craig R.Hughes" <anna@example.org>'),
      one('From', '"Node.js 18.2 (mail.example.org)" <anna@example.org>'),
      one('From', '"ben@bank.example.net" <anna@example.org>'),
    ],
  },
  'identity.return-path-differs': {
    positive: [one('Return-Path', '<bounce@example.com>')],
    nearMiss: [one('Return-Path', '<anna@mail.example.org>')],
  },
  'identity.reply-to-differs': {
    positive: [one('Reply-To', 'help@example.com')],
    nearMiss: [one('Reply-To', 'Office <office@mail.example.org>')],
  },
  'identity.message-id-domain': {
    positive: [one('Message-ID', '<1@mta.example.com>')],
    nearMiss: [one('Message-ID', '<1@laptop>')],
  },
  'identity.mixed-scripts': {
    positive: [one('From', `${encoded('\u0410nna Example')} <anna@example.org>`)],
    nearMiss: [one('From', `${encoded('\u0410\u043d\u043d\u0430 Example')} <anna@example.org>`)],
  },
  'identity.ambiguous-from': {
    positive: [one('From', '"boss@bank.example"@example.org')],
    nearMiss: [one('From', "tiarnan.o'corrain@example.org"), one('From', 'Anna (home) <anna@example.org>')],
  },
  'identity.sender-differs': {
    positive: [one('Sender', 'desk@example.net')],
    nearMiss: [one('Sender', 'desk@mail.example.org')],
  },
  'identity.invisible-characters': {
    positive: [one('From', `${encoded('An\u202ena')} <anna@example.org>`)],
    nearMiss: [one('Subject', encoded('\u{1f469}\u200d\u{1f680} launch'))],
  },
};
