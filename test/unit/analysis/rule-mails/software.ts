import { type Field, multipart, render, withField, withRoute } from '../honest-mail';
import type { RuleMails } from './rule-mails';

const outlook = withField('X-Mailer', 'Microsoft Outlook 16.0');
const exchangeId = 'PH0PR18MB5191ABCDEF0123456789ABCD@PH0PR18MB5191.namprd18.prod.example.org';
const tag = exchangeId.replace(/[^0-9A-Za-z]/g, '').slice(0, 55);
const locked = withField('Message-ID', '<02ee01d9e21a$9beb5aa0$d3c20fe0$@example.org>');
const spelled = (fields: readonly Field[]): string =>
  render(fields.map(([name, body]) => [name.replace('Message-ID', 'Message-Id').replace('MIME', 'Mime'), body]));

export const mails: RuleMails = {
  'software.message-id-shape': {
    positive: [render(withField('Message-ID', '<abc.123@example.org>', outlook))],
    nearMiss: [
      render(withField('Message-ID', '<00d301d74d83$b2c29980$b554a8c0$@example.org>', outlook)),
      // Given by the receiving service to a message that had none.
      render(
        withField(
          'Message-ID',
          '<01234567-89ab-4cde-8f01-23456789abcd@XX1NAM00FT000.eop-nam00.prod.protection.outlook.com>',
          outlook,
        ),
      ),
    ],
  },
  'software.field-spelling': {
    positive: [spelled(outlook)],
    nearMiss: [
      spelled(withField('X-Mailer', 'Apple Mail (2.3445.9.1)')),
      // As Oracle's server, which Apple used, writes them for every program.
      spelled(withField('X-Mailer', 'iPhone Mail (21D61)'))
        .replace('Message-Id', 'Message-id')
        .replace('Mime-Version', 'MIME-version'),
    ],
  },
  'software.boundary-shape': {
    positive: [
      multipart('===============1234567890==', outlook),
      multipart('----=_NextPart_000_02EF_01D74D93.68881900', withField('User-Agent', 'Mozilla Thunderbird')),
    ],
    nearMiss: [multipart('----=_NextPart_000_02EF_01D74D93.68881900', outlook)],
  },
  'software.old-web-mailer': {
    positive: [render(withField('X-Mailer', 'PHPMailer [version 1.73]'))],
    nearMiss: [render(withField('X-Mailer', 'PHPMailer 6.1.4'))],
  },
  'software.newer-than-date': {
    positive: [render(withField('X-Mailer', 'PHPMailer 7.0.0'))],
    nearMiss: [render(outlook)],
  },
  'received.software-newer-than-date': {
    positive: [through('(Exim 4.97)'), through('(8.18.1/8.18.1)')],
    nearMiss: [through('(Exim 4.94.2)'), through('(8.17.1.19/8.17.1.19)'), through('(Exim 4.95)')],
  },
  'software.exchange-boundary': {
    positive: [multipart(`_004_XX${tag.slice(2)}_`, withField('Message-ID', `<${exchangeId}>`))],
    nearMiss: [multipart(`_004_${tag}_`, withField('Message-ID', `<gw-${exchangeId}>`))],
  },
  'software.outlook-locks': {
    positive: [multipart('----=_NextPart_000_02EF_01D9E248.C5A5B980', locked)],
    nearMiss: [multipart('----=_NextPart_000_02EF_01D9E248.B5A5B980', locked)],
  },
  'software.thread-index': {
    positive: [render(withField('Thread-Index', 'nonsense'))],
    nearMiss: [render(withField('Thread-Index', 'AQHY9DEYvrFv2xYkLUqbRc3EVzqaQQ'))],
  },
};

/** A step of May 2021 through a server of a version. */
function through(version: string): string {
  const line = `from a.example.org by b.example.org ${version} with ESMTP id 1; Thu, 20 May 2021 12:00:00 +0000`;
  return render(withRoute(line));
}
