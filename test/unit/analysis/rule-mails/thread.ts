import { HONEST, render, withField, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const one = (name: string, body: string): string => render(withField(name, body));
const answered = withField('Subject', 'Re: Minutes');

export const mails: RuleMails = {
  'identity.reply-without-reference': {
    positive: [render(answered), one('Subject', 'AW: Protokoll'), one('Subject', '=?utf-8?B?5Zue5aSN77yaIGE=?=')],
    nearMiss: [
      render([...answered, ['In-Reply-To', '<1@example.org>']]),
      render([...answered, ['References', '<1@example.org>']]),
      one('Subject', 'Regarding: Minutes'),
    ],
  },
  'identity.thread-topic': {
    positive: [render([...HONEST, ['Thread-Topic', 'Invoice 77']])],
    nearMiss: [
      render([...HONEST, ['Thread-Topic', 'Minutes of Thursday']]),
      render([...withField('Subject', '[list] RE: Fwd: Minutes of Thursday'), ['Thread-Topic', 'Minutes of Thursday']]),
    ],
  },
  'identity.message-id-host': {
    positive: [one('Message-ID', '<1@LAPTOP-7>'), one('Message-ID', '<1@localhost.localdomain>')],
    nearMiss: [one('Message-ID', '<1@desk.example.org>'), one('Message-ID', '<1>')],
  },
  'identity.envelope-carries-address': {
    positive: [
      one('Return-Path', '<SRS0=aB3d=AZ=example.org=anna@forwarder.example>'),
      one('Return-Path', '<prvs=4567abcdef=anna@example.org>'),
      one('Return-Path', '<list-bounces+ben=example.net@lists.example.org>'),
    ],
    nearMiss: [one('Return-Path', '<anna+news@example.org>'), one('Return-Path', '<a=b@example.org>')],
  },
  'identity.account-differs': {
    positive: [
      one('X-Authenticated-Sender', 'server.example.com: info@shop.example'),
      render(
        withRoute(
          'from desk (a.example.org [192.0.2.1]) (Authenticated sender: info@shop.example) by b.example.org (Postfix) with ESMTPSA id 5A1B2C3D4E; Thu, 20 May 2021 12:00:00 +0000',
        ),
      ),
    ],
    nearMiss: [
      one('X-Authenticated-Sender', 'anna@mail.example.org'),
      one('X-AuthUser', 'anna'),
      // A server that writes its own name for the account around the address.
      render(
        withRoute(
          'from desk (a.example.org [192.0.2.1]) (Authenticated sender: box-12[anna@example.org]) by b.example.org (Postfix) with ESMTPSA id 5A1B2C3D4E; Thu, 20 May 2021 12:00:00 +0000',
        ),
      ),
    ],
  },
  'identity.mixed-script-domain': {
    positive: [one('From', 'Anna <anna@xn--pypal-4ve.example>')],
    nearMiss: [one('From', 'Anna <anna@xn--mnchen-3ya.example>'), one('From', 'Anna <anna@example.org>')],
  },
  'submission.evaluated-code': {
    positive: [one('X-PHP-Originating-Script', "33:x.php(1) : eval()'d code")],
    nearMiss: [one('X-PHP-Originating-Script', '33:evaluation.php')],
  },
};
