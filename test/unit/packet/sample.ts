/** Made-up exhibits for the packet's tests: plain data, reserved names (RFC 2606), documentation addresses (RFC 5737). */

import { createHash } from 'node:crypto';
import type { CustodyEntryView } from '../../../shared/contract/case-info';
import type { Evidence, FindingView, HopView, MessageView } from '../../../shared/contract/model';
import type { PacketRelation, ReportContent, ReportExhibit } from '../../../shared/packet-format/report-content';
import { type Checkpoint, headText, originOf } from '../../../shared/packet-format/tree/checkpoint';
import { EMPTY_HOP, PROPOSED } from '../../helpers/hop-view';

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const HEADER = [
  'Return-Path: <info@officialproudboys.example>',
  'Received: from mx1.county.example (mx1.county.example [192.0.2.10])',
  '\tby store.county.example (Postfix) with LMTP id 4CGq7w2Xk1z9sRf',
  '\tfor <voter@county.example>; Tue, 20 Oct 2020 13:02:19 +0000 (UTC)',
  'Received: from vps77.hosting.example (unknown [198.51.100.77])',
  '\tby mx1.county.example (Postfix) with ESMTP id 4CGq7s6zK0zBs4k',
  '\tfor <voter@county.example>; Tue, 20 Oct 2020 13:02:17 +0000 (UTC)',
  'Received: by vps77.hosting.example (Postfix, from userid 33)',
  '\tid 8F2A121E4C; Tue, 20 Oct 2020 13:03:04 +0000 (UTC)',
  'To: voter@county.example',
  'Subject: Vote for the incumbent or else!',
  'X-PHP-Originating-Script: 33:class.phpmailer.php',
  'Date: Tue, 20 Oct 2020 13:02:11 -0400',
  'From: "Proud Boys" <info@officialproudboys.example>',
  'Reply-To: "Proud Boys" <info@officialproudboys.example>',
  'Message-ID: <e6f1a7c2b0d94a1f8c55aa10f6d1b2c3@vps77.hosting.example>',
  'X-Mailer: PHPMailer 6.1.4 (https://github.com/PHPMailer/PHPMailer)',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary="b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3"',
  '',
  '',
].join('\r\n');

const BODY = '--b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3\r\n\r\nWe are in possession of all your information.\r\n';

export const MESSAGE = Buffer.from(HEADER + BODY, 'latin1');

/** Header fields with their spans, folds included. */
export function fieldsOf(header: string): MessageView['headers'] {
  const fields: { name: string; start: number; end: number }[] = [];
  for (const match of header.matchAll(/^([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*/gm)) {
    fields.push({ name: match[1] ?? '', start: match.index, end: match.index + match[0].length });
  }
  return fields;
}

function spanOf(header: string, text: string): { start: number; end: number } {
  const start = header.indexOf(text);
  return { start, end: start + text.length };
}

export const EVIDENCE: Evidence = {
  number: 'E-001',
  name: 'voter-inbox.mbox',
  format: 'mbox',
  bytes: 1_482_113,
  sha256: sha256('voter-inbox.mbox'),
  messages: 312,
  setAside: [],
  receivedAt: '2020-10-21T15:30:12-04:00',
  receivedFrom: 'Supervisor of Elections, Example County',
  source: 'USB stick, label EX-17',
  note: '',
};

export function hop(values: Partial<HopView>): HopView {
  return {
    ...EMPTY_HOP,
    ...values,
  };
}

export function finding(values: Partial<FindingView>): FindingView {
  return {
    ref: 'E-001/42',
    rule: 'times.date-zone',
    ruleVersion: 1,
    severity: 'medium',
    spans: [{ start: 0, end: 10 }],
    title: 'The zone of Date differs from the sending host',
    summary: 'The Date field states 13:02:11 with zone -0400; the first host recorded 13:03:04 UTC.',
    explanation:
      'The Date field is written by the sending program. A clock four hours ahead of the host that took the message first is consistent with a program that was given a wrong zone.',
    innocent: ['a computer set to the wrong time zone', 'a message written while travelling'],
    settle: 'The log of the first host for that minute; other messages by the same sender of that day.',
    reference: 'RFC 5322 section 3.3',
    errorRate: 'Fired on 12 of 4,150 honest messages (0.3 %) and on 31 of 500 labelled malicious ones.',
    assessment: null,
    ...values,
  };
}

function findings(header: string): readonly FindingView[] {
  const date = spanOf(header, 'Tue, 20 Oct 2020 13:02:11 -0400');
  return [
    finding({
      spans: [date, spanOf(header, 'Tue, 20 Oct 2020 13:03:04 +0000 (UTC)')],
      severity: 'proof',
      rule: 'times.date-after-delivery',
      title: 'The Date lies after the delivery',
      summary: 'The Date field states 17:02:11 UTC; the recipient\u2019s host recorded delivery at 13:02:19 UTC.',
      explanation:
        'A message cannot be delivered before it was written. One of the two clocks was wrong, or the Date was not written by a clock.',
      assessment: {
        ref: 'E-001/42',
        rule: 'times.date-after-delivery',
        decision: 'confirmed',
        reason:
          'Checked against the county\u2019s own mail log of 20 October; the receiving clock agreed with the log to the second.',
        by: 'J. Doe',
        at: '2026-11-20T10:12:00-05:00',
        entry: 17,
      },
    }),
    finding({
      spans: [spanOf(header, 'Tue, 20 Oct 2020 13:03:04 +0000 (UTC)')],
      severity: 'high',
      rule: 'received.time-order',
      title: 'A hop is recorded later than the hop after it',
      summary: 'The host vps77.hosting.example recorded 13:03:04; the next host recorded 13:02:17, 47 seconds earlier.',
    }),
    finding({
      spans: [spanOf(header, 'unknown [198.51.100.77]')],
      severity: 'medium',
      rule: 'received.no-reverse-name',
      title: 'The sending address had no name',
    }),
    finding({
      spans: [spanOf(header, '33:class.phpmailer.php'), spanOf(header, 'PHPMailer 6.1.4')],
      severity: 'low',
      rule: 'software.script',
      title: 'The message was made by a script on a web server',
    }),
    finding({
      spans: [spanOf(header, 'b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3')],
      severity: 'info',
      rule: 'software.boundary',
      title: 'The boundary has the form of PHPMailer',
    }),
  ];
}

export function message(header: string, bytes: Uint8Array, values: Partial<MessageView> = {}): MessageView {
  return {
    ref: 'E-001/42',
    source: '',
    origin: 'acquired',
    boundary: PROPOSED,
    parent: null,
    rebuilt: null,
    sha256: sha256(bytes),
    contentSha256: sha256(bytes),
    object: EVIDENCE.sha256,
    offset: 48_113,
    length: bytes.length,
    headers: fieldsOf(header),
    bodyStart: header.length,
    from: '"Proud Boys" <info@officialproudboys.example>',
    to: 'voter@county.example',
    cc: '',
    replyTo: '"Proud Boys" <info@officialproudboys.example>',
    returnPath: 'info@officialproudboys.example',
    date: '2020-10-20T17:02:11Z',
    dateAsWritten: 'Tue, 20 Oct 2020 13:02:11 -0400',
    messageId: 'e6f1a7c2b0d94a1f8c55aa10f6d1b2c3@vps77.hosting.example',
    subject: 'Vote for the incumbent or else!',
    route: [],
    consensus: null,
    hashLocks: 0,
    times: [],
    authentication: {
      results: [],
      dkim: [],
      arc: [],
      signers: [],
      spf: { result: 'not-determined', reason: 'The DNS record was not provided.' },
      dmarc: { result: 'not-determined', reason: 'The DNS record was not provided.' },
      furtherResults: [],
      arcChain: { result: 'none', reason: '' },
      dnsEvidence: null,
    },
    indicators: [],
    attachments: [],
    findings: [],
    annotations: [],
    tags: [],
    copies: [],
    exhibit: 'A',
    bodyProblem: null,
    ...values,
  };
}

function route(header: string): readonly HopView[] {
  const received = fieldsOf(header).filter((field) => field.name === 'Received');
  const [top, middle, low] = received;
  return [
    hop({
      from: 'mx1.county.example',
      ip: '192.0.2.10',
      by: 'store.county.example',
      protocol: 'LMTP',
      id: '4CGq7w2Xk1z9sRf',
      time: '2020-10-20T13:02:19Z',
      delaySeconds: 2,
      trusted: true,
      ...place(top),
    }),
    hop({
      from: 'vps77.hosting.example',
      ip: '198.51.100.77',
      by: 'mx1.county.example',
      protocol: 'ESMTP',
      id: '4CGq7s6zK0zBs4k',
      time: '2020-10-20T13:02:17Z',
      delaySeconds: -47,
      trusted: true,
      ...place(middle),
    }),
    hop({ by: 'vps77.hosting.example', id: '8F2A121E4C', time: '2020-10-20T13:03:04Z', ...place(low) }),
  ];
}

function place(field: { start: number; end: number } | undefined): { start: number; end: number } {
  return { start: field?.start ?? 0, end: field?.end ?? 0 };
}

export function sampleExhibit(label = 'A'): ReportExhibit {
  const view = message(HEADER, MESSAGE, {
    exhibit: label,
    route: [...route(HEADER)],
    findings: [...findings(HEADER)],
    times: [
      {
        source: 'received',
        kind: 'received',
        time: '2020-10-20T13:02:19Z',
        clock: 'utc',
        whose: 'author',
        bound: 'equality',
        precisionSeconds: 1,
        agreement: null,
        preimage: null,
        start: 130,
        end: 160,
      },
      {
        source: 'date',
        kind: 'date',
        time: '2020-10-20T17:02:11Z',
        clock: 'utc',
        whose: 'author',
        bound: 'equality',
        precisionSeconds: 1,
        agreement: null,
        preimage: null,
        start: 800,
        end: 831,
      },
    ],
    attachments: [
      {
        name: 'Vote_video.mp4',
        type: 'video/mp4',
        bytes: 2_113_114,
        sha256: sha256('video'),
        kind: null,
        warning: null,
      },
    ],
    annotations: [
      {
        id: 'n1',
        ref: 'E-001/42',
        note: 'Same template as exhibits B to F; the recipient forwarded it on the day of receipt.',
        tags: ['template-1'],
        span: null,
        by: 'J. Doe',
        at: '2026-11-20T10:10:00-05:00',
        entry: 16,
      },
    ],
    tags: [{ ref: 'E-001/42', tag: 'to call', by: 'J. Doe', at: '2026-11-20T10:12:00-05:00', entry: 17 }],
  });
  return { label, message: view, header: HEADER, evidence: EVIDENCE };
}

/** An exhibit that tries to break or to mislead whoever opens the packet. */
export function hostileExhibit(): { readonly exhibit: ReportExhibit; readonly bytes: Buffer } {
  const subject = `=HYPERLINK("http://example.test/","pay")\u001b]0;owned\u0007\u202egnp.exe\u202c\u0000 \u4e2d\u6587 p\u0430ypal ${'A'.repeat(1_000_000)}`;
  const header = `Subject: =?utf-8?q?x?= \u001b[31m\u0000\u00e2\u0080\u00ae\u00ff ${'B'.repeat(1_000_000)}\r\nFrom: x@example.test\r\n\r\n`;
  const bytes = Buffer.from(header, 'latin1');
  const view = message(header, bytes, {
    ref: 'E-001/7',
    subject,
    from: "=cmd|' /C calc'!A0 \u202e <x@example.test>",
    source: '../../etc/passwd\r\n=1+1',
    findings: [finding({ ref: 'E-001/7', summary: `The subject states ${subject.slice(0, 300)}.` })],
  });
  return {
    exhibit: { label: '../CON', message: view, header, evidence: { ...EVIDENCE, name: '=evil\u001b[2J.mbox' } },
    bytes,
  };
}

export const CUSTODY: readonly CustodyEntryView[] = Array.from({ length: 24 }, (_, seq) => ({
  seq,
  time: `2026-11-20T15:${String(seq).padStart(2, '0')}:07Z`,
  actor: 'J. Doe, Example State Police',
  act: seq === 0 ? 'case.create' : 'message.annotate',
  sentence:
    seq === 0
      ? 'The case \u201cThreatening emails, Example County\u201d was created.'
      : `A note was written on message E-001/${seq}.`,
  subject: {},
  hash: sha256(`entry ${seq}`),
}));

/** The state of a journal that nobody signed: for what only prints it. */
export function sampleCheckpoint(size: number): Checkpoint {
  const head = { origin: originOf(`case_${'0'.repeat(32)}`), size, root: createHash('sha256').update('root').digest() };
  return { ...head, text: headText(head), signatures: [] };
}

/** What the exhibits share: a separator, which four further messages of the case have too. */
export function relation(exhibits: readonly ReportExhibit[], values: Partial<PacketRelation> = {}): PacketRelation {
  const text = 'b1_e6f1a7c2b0d94a1f8c55aa10f6d1b2c3';
  return {
    kind: 'across.shared-boundary',
    kindVersion: 1,
    severity: 'medium',
    title: 'Different messages use the same separator',
    summary: `${exhibits.length + 4} messages by 2 senders use the same separator between their parts.`,
    explanation:
      'Programs make a new separator for each message. The same one in different messages points to a template.',
    innocent: ['a program that always writes the same separator', 'a message that was sent again'],
    settle: 'Further messages of the same program.',
    reference: 'RFC 2046 section 5.1.1',
    errorRate: 'Messages in such a relation, of labelled mail: 2 of 4,150 honest.',
    exhibits: exhibits.map(({ label }) => ({
      label,
      isForComparison: false,
      traits: [{ kind: 'boundary', name: 'Separator', text, inHeader: true, ...spanOf(HEADER, text) }],
    })),
    elsewhere: 4,
    ...values,
  };
}

export function sampleContent(exhibits: readonly ReportExhibit[] = [sampleExhibit()]): ReportContent {
  return {
    case: { id: `case_${'0'.repeat(32)}`, name: 'Threatening emails, Example County', number: 'EC-2020-001' },
    packetId: 'EC-2020-001_packet-0001',
    examiner: {
      name: 'J. Doe',
      organisation: 'Example State Police, Digital Evidence Unit',
      fingerprint: sha256('key'),
    },
    createdAt: '2026-11-23T14:07:59-05:00',
    toolVersion: '0.1.0',
    ruleSetVersion: '2026-11-23',
    handling: 'TLP:AMBER',
    template: 'general',
    briefing: {},
    evidence: [EVIDENCE],
    exhibits,
    across: { relations: [relation(exhibits)], unread: 0 },
    custody: CUSTODY,
    custodyHead: sha256('entry 23'),
    timestamps: [],
    checkpoint: sampleCheckpoint(24),
    earlierPackets: [],
    custodyNotes: [],
  };
}
