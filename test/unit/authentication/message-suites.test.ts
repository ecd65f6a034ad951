import { basename, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKeyRecord } from '../../../shared/authentication/key-record';
import { readAnswers } from '../../../shared/dns/read-answers';
import { filesBelow } from '../email/corpora';
import { authenticationOf, held } from './held';
import { hasSuites, suiteFile, suitePath } from './suites';

/**
 * The messages of mailauth, MimeKit, rspamd and zk-email, each by itself: what their suites say of it, as far as the
 * suite holds the DNS records. Where it does not, the body hash and the form are what can be checked, and the signature
 * is not determined.
 */

const GMAIL_KEY = hasSuites
  ? `20120113._domainkey.gmail.com\n${suiteFile('mimekit/dkim/gmail.pub').toString('utf8')}`
  : '';

interface Expected {
  /** Body hashes of the DKIM signatures, from the top. */
  readonly body: string;
  readonly signature?: string;
  readonly arc?: string;
  readonly answers?: string;
}

const SUBJECT_KEY = "the suite's records are not beside it";

/** Every message of the suites; a new one fails the test until it is looked at. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'mailauth/dkim/ec/fixtures/signed.eml': {
    body: 'match match',
    signature: 'pass pass',
    answers: hasSuites ? suiteFile('mailauth/dkim/ec/fixtures/dns.json').toString('utf8') : '',
  },
  // The suite's ARC failures lie in the seals, whose keys it asks the live DNS for; arc-fail3 has two sets numbered alike.
  'mailauth/fixtures/arc-fail.eml': { body: 'match match', arc: 'not-determined' },
  'mailauth/fixtures/arc-fail2.eml': { body: 'match match', arc: 'not-determined' },
  'mailauth/fixtures/arc-fail3.eml': { body: 'match', arc: 'fail' },
  'mailauth/fixtures/arc-pass.eml': { body: 'match', arc: 'not-determined' },
  'mailauth/fixtures/arc-pass2.eml': { body: 'match match', arc: 'not-determined' },
  'mailauth/fixtures/message4.eml': { body: 'match' },
  'mimekit/dkim/gmail.msg': { body: 'match', signature: 'pass', answers: GMAIL_KEY },
  'mimekit/dkim/multipart-no-end-boundary.msg': { body: 'match', signature: 'pass', answers: GMAIL_KEY },
  'mimekit/dkim/related.msg': { body: 'match', signature: 'pass', answers: GMAIL_KEY },
  'rspamd/messages/arcallow.eml': { body: 'match', arc: 'not-determined' },
  'rspamd/messages/arcbad.eml': { body: 'match mismatch', arc: 'fail' },
  // Their keys cannot be used (unknown kind, too long, withdrawn); the texts were written for that, never signed.
  'rspamd/messages/dkim_broken_key.eml': {
    body: 'mismatch',
    signature: 'permerror',
    answers:
      'broken._domainkey.brokenkey.za.org. IN TXT "v=DKIM1; k=ed2014; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="',
  },
  'rspamd/messages/dkim_key_too_long.eml': {
    body: 'mismatch',
    signature: 'permerror',
    answers: `long._domainkey.bigkey.za.org. IN TXT "v=DKIM1; k=ed25519; p=${'A'.repeat(9000)}"`,
  },
  'rspamd/messages/dkim_revoked_key.eml': {
    body: 'mismatch',
    signature: 'permerror',
    answers: 'revoked._domainkey.revokedkey.za.org. IN TXT "v=DKIM1; k=rsa; p="',
  },
  'rspamd/messages/dkim_key_too_wide.eml': { body: 'mismatch' },
  'rspamd/messages/dkim_key_wide_ok.eml': { body: 'mismatch' },
  'rspamd/messages/dkim_huge_hlist.eml': { body: 'mismatch' },
  'rspamd/messages/dkim_large_hlist.eml': { body: 'mismatch' },
  'rspamd/messages/dkim_many_sigs.eml': {
    body: 'not-determined not-determined not-determined not-determined not-determined match',
    signature: 'permerror permerror permerror permerror permerror not-determined',
  },
  'rspamd/messages/dkim_sigs_at_limit.eml': {
    body: 'not-determined not-determined not-determined not-determined match',
    signature: 'permerror permerror permerror permerror not-determined',
  },
  'zkemail-verify/packages/circuits/tests/test-emails/lorem_ipsum.eml': { body: 'match', arc: 'not-determined' },
  'zkemail-verify/packages/helpers/tests/test-data/email-body-tampered.eml': { body: 'mismatch' },
  'zkemail-verify/packages/helpers/tests/test-data/email-bodyless.eml': { body: 'mismatch' },
  'zkemail-verify/packages/helpers/tests/test-data/email-different-domain.eml': { body: 'match' },
  'zkemail-verify/packages/helpers/tests/test-data/email-good-large.eml': { body: 'match' },
  'zkemail-verify/packages/helpers/tests/test-data/email-invalid-domain.eml': { body: 'match' },
  'zkemail-verify/packages/helpers/tests/test-data/email-invalid-selector.eml': { body: 'match' },
  'zkemail-verify/packages/helpers/tests/test-data/multi-dkim-sig.eml': { body: 'match match', arc: 'not-determined' },
};

describe.skipIf(!hasSuites)('messages of the suites', () => {
  const files = hasSuites
    ? filesBelow(suitePath(''))
        .filter((file) => /\.(?:eml|msg)$/.test(file))
        .map((file) => relative(suitePath(''), file))
    : [];

  test('each is expected', () => {
    const named = [...Object.keys(EXPECTED), ...Object.keys(DMARC).map((name) => `rspamd/messages/dmarc/${name}`)];
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
    expect(named.filter((file) => !files.includes(file))).toEqual([]);
  });

  test.each(Object.entries(EXPECTED))('%s', (file, { body, signature, arc, answers = '' }) => {
    const { dkim, arcChain } = authenticationOf(new Uint8Array(suiteFile(file)), held(answers));
    expect(dkim.map(({ bodyHash }) => bodyHash).join(' ')).toBe(body);
    expect(arcChain.result).toBe(arc ?? 'none');
    if (signature !== undefined) {
      expect(dkim.map((one) => one.signature).join(' ')).toBe(signature);
    } else {
      expect(new Set(dkim.map((one) => one.signature)), SUBJECT_KEY).toEqual(new Set(['not-determined']));
    }
  });

  test.each(Object.entries(DMARC))('dmarc/%s', (name, [body, result, policy]) => {
    const bytes = new Uint8Array(suiteFile(`rspamd/messages/dmarc/${name}`));
    const { dkim, dmarc } = authenticationOf(bytes, held(RSPAMD_POLICIES));
    expect(dkim.map(({ bodyHash }) => bodyHash).join(' ')).toBe(body);
    expect([basename(name), dmarc.result]).toEqual([name, result]);
    expect(dmarc.reason).toContain(policy);
  });

  test('keys in the forms of name servers and of a file', () => {
    const inBind = readAnswers(suiteFile('mimekit/dkim/example.bind9').toString('utf8')).answers;
    const inTiny = readAnswers(suiteFile('mimekit/dkim/example.tinydns').toString('utf8')).answers;
    const inPem = readAnswers(
      suiteFile('mimekit/dkim/example.pub').toString('utf8'),
      '1433868189.example._domainkey.example.com.pem',
    );
    const keys = [inBind, inTiny, inPem.answers].map(([one]) => [one?.name, readKeyRecord(one?.records[0] ?? '')?.key]);
    expect(new Set(keys.map(([name]) => name))).toEqual(new Set(['1433868189.example._domainkey.example.com']));
    expect(new Set(keys.map(([, key]) => key)).size).toBe(1);
    expect(keys[0]?.[1]).toMatch(/^MIGf/);
  });
});

/** Policies as the names of rspamd's messages tell them. Its keys are not in the suite: what hangs on them is not determined. */
const RSPAMD_POLICIES = `
_dmarc.cacophony.za.org. IN TXT "v=DMARC1; p=none; sp=reject"
_dmarc.quarantine.cacophony.za.org. IN TXT "v=DMARC1; p=quarantine"
_dmarc.reject.cacophony.za.org. IN TXT "v=DMARC1; p=reject"
_dmarc.yoni.za.org. IN TXT "v=DMARC1; p=reject; sp=none"
_dmarc.yoni.za.net. IN TXT "v=DMARC1; p=none; sp=quarantine"
_dmarc.mom.za.org. IN TXT "v=DMARC1; p=reject; aspf=s; adkim=s"
_dmarc.my.mom.za.org. IN TXT "v=DMARC1; p=reject"
_dmarc.yo.mom.za.org. IN TXT "v=DMARC1; p=reject; adkim=s"
_dmarc.zero_pct.com. IN TXT "v=DMARC1; p=reject; sp=quarantine; pct=0"
_dmarc.rspamd.com. IN TXT "v=DMARC1; p=reject"
_dmarc.highsecure.ru. IN TXT "v=DMARC1; p=reject"
_dmarc.ed25519.za.org. IN TXT "v=DMARC1; p=none"
;; ->>HEADER<<- opcode: QUERY, status: SERVFAIL, id: 1
;; QUESTION SECTION:
;_dmarc.dnssec-failed.org. IN TXT
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 2
;; QUESTION SECTION:
;_dmarc.invalid.za.org. IN TXT
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 3
;; QUESTION SECTION:
;_dmarc.rspamd.tk. IN TXT
`;

const SUB = 'zero_pct.com: quarantine';

const DMARC: Readonly<Record<string, readonly [body: string, result: string, policy: string]>> = {
  'bad_dkim1.eml': ['match', 'not-determined', 'cacophony.za.org: none'],
  'bad_dkim2.eml': ['match', 'none', 'rspamd.tk'],
  'bad_dkim3.eml': ['match', 'not-determined', 'cacophony.za.org: none'],
  'bad_dkim4.eml': ['match', 'not-determined', '_dmarc.fail1.org.org.za'],
  'bad_dkim_highsecure.eml': ['mismatch', 'not-determined', 'highsecure.ru: reject'],
  'bad_dkim_rspamd.eml': ['mismatch', 'not-determined', 'rspamd.com: reject'],
  'dkim_unknown_tags.eml': ['match', 'not-determined', '_dmarc.taugh.com'],
  'dmarc_tmpfail.eml': ['match', 'temperror', 'dnssec-failed.org'],
  'ed25519_from.eml': ['', 'not-determined', 'ed25519.za.org: none'],
  'fail_none.eml': ['', 'not-determined', 'cacophony.za.org: none'],
  'fail_none1.eml': ['', 'none', 'invalid.za.org'],
  'fail_quarantine.eml': ['', 'not-determined', 'quarantine.cacophony.za.org: quarantine'],
  'fail_reject.eml': ['', 'not-determined', 'reject.cacophony.za.org: reject'],
  'good_dkim_highsecure.eml': ['match', 'not-determined', 'highsecure.ru: reject'],
  'good_dkim_rspamd.eml': ['match', 'not-determined', 'rspamd.com: reject'],
  'no_dkim_valid_spf.eml': ['', 'not-determined', 'rspamd.com: reject'],
  'onsubdomain_fail.eml': ['', 'not-determined', 'my.mom.za.org: reject'],
  'onsubdomain_fail_alignment.eml': ['match', 'not-determined', 'yo.mom.za.org: reject'],
  'onsubdomain_pass_relaxed.eml': ['match', 'not-determined', 'my.mom.za.org: reject'],
  'pass_none.eml': ['match', 'not-determined', 'cacophony.za.org: none'],
  'pct_none.eml': ['match', 'not-determined', 'zero_pct.com: reject'],
  'pct_none1.eml': ['match', 'not-determined', SUB],
  'subdomain_fail_none.eml': ['', 'not-determined', 'yoni.za.org: none'],
  'subdomain_fail_quarantine.eml': ['', 'not-determined', 'yoni.za.net: quarantine'],
  'subdomain_fail_reject.eml': ['', 'not-determined', 'cacophony.za.org: reject'],
};
