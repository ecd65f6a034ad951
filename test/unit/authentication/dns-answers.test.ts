import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digScript } from '../../../shared/dns/dig-script';
import { looksLikeAnswers, readAnswers } from '../../../shared/dns/read-answers';
import { DnsAnswers } from '../../../shared/dns/records';
import fc from '../../helpers/properties';
import { everyNth, filesBelow, hasSharedCorpora, readBytes, sharedCorpora, spamAssassin } from '../email/corpora';

/** DNS answers in the forms in which people get them. */

const DIG = `; chainmail dns answers 1
; date: 2026-11-20T10:00:00Z

; question: example.com TXT
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 17
;; flags: qr rd ra ad; QUERY: 1, ANSWER: 3, AUTHORITY: 0, ADDITIONAL: 1

;; OPT PSEUDOSECTION:
; EDNS: version: 0, flags: do; udp: 1232
;; QUESTION SECTION:
;example.com.			IN	TXT

;; ANSWER SECTION:
example.com.		300	IN	TXT	"v=spf1 " "-all"
example.com.		300	IN	TXT	"note \\"quoted\\" \\195\\164; not a comment"
example.com.		300	IN	RRSIG	TXT 13 2 300 20261201000000 20261101000000 1 example.com. AAAA

;; Query time: 3 msec
;; SERVER: 192.0.2.53#53(192.0.2.53) (UDP)
;; WHEN: Fri Nov 20 11:00:01 CET 2026
;; MSG SIZE  rcvd: 100

;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 18
;; QUESTION SECTION:
;sel._domainkey.example.com.	IN	TXT

;; AUTHORITY SECTION:
example.com.		300	IN	SOA	ns.example.com. admin.example.com. 1 2 3 4 5

;; WHEN: Fri Nov 20 10:00:02 UTC 2026

;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 19
;; QUESTION SECTION:
;key._domainkey.example.com.	IN	TXT

;; ANSWER SECTION:
key._domainkey.example.com. 60 IN CNAME key.esp.example.
key.esp.example. 60 IN TXT "v=DKIM1; p=AAAA"

;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 20
;; QUESTION SECTION:
;broken.example.		IN	MX
`;

const shortly = (text: string, name = '') =>
  readAnswers(text, name).answers.map(({ name: owner, type, outcome, records }) => [owner, type, outcome, ...records]);

describe('DNS answers', () => {
  test('dig: records, aliases, what is not there, what failed, and when', () => {
    const { answers, strange } = readAnswers(DIG);
    expect(strange).toBe(0);
    expect(answers.map(({ name, type, outcome, date }) => [name, type, outcome, date])).toEqual([
      ['example.com', 'TXT', 'found', '2026-11-20T10:00:01Z'],
      ['sel._domainkey.example.com', 'TXT', 'no-such-name', '2026-11-20T10:00:02Z'],
      ['key._domainkey.example.com', 'CNAME', 'found', '2026-11-20T10:00:00Z'],
      ['key.esp.example', 'TXT', 'found', '2026-11-20T10:00:00Z'],
      ['broken.example', 'MX', 'failed', '2026-11-20T10:00:00Z'],
    ]);
    expect(answers[0]?.records).toEqual(['v=spf1 -all', 'note "quoted" \u00c3\u00a4; not a comment']);
    const held = new DnsAnswers(answers.map((answer) => ({ ...answer, evidence: 'E-002' })));
    expect(held.all({ name: 'KEY._domainkey.example.com.', type: 'TXT' })[0]?.records).toEqual(['v=DKIM1; p=AAAA']);
  });

  test('zone files, with origin, owner carried on, brackets and comments', () => {
    const zone = `$ORIGIN example.com.\n$TTL 300\n@ IN SOA ns admin ( 1 2 3 ; serial\n 4 5 )\n  IN TXT "a" ; note\nsel._domainkey TXT ( "v=DKIM1; "\n "p=BBBB" )\nmail 60 IN A 192.0.2.1\n@ MX 10 mail\n`;
    expect(shortly(zone)).toEqual([
      ['example.com', 'TXT', 'found', 'a'],
      ['sel._domainkey.example.com', 'TXT', 'found', 'v=DKIM1; p=BBBB'],
      ['mail.example.com', 'A', 'found', '192.0.2.1'],
      ['example.com', 'MX', 'found', '10 mail'],
    ]);
  });

  test.each([
    ['example.com. TXT v=spf1 ip4:192.0.2.0/24 -all', ['example.com', 'TXT', 'found', 'v=spf1 ip4:192.0.2.0/24 -all']],
    [
      's._domainkey.example.com IN TXT v=DKIM1; k=rsa; p=AAAA',
      ['s._domainkey.example.com', 'TXT', 'found', 'v=DKIM1; k=rsa; p=AAAA'],
    ],
    ['example.com descriptive text "v=spf1 " "-all"', ['example.com', 'TXT', 'found', 'v=spf1 -all']],
    ['example.com\ttext = "v=spf1 -all"', ['example.com', 'TXT', 'found', 'v=spf1 -all']],
    ['example.com\ttext =\n\n\t"v=spf1 "\n\t"-all"', ['example.com', 'TXT', 'found', 'v=spf1 -all']],
    ['s._domainkey.example.com: v=DKIM1; p=AAAA', ['s._domainkey.example.com', 'TXT', 'found', 'v=DKIM1; p=AAAA']],
    ['Host gone.example not found: 3(NXDOMAIN)', ['gone.example', 'TXT', 'no-such-name']],
    [
      '{"Status":0,"Question":[{"name":"example.com","type":16}],"Answer":[{"name":"example.com.","type":16,"TTL":1,"data":"\\"v=spf1 \\" \\"-all\\""}]}',
      ['example.com', 'TXT', 'found', 'v=spf1 -all'],
    ],
    ['{"Status":3,"Question":[{"name":"gone.example","type":16}]}', ['gone.example', 'TXT', 'no-such-name']],
    ['{"example.com":{"TXT":[["v=spf1 ","-all"]]}}', ['example.com', 'TXT', 'found', 'v=spf1 -all']],
  ])('%s', (text, expected) => {
    expect(shortly(text)).toContainEqual(expected);
    expect(looksLikeAnswers(text)).toBe(true);
  });

  test('mail that talks about the DNS is no file of answers', () => {
    expect(looksLikeAnswers('From: a@example.com\nSubject: x\n\nexample.com. 300 IN TXT "v=spf1 -all"\n')).toBe(false);
    expect(looksLikeAnswers('Dear all,\nplease set example.com. IN TXT "a"\n')).toBe(false);
    expect(looksLikeAnswers('{"name": "settings"}')).toBe(false);
    const pem = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n';
    expect(looksLikeAnswers(`Subject: sel._domainkey.example.com\n\n${pem}`)).toBe(false);
    expect(looksLikeAnswers(`; key of the sender\nsel._domainkey.example.com\n${pem}`)).toBe(true);
    expect(looksLikeAnswers(pem, 'sel._domainkey.example.com.pem')).toBe(true);
    expect(looksLikeAnswers('Subject: A good day\nFrom: a@example.com\n\nhi\n')).toBe(false);
    expect(looksLikeAnswers('mx 10 mail\nA 192.0.2.1\n')).toBe(false);
    expect(looksLikeAnswers('')).toBe(false);
    expect(looksLikeAnswers(DIG)).toBe(true);
  });

  test.skipIf(!hasSharedCorpora)('no message of the collections is taken for answers', () => {
    const files = [
      ...everyNth(filesBelow(join(sharedCorpora, 'ham')), 3),
      ...everyNth(filesBelow(join(sharedCorpora, 'parser-suites')), 2),
      ...everyNth(filesBelow(spamAssassin), 7),
    ];
    const taken = files.filter((file) =>
      looksLikeAnswers(Buffer.from(readBytes(file).subarray(0, 64 << 10)).toString('latin1'), basename(file)),
    );
    console.log(`${files.length} files looked at`);
    expect(taken).toEqual([]);
  });

  test('any text: no exception, and the same again', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 400 }),
          fc.array(fc.constantFrom(...DIG.split(/(?<=\n)|(?= )/))).map((words) => words.join('')),
        ),
        (text) => {
          expect(readAnswers(text)).toEqual(readAnswers(text));
          looksLikeAnswers(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('long input costs its length', () => {
    for (const text of [
      '('.repeat(200_000),
      `a ${'"x" '.repeat(50_000)}`,
      'a IN TXT '.repeat(20_000),
      `'${'a:'.repeat(100_000)}`,
      '"'.repeat(100_000),
      `a${' '.repeat(200_000)}=p=`,
    ]) {
      expect(readAnswers(text).answers.length).toBeLessThanOrEqual(1);
      looksLikeAnswers(text);
    }
  });

  test('the script asks each question, in quotes, and keeps a name of the case out of the shell', () => {
    const script = digScript(
      [
        { name: 'sel._domainkey.example.com', type: 'TXT', purpose: 'dkim' },
        { name: 'example.com', type: 'TXT', purpose: 'spf' },
      ],
      'A "$(x)" `y`\n rm',
    );
    expect(script).toContain("\nask 'sel._domainkey.example.com' TXT\nspf 'example.com' TXT\n");
    expect(script.split('\n')[1]).toBe('# DNS questions of the case "A ___x__ _y__ rm": 2 questions.');
  });
});
