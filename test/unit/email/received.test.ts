import { describe, expect, test } from 'vitest';
import { readHop } from '../../../shared/email/received';
import type { Hop } from '../../../shared/email/types';
import { bytesOf, cut, fieldOf } from './make';

type Facts = Pick<Hop, 'from' | 'helo' | 'reverseName' | 'ip' | 'by' | 'protocol' | 'id' | 'recipient'> & {
  readonly at: string;
};

const nothing: Facts = {
  from: '',
  helo: '',
  reverseName: '',
  ip: '',
  by: '',
  protocol: '',
  id: '',
  recipient: '',
  at: '',
};

function read(body: string): Facts {
  const { from, helo, reverseName, ip, by, protocol, id, recipient, date } = readHop(fieldOf(`Received: ${body}`));
  const at = date?.instantMs === undefined ? '' : new Date(date.instantMs).toISOString().slice(0, 19);
  return { from, helo, reverseName, ip, by, protocol, id, recipient, at };
}

const time = 'Tue, 20 Oct 2020 12:00:00 +0000';
const at = '2020-10-20T12:00:00';

describe('the formats of the servers', () => {
  test.each<readonly [string, string, Partial<Facts>]>([
    [
      'Postfix',
      `from helo.example.com (rdns.example.net [192.0.2.1])\r\n\tby mx.example.org (Postfix) with ESMTPS id 4CFt1X2Y3Zz9s\r\n\tfor <bob@example.org>; ${time} (UTC)`,
      {
        from: 'rdns.example.net',
        helo: 'helo.example.com',
        reverseName: 'rdns.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'ESMTPS',
        id: '4CFt1X2Y3Zz9s',
        recipient: 'bob@example.org',
      },
    ],
    [
      'Postfix with TLS and an authenticated sender',
      `from [192.168.1.5] (client.example.net [192.0.2.1])\r\n\t(using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)\r\n\t key-exchange X25519 server-signature RSA-PSS (4096 bits))\r\n\t(No client certificate requested)\r\n\t(Authenticated sender: bob@example.org)\r\n\tby mx.example.org (Postfix) with ESMTPSA id 4CFt1X; ${time}`,
      {
        from: 'client.example.net',
        helo: '[192.168.1.5]',
        reverseName: 'client.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'ESMTPSA',
        id: '4CFt1X',
      },
    ],
    [
      'Postfix without a reverse name',
      `from evil.example (unknown [192.0.2.1]) by mx.example.org (Postfix) with SMTP id 0C76F; ${time}`,
      {
        from: 'evil.example',
        helo: 'evil.example',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'SMTP',
        id: '0C76F',
      },
    ],
    [
      'Postfix over IPv6',
      `from a.example (a.example [IPv6:2001:db8::1]) by mx.example (Postfix) with ESMTP id X; ${time}`,
      {
        from: 'a.example',
        helo: 'a.example',
        reverseName: 'a.example',
        ip: '2001:db8::1',
        by: 'mx.example',
        protocol: 'ESMTP',
        id: 'X',
      },
    ],
    [
      'Postfix, a local user',
      `by www.example.com (Postfix, from userid 33) id 6F7B241317; ${time}`,
      { by: 'www.example.com', id: '6F7B241317' },
    ],
    [
      'Postfix, local, IPv6 loopback',
      `from h (localhost [IPv6:::1]) by h.example (Postfix) with ESMTP id 4W; ${time}`,
      {
        from: 'localhost',
        helo: 'h',
        reverseName: 'localhost',
        ip: '::1',
        by: 'h.example',
        protocol: 'ESMTP',
        id: '4W',
      },
    ],
    [
      'Exim with a HELO name of its own',
      `from rdns.example.net ([192.0.2.1]:34944 helo=other.example)\r\n\tby mx.example.org with esmtpsa  (TLS1.2) tls TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384\r\n\t(Exim 4.96.2)\r\n\t(envelope-from <a@other.example>)\r\n\tid 1sHw2u-000wPW-18\r\n\tfor bob@example.org; ${time}`,
      {
        from: 'rdns.example.net',
        helo: 'other.example',
        reverseName: 'rdns.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'esmtpsa',
        id: '1sHw2u-000wPW-18',
        recipient: 'bob@example.org',
      },
    ],
    [
      'Exim without a reverse name',
      `from [192.0.2.1] (port=56760 helo=other.example) by mx.example.org with esmtp (Exim 4.93) id 1krlQF-0006N4-9t; ${time}`,
      {
        from: 'other.example',
        helo: 'other.example',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'esmtp',
        id: '1krlQF-0006N4-9t',
      },
    ],
    [
      'Exim where both names agree',
      `from a.example.com ([192.0.2.1]:43634) by mx.example.org with esmtps (Exim 4.93) id 1k; ${time}`,
      {
        from: 'a.example.com',
        helo: 'a.example.com',
        reverseName: 'a.example.com',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'esmtps',
        id: '1k',
      },
    ],
    [
      'Exim with an address for a HELO name',
      `from [192.0.2.1] (helo=[10.0.0.5]) by mx.example.org with esmtp id 1k; ${time}`,
      { from: '[10.0.0.5]', helo: '[10.0.0.5]', ip: '192.0.2.1', by: 'mx.example.org', protocol: 'esmtp', id: '1k' },
    ],
    [
      'Exim, a local user',
      `from root by www.example.com with local (Exim 4.92) (envelope-from <root@www.example.com>) id 1hk; ${time}`,
      { from: 'root', by: 'www.example.com', protocol: 'local', id: '1hk' },
    ],
    [
      'Sendmail',
      `from helo.example (IDENT:root@rdns.example.net [192.0.2.1] (may be forged)) by mx.example.org (8.11.6/8.11.6) with ESMTP id g6MFjlI09655 for <bob@example.org>; ${time}`,
      {
        from: 'rdns.example.net',
        helo: 'helo.example',
        reverseName: 'rdns.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'ESMTP',
        id: 'g6MFjlI09655',
        recipient: 'bob@example.org',
      },
    ],
    [
      'Sendmail without a reverse name',
      `from helo.example ([192.0.2.1]) by mx.example.org (8.9.3/8.9.3) with ESMTP id DAA19892; ${time}`,
      {
        from: 'helo.example',
        helo: 'helo.example',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'ESMTP',
        id: 'DAA19892',
      },
    ],
    [
      'Sendmail, a local user',
      `(from www-data@localhost) by mail.example.org (8.12.5/8.12.5/Submit) id g6O0TCOI060586 for a@example.com; ${time}`,
      { from: 'www-data@localhost', by: 'mail.example.org', id: 'g6O0TCOI060586', recipient: 'a@example.com' },
    ],
    [
      'qmail',
      'from unknown (HELO evil.example) (192.0.2.1)\r\n  by mx.example.org with SMTP; 20 Oct 2020 12:00:00 -0000',
      { from: 'evil.example', helo: 'evil.example', ip: '192.0.2.1', by: 'mx.example.org', protocol: 'SMTP' },
    ],
    [
      'qmail with a reverse name',
      'from rdns.example.net (HELO mx.example.net) (user@192.0.2.1) by 0 with SMTP; 20 Oct 2020 12:00:00 -0000',
      {
        from: 'rdns.example.net',
        helo: 'mx.example.net',
        reverseName: 'rdns.example.net',
        ip: '192.0.2.1',
        by: '0',
        protocol: 'SMTP',
      },
    ],
    [
      'qmail where both names agree',
      'from mx.example.net (192.0.2.1) by mx.example.org with SMTP; 20 Oct 2020 12:00:00 -0000',
      {
        from: 'mx.example.net',
        helo: 'mx.example.net',
        reverseName: 'mx.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'SMTP',
      },
    ],
    [
      'qmail with the sender in its comment',
      '(qmail 16061 messnum 264764 invoked from network[192.0.2.1/rdns.example.net]); 20 Oct 2020 12:00:00 -0000',
      { from: 'rdns.example.net', reverseName: 'rdns.example.net', ip: '192.0.2.1' },
    ],
    [
      'an address with a port',
      `from a.example.com [192.0.2.1:31125] by b.example.com [192.0.2.2:2525] with esmtp (Farcaster) id 62d1; ${time}`,
      { from: 'a.example.com', ip: '192.0.2.1', by: 'b.example.com', protocol: 'esmtp', id: '62d1' },
    ],
    ['qmail, a local user', '(qmail 19201 invoked by uid 501); 20 Oct 2020 12:00:00 -0000', {}],
    [
      'IronPort',
      'from unknown (HELO gw.example.com) ([10.53.140.142]) by esa.example.com with ESMTP; 20 Oct 2020 12:00:00 +0000',
      { from: 'gw.example.com', helo: 'gw.example.com', ip: '10.53.140.142', by: 'esa.example.com', protocol: 'ESMTP' },
    ],
    [
      'Exchange',
      `from A.example.com (2001:db8::10) by B.example.com\r\n (10.13.178.109) with Microsoft SMTP Server (version=TLS1_2,\r\n cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.6977.19 via Frontend\r\n Transport; ${time}`,
      {
        from: 'A.example.com',
        helo: 'A.example.com',
        ip: '2001:db8::10',
        by: 'B.example.com',
        protocol: 'Microsoft SMTP Server',
        id: '15.20.6977.19',
      },
    ],
    [
      'Exchange, inside the server',
      `from A.example.com ([fe80::7298:cc4b:615b:7713]) by A.example.com ([fe80::7298:cc4b:615b:7713%4]) with mapi id 15.20.7249.051; ${time}`,
      {
        from: 'A.example.com',
        helo: 'A.example.com',
        ip: 'fe80::7298:cc4b:615b:7713',
        by: 'A.example.com',
        protocol: 'mapi',
        id: '15.20.7249.051',
      },
    ],
    [
      'Exchange, the pickup folder',
      `from mail pickup service by web.example.com with Microsoft SMTPSVC; ${time}`,
      { from: 'mail pickup service', by: 'web.example.com', protocol: 'Microsoft SMTPSVC' },
    ],
    [
      'Exchange 2000',
      `from pc ([192.0.2.1]) by EXC.EXAMPLE with Microsoft SMTPSVC(5.0.2195.2966); ${time}`,
      { from: 'pc', helo: 'pc', ip: '192.0.2.1', by: 'EXC.EXAMPLE', protocol: 'Microsoft SMTPSVC' },
    ],
    [
      'Google',
      `from mail-x.example.com (mail-x.example.com. [2001:db8::22d])\r\n        by mx.google.com with ESMTPS id br18-20020a05622a1e1200si96435.2020.10.20.12.00.00\r\n        for <bob@example.org>\r\n        (version=TLS1_3 cipher=TLS_AES_128_GCM_SHA256 bits=128/128);\r\n        Tue, 20 Oct 2020 05:00:00 -0700 (PDT)`,
      {
        from: 'mail-x.example.com',
        helo: 'mail-x.example.com',
        reverseName: 'mail-x.example.com',
        ip: '2001:db8::22d',
        by: 'mx.google.com',
        protocol: 'ESMTPS',
        id: 'br18-20020a05622a1e1200si96435.2020.10.20.12.00.00',
        recipient: 'bob@example.org',
      },
    ],
    [
      'Google, from one of its own',
      `by 2002:a05:6504:1184:b0:10e:53ff with SMTP id v3csp2511637ocw; ${time}`,
      { by: '2002:a05:6504:1184:b0:10e:53ff', protocol: 'SMTP', id: 'v3csp2511637ocw' },
    ],
    ['Google, by the web page', `by 10.1.2.3 with HTTP; ${time}`, { by: '10.1.2.3', protocol: 'HTTP' }],
    [
      'SendGrid without a semicolon',
      'by filterdrecv-p3las1-6b8d9f-x with SMTP id filterdrecv-p3las1-6b8d9f-x-1-5F8ED1C0-1C\r\n        2020-10-20 12:00:00.161069844 +0000 UTC m=+6272909.969457568',
      { by: 'filterdrecv-p3las1-6b8d9f-x', protocol: 'SMTP', id: 'filterdrecv-p3las1-6b8d9f-x-1-5F8ED1C0-1C' },
    ],
    [
      'SendGrid by HTTP',
      `from MTI2 (ec2.example.com [192.0.2.1]) by geopod-ismtpd-3-0 (SG) with HTTP id aBcD-eF; 2020-10-20 12:00:00.757 +0000 UTC`,
      {
        from: 'ec2.example.com',
        helo: 'MTI2',
        reverseName: 'ec2.example.com',
        ip: '192.0.2.1',
        by: 'geopod-ismtpd-3-0',
        protocol: 'HTTP',
        id: 'aBcD-eF',
      },
    ],
    [
      'Amazon SES',
      `from a79-253.example.net (a79-253.example.net [192.0.2.253]) by mx.example.com (PPS) with ESMTPS id 3ntn7us9ex-1 (version=TLSv1.2 cipher=ECDHE bits=128 verify=NO) for <bob@example.org>; ${time}`,
      {
        from: 'a79-253.example.net',
        helo: 'a79-253.example.net',
        reverseName: 'a79-253.example.net',
        ip: '192.0.2.253',
        by: 'mx.example.com',
        protocol: 'ESMTPS',
        id: '3ntn7us9ex-1',
        recipient: 'bob@example.org',
      },
    ],
    [
      'Zimbra',
      `from mail.example.com (LHLO mail.example.com) (10.0.0.5) by mail.example.com with LMTP; ${time}`,
      {
        from: 'mail.example.com',
        helo: 'mail.example.com',
        reverseName: 'mail.example.com',
        ip: '10.0.0.5',
        by: 'mail.example.com',
        protocol: 'LMTP',
      },
    ],
    [
      'Yahoo by the web page',
      `from [192.0.2.1] by web120.mail.example.com via HTTP; ${time}`,
      { from: '[192.0.2.1]', ip: '192.0.2.1', by: 'web120.mail.example.com', protocol: 'HTTP' },
    ],
    [
      'Yahoo',
      `from 192.0.2.1  (EHLO mail.example.com) (192.0.2.1) by mta1.mail.example.net with SMTPs; ${time}`,
      {
        from: 'mail.example.com',
        helo: 'mail.example.com',
        ip: '192.0.2.1',
        by: 'mta1.mail.example.net',
        protocol: 'SMTPs',
      },
    ],
    [
      'fetchmail',
      `from pop.example.net [192.0.2.1] by localhost with POP3 (fetchmail-6.3.26) for <bob@localhost> (single-drop); ${time}`,
      { from: 'pop.example.net', ip: '192.0.2.1', by: 'localhost', protocol: 'POP3', recipient: 'bob@localhost' },
    ],
    [
      'zmailer',
      `from a.example.net ([192.0.2.1]:57872 "EHLO a.example.net" rhost-flags-OK-OK-OK-OK) by vger.example.org with ESMTP id S240525 (ORCPT <rfc822;list@vger.example.org>); ${time}`,
      {
        from: 'a.example.net',
        helo: 'a.example.net',
        reverseName: 'a.example.net',
        ip: '192.0.2.1',
        by: 'vger.example.org',
        protocol: 'ESMTP',
        id: 'S240525',
        recipient: 'list@vger.example.org',
      },
    ],
    [
      'a list server',
      `(majordomo@vger.example.org) by vger.example.org via listexpand id S240522; ${time}`,
      { by: 'vger.example.org', protocol: 'listexpand', id: 'S240522' },
    ],
    [
      'Domino',
      `from pc ([192.0.2.1]) by mail.example.com (Lotus Domino Release 5.0.2b (Intl)) with SMTP id 2001080410571913:59502 ; ${time}`,
      {
        from: 'pc',
        helo: 'pc',
        ip: '192.0.2.1',
        by: 'mail.example.com',
        protocol: 'SMTP',
        id: '2001080410571913:59502',
      },
    ],
    [
      'PowerMTA',
      `from agent (192.0.2.240) by out.example.com (PowerMTA(TM) v1.5); ${time} (envelope-from <a@example.com>)`,
      { from: 'agent', helo: 'agent', ip: '192.0.2.240', by: 'out.example.com' },
    ],
    [
      'amavis',
      `from mail.example.com ([127.0.0.1]) by localhost (mail.example.com [127.0.0.1]) (amavisd-new, port 10024) with ESMTP id gItJSElk4vxc; ${time}`,
      {
        from: 'mail.example.com',
        helo: 'mail.example.com',
        ip: '127.0.0.1',
        by: 'localhost',
        protocol: 'ESMTP',
        id: 'gItJSElk4vxc',
      },
    ],
    [
      'CommuniGate',
      `from [192.0.2.1] (account bob@example.com HELO pc.example) by mail.example.com (CommuniGate Pro SMTP 5.4) with ESMTPA id 123; ${time}`,
      {
        from: 'pc.example',
        helo: 'pc.example',
        ip: '192.0.2.1',
        by: 'mail.example.com',
        protocol: 'ESMTPA',
        id: '123',
      },
    ],
    [
      'Mimecast',
      `from a.example.com (b.example.net [192.0.2.1]) (Using TLS) by relay.mimecast.com with ESMTP id us-mta-374-QpfRfmKlN1W; ${time}`,
      {
        from: 'b.example.net',
        helo: 'a.example.com',
        reverseName: 'b.example.net',
        ip: '192.0.2.1',
        by: 'relay.mimecast.com',
        protocol: 'ESMTP',
        id: 'us-mta-374-QpfRfmKlN1W',
      },
    ],
    [
      'Dovecot',
      `from mail.example.com by mail.example.com with LMTP id 2MbMFttJhGk (envelope-from <a@example.com>) for <bob@example.com>; ${time}`,
      {
        from: 'mail.example.com',
        by: 'mail.example.com',
        protocol: 'LMTP',
        id: '2MbMFttJhGk',
        recipient: 'bob@example.com',
      },
    ],
  ])('%s', (_label, body, expected) => {
    expect(read(body)).toEqual({ ...nothing, at, ...expected });
  });
});

describe('hops made to be misread', () => {
  test.each<readonly [string, string, Partial<Facts>]>([
    [
      'a HELO name that is a keyword',
      `from by (rdns.example.net [192.0.2.1]) by mx.example.org with SMTP id 1; ${time}`,
      {
        from: 'rdns.example.net',
        helo: 'by',
        reverseName: 'rdns.example.net',
        ip: '192.0.2.1',
        by: 'mx.example.org',
        protocol: 'SMTP',
        id: '1',
        at,
      },
    ],
    [
      'an empty from',
      `from by mx.example.org with SMTP id 1; ${time}`,
      { by: 'mx.example.org', protocol: 'SMTP', id: '1', at },
    ],
    [
      'a semicolon in a comment',
      `from a.example (x; y) by mx.example.org; ${time}`,
      { from: 'a.example', by: 'mx.example.org', at },
    ],
    [
      'an address with an impossible number',
      `from a.example (a.example [300.1.2.3]) by mx.example.org; ${time}`,
      { from: 'a.example', helo: 'a.example', reverseName: 'a.example', ip: '300.1.2.3', by: 'mx.example.org', at },
    ],
    [
      'a comment never closed',
      `from a.example (b.example [192.0.2.1] by mx.example.org; ${time}`,
      { from: 'a.example b.example', ip: '192.0.2.1', by: 'mx.example.org', at },
    ],
    [
      'a second from clause',
      `from a.example by mx.example.org from b.example with SMTP; ${time}`,
      { from: 'a.example', by: 'mx.example.org', protocol: 'SMTP', at },
    ],
    ['no date', 'from a.example by mx.example.org', { from: 'a.example', by: 'mx.example.org' }],
    ['no readable date', 'from a.example by mx.example.org; yesterday', { from: 'a.example', by: 'mx.example.org' }],
    [
      'a date without a zone',
      'from a.example by mx.example.org; 20 Oct 2020 12:00:00',
      { from: 'a.example', by: 'mx.example.org' },
    ],
    [
      'text after the date',
      `from a.example by mx.example.org; ${time}; spam`,
      { from: 'a.example', by: 'mx.example.org', at },
    ],
    ['nothing', '', {}],
    ['only a semicolon', ';', {}],
    [
      'control characters',
      `from a\0b.example by m\x01x.example; ${time}`,
      { from: 'a␀b.example', by: 'm␁x.example', at },
    ],
  ])('%s', (_label, body, expected) => {
    expect(read(body)).toEqual({ ...nothing, ...expected });
  });
});

test('every span is exact', () => {
  const text = `Received: from helo.example (rdns.example.net. [IPv6:2001:db8::1])\r\n\tby mx.example.org with ESMTP id <A1>; ${time}\r\n\r\n`;
  const bytes = bytesOf(text);
  const hop = readHop(fieldOf(text.slice(0, -4)));

  expect([hop.fromSpan, hop.ipSpan, hop.bySpan, hop.idSpan, hop.date?.span].map((span) => cut(bytes, span))).toEqual([
    'rdns.example.net',
    '2001:db8::1',
    'mx.example.org',
    'A1',
    time,
  ]);
});

test('a hop alone is neither trusted nor timed', () => {
  expect(readHop(fieldOf(`Received: by mx.example.org; ${time}`))).toMatchObject({
    trusted: false,
    delaySeconds: undefined,
  });
});
