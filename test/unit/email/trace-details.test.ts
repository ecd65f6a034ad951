import { describe, expect, test } from 'vitest';
import { readHop } from '../../../shared/email/received';
import type { Hop } from '../../../shared/email/types';
import { bytesOf, cut, fieldOf } from './make';

/** What servers write beside the clauses of RFC 5321: encryption, account, local user, the envelope's sender. */

const time = 'Tue, 20 Oct 2020 12:00:00 +0000';

interface Details {
  readonly tls?: readonly [version: string, cipher: string];
  readonly account?: string;
  readonly localUser?: string;
  readonly envelopeFrom?: string;
}

function details({ tls, account, localUser, envelopeFrom }: Hop): Details {
  return {
    ...(tls === undefined ? {} : { tls: [tls.version, tls.cipher] as const }),
    ...(account === '' ? {} : { account }),
    ...(localUser === '' ? {} : { localUser }),
    ...(envelopeFrom === '' ? {} : { envelopeFrom }),
  };
}

const cases: readonly (readonly [string, string, Details])[] = [
  [
    'Postfix: TLS and the account',
    `from [192.168.1.5] (client.example.net [192.0.2.1])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519 server-signature RSA-PSS (4096 bits))\r\n\t(No client certificate requested)\r\n\t(Authenticated sender:\r\n\tbob@example.org)\r\n\tby mx.example.org (Postfix) with ESMTPSA id 4CFt1X; ${time}`,
    { tls: ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'], account: 'bob@example.org' },
  ],
  ['Postfix: a local user', `by www.example.com (Postfix, from\r\n userid 33) id 6F7B; ${time}`, { localUser: '33' }],
  [
    'Exim: version, tls and cipher as words, envelope-from',
    `from a.example ([192.0.2.1]:3494 helo=b.example) by mx.example.org with esmtpsa (TLS1.2) tls TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <a@b.example>) id 1sHw2u-000wPW-18; ${time}`,
    { tls: ['TLS1.2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'], envelopeFrom: 'a@b.example' },
  ],
  [
    'Exim: everything in one comment',
    `from a.example ([192.0.2.1]) by mx.example.org with esmtps (TLSv1.2:ECDHE-RSA-AES128-GCM-SHA256:128) (Exim 4.92) (envelope-from <>) id 1; ${time}`,
    { tls: ['TLSv1.2', 'ECDHE-RSA-AES128-GCM-SHA256'], envelopeFrom: '<>' },
  ],
  [
    'Exim 3: Cipher',
    `from a.example ([192.0.2.1]) by mx.example.org with esmtp (Cipher TLSv1:DES-CBC3-SHA:168) (Exim 3.35) id 1; ${time}`,
    { tls: ['TLSv1', 'DES-CBC3-SHA'] },
  ],
  [
    'Exim: a local user',
    `from www-data by host.example.org with local (Exim 4.96) (envelope-from <www-data@host.example.org>) id 1; ${time}`,
    { localUser: 'www-data', envelopeFrom: 'www-data@host.example.org' },
  ],
  [
    'Sendmail: version and cipher, envelope-from after the date',
    `from a.example (a.example [192.0.2.1]) by mx.example.org (8.14.9/8.14.9) with ESMTP id x87 (version=TLSv1/SSLv3 cipher=DHE-RSA-AES256-GCM-SHA384 bits=256 verify=OK); ${time} (envelope-from cpunk@example.com)`,
    { tls: ['TLSv1/SSLv3', 'DHE-RSA-AES256-GCM-SHA384'], envelopeFrom: 'cpunk@example.com' },
  ],
  [
    'Sendmail: a local user',
    `(from carol@localhost) by host.example.org (8.12.3) id g6N; ${time}`,
    { localUser: 'carol' },
  ],
  ['qmail: a local user', `(qmail 4598 invoked\r\n by uid 1111); 20 Oct 2020 12:00:00 -0000`, { localUser: '1111' }],
  [
    'qmail with TLS',
    'from unknown (HELO a.example) (bob@192.0.2.1) by mail.example.org with (ECDHE-RSA-AES128-GCM-SHA256 encrypted) SMTP; 20 Oct 2020 12:00:00 -0000',
    { tls: ['', 'ECDHE-RSA-AES128-GCM-SHA256'] },
  ],
  [
    'Exchange',
    `from A.example.com (2001:db8::1) by B.example.com (2001:db8::2) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.8583.24; ${time}`,
    { tls: ['TLS1_2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] },
  ],
  [
    'Exchange 2013',
    `from A (192.0.2.1) by B (192.0.2.2) with Microsoft SMTP Server (TLS) id 15.0.1497.2; ${time}`,
    { tls: ['TLS', ''] },
  ],
  [
    'Google',
    `from [192.168.88.32] ([192.0.2.1]) by smtp.gmail.com with ESMTPSA id 5b1f.47 (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128); ${time}`,
    { tls: ['TLS1_3', 'TLS_AES_128_GCM_SHA256'] },
  ],
  [
    'IronPort',
    `from a.example ([192.0.2.1]) by b.example with ESMTP/TLS/DHE-RSA-AES256-GCM-SHA384; ${time}`,
    { tls: ['', 'DHE-RSA-AES256-GCM-SHA384'] },
  ],
  [
    'Mimecast',
    `from a.example (a.example [192.0.2.1]) by relay.example.com with ESMTP with STARTTLS (version=TLSv1.2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id us-mta-427-b-1; ${time}`,
    { tls: ['TLSv1.2', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] },
  ],
  [
    'CommuniGate',
    `from [192.0.2.1] (account dora@example.com HELO desk.example.com) by mail.example.com (CommuniGate Pro SMTP 6.1) with ESMTPSA id 123; ${time}`,
    { account: 'dora@example.com' },
  ],
  [
    'Courier',
    `from desk ([192.0.2.1]) (AUTH: LOGIN dora@example.com, TLS: TLSv1/SSLv3,256bits,AES256-SHA) by mail.example.com with ESMTPSA; ${time}`,
    { tls: ['TLSv1/SSLv3', 'AES256-SHA'], account: 'dora@example.com' },
  ],
  [
    'Yahoo: the account beside the address',
    'from unknown (HELO desk) (dora@192.0.2.1 with login) by smtp.example.com with SMTP; 20 Oct 2020 12:00:00 -0000',
    { account: 'dora' },
  ],
  [
    'qmail-ldap: envelope-sender',
    'from a.example (@[192.0.2.1]) (envelope-sender <a@b.example>) by mx.example (qmail-ldap-1.03) with SMTP for <b@c.example>; 20 Oct 2020 12:00:00 -0000',
    { envelopeFrom: 'a@b.example' },
  ],
  [
    'a host named like an encryption',
    `from tls1.2 (ssl.example [192.0.2.1]) by mx.example.org with SMTP id 1; ${time}`,
    {},
  ],
];

describe('what stands beside the clauses', () => {
  test.each(cases)('%s', (_label, body, expected) => {
    expect(details(readHop(fieldOf(`Received: ${body}`)))).toEqual(expected);
  });

  test.each(cases)('%s: every span holds what was read', (_label, body) => {
    const text = `Received: ${body}`;
    const bytes = bytesOf(text);
    const hop = readHop(fieldOf(text));
    const pairs = [
      [hop.account, hop.accountSpan],
      [hop.localUser, hop.localUserSpan],
      [hop.envelopeFrom, hop.envelopeFromSpan],
      [hop.helo, hop.heloSpan],
      [hop.reverseName, hop.reverseNameSpan],
      [hop.recipient, hop.recipientSpan],
    ] as const;
    for (const [value, span] of pairs) {
      if (value !== '') expect(cut(bytes, span)).toBe(value);
    }
    if (hop.tls !== undefined) {
      const said = cut(bytes, hop.tls.span);
      expect(said).toContain(hop.tls.version);
      expect(said).toContain(hop.tls.cipher);
    }
  });
});

describe('servers with a way of their own', () => {
  test.each<readonly [string, string, Partial<Hop>]>([
    [
      'Lotus Domino',
      `from desk.example.com ([192.0.2.1]) by mail.example.com (Lotus Domino Release 8.5.3) with ESMTP id 2012042523344500-123; ${time}`,
      { by: 'mail.example.com', ip: '192.0.2.1', from: 'desk.example.com', id: '2012042523344500-123' },
    ],
    [
      'MailEnable',
      `from desk.example.com ([192.0.2.1]) by mail.example.com with MailEnable ESMTP; ${time}`,
      { by: 'mail.example.com', ip: '192.0.2.1', protocol: 'MailEnable ESMTP' },
    ],
    [
      'hMailServer',
      `from desk.example.com (a.example.com [192.0.2.1]) by mail.example.com with ESMTPA ; ${time}`,
      { by: 'mail.example.com', ip: '192.0.2.1', protocol: 'ESMTPA' },
    ],
    [
      'Kerio',
      `from desk ([192.0.2.1]) (authenticated user dora@example.com) by mail.example.com (Kerio Connect 9.2.0) with ESMTPSA; ${time}`,
      { by: 'mail.example.com', ip: '192.0.2.1', account: 'dora@example.com' },
    ],
    [
      'Mailgun',
      'from [192.0.2.1] (desk.example.com [192.0.2.1]) by example-out-n01.prod.us-east-1.postgun.com with SMTP id 5f8ed; Tue, 20 Oct 2020 12:00:00 GMT',
      { ip: '192.0.2.1', by: 'example-out-n01.prod.us-east-1.postgun.com', id: '5f8ed' },
    ],
    [
      'Postmark',
      `by mta.example.com id hp1a2b3c for <bob@example.org>; ${time} (envelope-from <pm_bounces@example.com>)`,
      { by: 'mta.example.com', id: 'hp1a2b3c', recipient: 'bob@example.org', envelopeFrom: 'pm_bounces@example.com' },
    ],
    [
      'SendGrid: no semicolon, a Go date',
      'from MjA (unknown) by geopod-ismtpd-5-0 (SG) with HTTP id abc 2023-07-28 19:04:26.757 +0000 UTC m=+349867.49',
      { by: 'geopod-ismtpd-5-0', id: 'abc', protocol: 'HTTP' },
    ],
    [
      'UUCP',
      `from uunet by host.example.com with UUCP id AA123; ${time}`,
      { from: 'uunet', by: 'host.example.com', protocol: 'UUCP', id: 'AA123' },
    ],
    [
      'the Debian bug tracker',
      `via spool by submit@bugs.example.org id=B916805.154 (code B ref 916805); ${time}`,
      { by: 'submit@bugs.example.org', id: 'B916805.154' },
    ],
    [
      'an address with a port',
      `from alabama (192.0.2.1:1146) by hawaii.example.net (LSMTP) with SMTP id <82.1>; ${time}`,
      { ip: '192.0.2.1', by: 'hawaii.example.net' },
    ],
    [
      'Oracle Beehive',
      `from z2.example.com (/192.0.2.1) by default (Oracle Beehive Gateway v4.0) with ESMTP ; ${time}`,
      { ip: '192.0.2.1', from: 'z2.example.com' },
    ],
    [
      'LMTP of Dovecot',
      `from mx.example.org ([192.0.2.1])\r\n\tby store.example.org with LMTP id aB3\r\n\tfor <bob@example.org>; ${time}`,
      { by: 'store.example.org', protocol: 'LMTP', recipient: 'bob@example.org' },
    ],
    [
      'fetchmail',
      `from pop.example.com [192.0.2.1] by localhost with POP3 (fetchmail-5.9.0) for bob@localhost (single-drop); ${time}`,
      { from: 'pop.example.com', ip: '192.0.2.1', by: 'localhost', protocol: 'POP3' },
    ],
  ])('%s', (_label, body, expected) => {
    const hop = readHop(fieldOf(`Received: ${body}`));

    expect(hop).toMatchObject(expected);
    expect(hop.date?.instantMs).toBeDefined();
  });
});
