import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import { boundaryDecoders } from '../../../../shared/analysis/times/boundary';
import { type DecodedTime, decodeFirst } from '../../../../shared/analysis/times/decoder';
import { messageIdDesktop, messageIdDrafts } from '../../../../shared/analysis/times/message-id-desktop';
import { messageIdQueueIds, messageIdServers } from '../../../../shared/analysis/times/message-id-servers';
import { messageIdServices } from '../../../../shared/analysis/times/message-id-services';
import { readThreadIndex } from '../../../../shared/analysis/times/thread-index';
import { bytesOf } from '../honest-mail';

/** Every decoder against ids of real software, whose decoded time agreed with the message's own dates. */

const messageIdDecoders = [...messageIdDesktop, ...messageIdServices, ...messageIdServers];

function decodeMessageId(id: string): readonly DecodedTime[] {
  return [messageIdDecoders, messageIdQueueIds, messageIdDrafts].flatMap((list) =>
    decodeFirst(id, 0, 'message-id', list),
  );
}

function decodeBoundary(boundary: string): readonly DecodedTime[] {
  return decodeFirst(boundary, 0, 'mime-boundary', boundaryDecoders);
}

function reading(times: readonly DecodedTime[]): readonly string[] {
  return times.map(({ kind, clock, timeMs }) => `${kind} ${clock} ${new Date(timeMs).toISOString()}`);
}

describe('message ids', () => {
  test.each([
    ['00d301c2332f$1ca59b90$b554a8c0@RAGING', 'message-id.outlook utc 2002-07-24T16:28:15.689Z'],
    ['20230919183549.39DEA3F725@mail.example.org', 'message-id.postfix utc 2023-09-19T18:35:49.000Z'],
    ['E17pfia-0005tW-00@mail.example.org', 'message-id.exim utc 2002-09-13T01:58:00.000Z'],
    ['1uPV1m-00000007mdR-3qHi@mail.example.org', 'message-id.exim utc 2025-06-11T23:38:42.000Z'],
    ['20020814104215.17568.qmail@mail.example.org', 'message-id.qmail utc 2002-08-14T10:42:15.000Z'],
    ['20200720180945.GA6045@host.example.org', 'message-id.mutt utc 2020-07-20T18:09:45.000Z'],
    ['20201030115210.8888-8-a@host.example.org', 'message-id.git utc 2020-10-30T11:52:10.000Z'],
    ['20210121114537.wlcmuh2f34f5mowc@host', 'message-id.neomutt utc 2021-01-21T11:45:37.000Z'],
    ['6075ED6A.6010603@example.org', 'message-id.thunderbird utc 2021-04-13T19:13:46.000Z'],
    ['000000000000f745de05e6e31a3f@google.com', 'message-id.google utc 2022-08-23T06:59:27.930Z'],
    ['64c845c2.630a0220.fe636.0781@mx.google.com', 'message-id.google-added utc 2023-07-31T23:37:38.000Z'],
    ['528137120.131239.1573149289782.JavaMail.zimbra@example.org', 'message-id.java-mail utc 2019-11-07T17:54:49.782Z'],
    [
      '0100017d0eeecb2d-7eac68c3-d8ac-4ef0-8eff-21818d8c3ef2-000000@email.amazonses.com',
      'message-id.amazon-ses utc 2021-11-11T12:17:50.381Z',
    ],
    ['D257839E-A581-11D6-8A38-003065F62CD6@example.org', 'message-id.uuid-v1 utc 2002-08-01T19:06:45.232Z'],
    ['A3.7E.31841.3B99D486@mta.example.org', 'message-id.momentum utc 2025-06-14T15:48:03.000Z'],
    ['87mrxelfvj.fsf@example.org', 'message-id.gnus utc 2026-06-01T10:22:24.000Z'],
    ['hpg5gr$4l5$1@dough.example.org', 'message-id.inn utc 2010-04-06T20:28:11.000Z'],
    ['201005131220.15525.bss@example.org', 'message-id.kmail local 2010-05-13T12:20:00.000Z'],
    ['14970.81.246.17.226.1272353817.squirrel@example.org', 'message-id.squirrelmail utc 2010-04-27T07:36:57.000Z'],
    ['60ee2dc76ac1c_196e22088d@host.example', 'message-id.ruby utc 2021-07-14T00:20:23.000Z'],
    ['60ee2dc76ac1c_196e22088d7b1f3c4d5e@host.example', 'message-id.ruby utc 2021-07-14T00:20:23.000Z'],
    ['KM9L29-XM7X_6534781abf53b_5b46a0250484c_sprut@zendesk.com', 'message-id.zendesk utc 2023-10-22T01:17:14.000Z'],
  ])('%s', (id, expected) => {
    expect(reading(decodeMessageId(id))).toEqual([expected]);
  });

  it('reads both clocks of a sendmail id', () => {
    expect(reading(decodeMessageId('200208212320.g7LNKH73018839@host.example.org'))).toEqual([
      'message-id.sendmail utc 2002-08-21T23:20:00.000Z',
      'message-id.sendmail-queue-id utc 2002-08-21T23:20:17.000Z',
    ]);
  });

  it('reads the moments of beginning and of sending from a Notes id', () => {
    expect(reading(decodeMessageId('OF8D57E4C0.929A4052-ON0025861B.00159DF0-0025861B.00165862@notes.example'))).toEqual(
      ['message-id.notes utc 2020-11-09T04:04:04.180Z', 'message-id.notes-created utc 2020-11-09T03:56:06.880Z'],
    );
  });

  it('points at the digits of the time and at nothing else', () => {
    const id = '00d301c2332f$1ca59b90$b554a8c0@RAGING';

    const spans = decodeMessageId(id).map(({ span }) => id.slice(span.start, span.end));

    expect(spans).toEqual(['01c2332f$1ca59b90']);
  });

  test.each([
    ['a Gmail id, which holds no clock', 'CAKXHbyLp1234567890abcdefghijklmnopqrstuvwxyzABCDE@mail.gmail.com'],
    ['a random UUID', 'd257839e-a581-41d6-8a38-003065f62cd6@example.org'],
    ['digits that are no date', '20231399250000.39DEA3F725@mail.example.org'],
    ['the 30th of February', '20230230120000.39DEA3F725@mail.example.org'],
    ['nothing', ''],
    ['a very long id', `${'1'.repeat(100_000)}@example.org`],
  ])('reads no time from %s', (_, id) => {
    expect(decodeMessageId(id)).toEqual([]);
  });
});

describe('separators', () => {
  test.each([
    ['000000000000a45b8c0590a41846', 'boundary.google utc 2019-08-21T17:42:26.014Z'],
    ['----=_NextPart_000_02EF_01D9E248.B5A5B980', 'boundary.next-part local 2023-09-08T11:36:29.720Z'],
    ['----=_Part_103972_1665195754.1731477828051', 'boundary.java-mail utc 2024-11-13T06:03:48.051Z'],
    ['_=_swift_1766471833_e82010b1bb0b054559fcb6ec25ecee27_=_', 'boundary.swift utc 2025-12-23T06:37:13.000Z'],
    ['--==_mimepart_661c5061986ce_3d3aac355177c', 'boundary.ruby utc 2024-04-14T21:53:37.000Z'],
    ['----------=_1034191516-429-0', 'boundary.mime-tools utc 2002-10-09T19:25:16.000Z'],
    ['----_=_NextPart_001_01C330A9.E7BDD590', 'boundary.exchange-old utc 2003-06-12T06:14:39.209Z'],
    ['--=_=-_OpenGroupware_org_NGMime-4321-1684333353.456789-3------', 'boundary.sogo utc 2023-05-17T14:22:33.000Z'],
    ['B_ALT_6464e3296f8ab', 'boundary.code-igniter utc 2023-05-17T14:22:33.000Z'],
  ])('%s', (boundary, expected) => {
    expect(reading(decodeBoundary(boundary))).toEqual([expected]);
  });

  it('reads no time from a random separator', () => {
    expect(decodeBoundary('===============1234567890123456789==')).toEqual([]);
  });
});

describe('what servers write into Received', () => {
  const NOON = 'Wed, 17 May 2023 07:22:33 -0700 (PDT)';
  const google = 'd9-20020a05600c3ac900b003f4f0b1c2absi1234567wms.214.1684333353456';

  test.each([
    [`from a by mx.example.com with ESMTPS id ${google}; ${NOON}`, 'received-id.google utc 2023-05-17T14:22:33.456Z'],
    [
      `from a by mx.example.com with SMTPS id 1684333353456982.3;${NOON}`,
      'received-id.zoho utc 2023-05-17T14:22:33.456Z',
    ],
    [
      `from a by mx.example.com with SMTP id 20230517142233; ${NOON}`,
      'received-id.digits utc 2023-05-17T14:22:33.000Z',
    ],
    [
      `from a(mailfrom:a@example.com fp:SMTPD_---.StNGkey_1684333353) by smtp.example.com; ${NOON}`,
      'received-id.alibaba utc 2023-05-17T14:22:33.000Z',
    ],
    [
      'by filter.example.com with SMTP id filterdrecv-x 2023-05-17 14:22:33.757 +0000 UTC m=+349867.498',
      'received.process-start utc 2023-05-13T13:11:26.259Z',
    ],
  ])('%s', (line, expected) => {
    const { times } = analyse(bytesOf(`Received: ${line}\r\nFrom: a@example.com\r\n\r\nx\r\n`));
    expect(
      times.filter(({ kind }) => kind !== 'received').map((time) => reading([{ ...time, needsSupport: false }])[0]),
    ).toEqual([expected]);
  });

  test.each([
    ['From 1766151530433491001@xxx Wed May 17 16:22:33 +0200 2023', 'utc 2023-05-17T14:22:33.000Z'],
    ['From a@example.com Wed May 17 16:22:33 2023', 'local 2023-05-17T16:22:33.000Z'],
  ])('the line of a mailbox file: %s', (line, expected) => {
    const { times } = analyse(bytesOf(`${line}\nFrom: a@example.com\n\nx\n`));
    expect(reading(times.map((time) => ({ ...time, needsSupport: false })))).toContain(`mailbox.from-line ${expected}`);
  });
});

it('takes the separator of an enclosed message for a bound, not for the clock of the message', () => {
  const separator = '----=_Part_103972_1665195754.1684333353456';
  const enclosed = `From: b@example.com\r\nContent-Type: multipart/mixed; boundary="${separator}"\r\n\r\n--${separator}--\r\n`;
  const { times } = analyse(bytesOf(`From: a@example.com\r\nContent-Type: message/rfc822\r\n\r\n${enclosed}`));
  expect(times).toMatchObject([{ kind: 'boundary.java-mail', bound: 'lower', whose: 'content' }]);
});

describe('Thread-Index', () => {
  it('reads the newer form with replies whose differences were cut off', () => {
    const hex =
      '0101DA71727C814696A637E92446A36574D21F90B594B12E05C500800003D08080000079008000019680800001D50080043BDF008000043980';

    const index = readThreadIndex(Buffer.from(hex, 'hex').toString('base64'));

    expect([index?.rootMs, ...(index?.replyMs ?? [])].map((time) => new Date(time ?? 0).toISOString())).toEqual([
      '2024-03-08T16:05:48.143Z',
      '2024-03-08T16:19:01.679Z',
      '2024-03-08T16:32:40.407Z',
      '2024-03-08T16:34:21.910Z',
      '2024-03-08T16:40:02.487Z',
      '2024-03-08T16:46:35.913Z',
      '2024-03-11T09:25:55.458Z',
      '2024-03-11T09:41:02.266Z',
    ]);
  });

  it('reads the older form', () => {
    const index = readThreadIndex('AdYz/Jgsd22LDGcdRYWJMXa/QfCfZw==');

    expect(index).toEqual({
      rootMs: Date.parse('2020-05-27T07:58:23.180Z'),
      replyMs: [],
      guid: '776d8b0c671d4585893176bf41f09f67',
    });
  });

  test.each(['', 'nonsense', 'AAAA', 'AtYz/Jgsd22LDGcdRYWJMXa/QfCfZw=='])('refuses %j', (value) => {
    expect(readThreadIndex(value)).toBeUndefined();
  });
});
