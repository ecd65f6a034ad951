import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { MessageView } from '../../../shared/contract/model';
import { stixBundle } from '../../../shared/packet-format/machine/stix';
import type { ReportContent } from '../../../shared/packet-format/report-content';
import { isUnsafeCharacter } from '../../../shared/text/visible-text';
import fc from '../../helpers/properties';
import { anyText } from './any-text';
import {
  anyAddress,
  contentNaming,
  exhibitTo,
  indicator,
  RECIPIENT_LINES,
  repeats,
  WRITTEN_FORMS,
} from './recipients-lab';
import { finding, hop, hostileExhibit, message, sampleContent, sampleExhibit, sha256 } from './sample';
import { bundleProblems } from './stix-schemas';

type Json = Readonly<Record<string, unknown>>;

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();

const textOf = (content: ReportContent = sampleContent()): string => stixBundle(content, sha1);

function objectsOf(content?: ReportContent): readonly Json[] {
  return JSON.parse(textOf(content)).objects;
}

const ofType = (objects: readonly Json[], type: string): readonly Json[] =>
  objects.filter((object) => object['type'] === type);

const values = (objects: readonly Json[], type: string): readonly unknown[] =>
  ofType(objects, type).map((object) => object['value']);

function withMessage(changes: Partial<MessageView>): ReportContent {
  const exhibit = sampleExhibit();
  return sampleContent([{ ...exhibit, message: { ...exhibit.message, ...changes } }]);
}

function withHeader(...lines: readonly string[]): ReportContent {
  const header = [...lines, '', ''].join('\r\n');
  const view = message(header, Buffer.from(header, 'latin1'), { to: '', indicators: [] });
  return sampleContent([{ ...sampleExhibit(), message: view, header }]);
}

/** Identifiers that are named somewhere in the bundle. */
function referencesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') {
    return /_refs?$/.test(key) ? [value] : [];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => referencesIn(member, Array.isArray(value) ? key : name))
    : [];
}

describe('the STIX bundle', () => {
  test('has the organisation, the marking, and for each exhibit an observation of file, message, sender and route', () => {
    const objects = objectsOf(sampleContent([sampleExhibit('A')]));
    const { message: view, evidence } = sampleExhibit('A');

    expect(objects.map(({ type }) => type)).toEqual([
      'identity',
      'marking-definition',
      'observed-data',
      'email-addr',
      'email-message',
      'file',
      'ipv4-addr',
      'ipv4-addr',
      'file',
    ]);
    expect(ofType(objects, 'identity')).toMatchObject([
      { name: 'Example State Police, Digital Evidence Unit', identity_class: 'organization' },
    ]);
    expect(ofType(objects, 'marking-definition')).toMatchObject([{ definition: { statement: 'TLP:AMBER' } }]);
    const [address] = ofType(objects, 'email-addr');
    expect(address).toMatchObject({ value: 'info@officialproudboys.example', display_name: 'Proud Boys' });
    const [email] = ofType(objects, 'email-message');
    expect(email).toMatchObject({
      is_multipart: true,
      date: '2020-10-20T17:02:11.000Z',
      message_id: view.messageId,
      subject: view.subject,
      from_ref: address?.['id'],
      additional_header_fields: {
        'Reply-To': 'info@officialproudboys.example',
        'Return-Path': 'info@officialproudboys.example',
      },
    });
    expect(ofType(objects, 'file')).toMatchObject([
      { hashes: { 'SHA-256': view.sha256 }, size: view.length, contains_refs: [email?.['id']] },
      { hashes: { 'SHA-256': sha256('video') }, size: 2_113_114, name: 'Vote_video.mp4' },
    ]);
    expect(values(objects, 'ipv4-addr')).toEqual(['192.0.2.10', '198.51.100.77']);
    const [observed] = ofType(objects, 'observed-data');
    expect(observed).toMatchObject({
      first_observed: '2020-10-21T19:30:12.000Z',
      last_observed: '2020-10-21T19:30:12.000Z',
      number_observed: 1,
    });
    expect(evidence.receivedAt).toBe('2020-10-21T15:30:12-04:00');
    expect(new Set([observed?.['object_refs']].flat())).toEqual(new Set(objects.slice(3).map(({ id }) => id)));
  });

  test('fits the standard, and every reference leads to an object in it', () => {
    for (const content of [
      sampleContent(),
      sampleContent([sampleExhibit('A'), sampleExhibit('B'), hostileExhibit().exhibit]),
    ]) {
      const bundle = JSON.parse(textOf(content));
      const ids = new Set(objectsOf(content).map(({ id }) => id));

      expect(bundleProblems(bundle)).toEqual([]);
      expect(ids.size).toBe(objectsOf(content).length);
      expect(referencesIn(bundle).filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  test('has no marking where none was assigned, and the examiner where no organisation is named', () => {
    const content = sampleContent();
    const objects = objectsOf({ ...content, handling: '', examiner: { ...content.examiner, organisation: '' } });

    expect(ofType(objects, 'marking-definition')).toEqual([]);
    expect(objects.some((object) => 'object_marking_refs' in object)).toBe(false);
    expect(ofType(objects, 'identity')).toMatchObject([{ name: 'J. Doe', identity_class: 'individual' }]);
  });

  test('is the same for the same content, and another packet has other identifiers but for what is observed', () => {
    expect(textOf()).toBe(textOf());
    const [one, two] = [objectsOf(), objectsOf({ ...sampleContent(), packetId: 'EC-2020-001_packet-0002' })];
    const ids = (objects: readonly Json[]) => objects.map(({ id }) => id);

    expect(
      ids(one)
        .slice(0, 3)
        .filter((id) => ids(two).includes(id)),
    ).toEqual([]);
    expect(ids(one).slice(3)).toEqual(ids(two).slice(3));
  });

  test('gives observables the identifiers of the standard', () => {
    const objects = objectsOf(
      withMessage({
        route: ['198.51.100.3', '2001:db8:85a3::8a2e:370:7334'].map((ip) => hop({ ip })),
        indicators: [
          indicator('domain', 'example.com', 'from'),
          indicator('url', 'https://example.com/research/index.html', 'text'),
        ],
      }),
    );

    // The first two are the standard's own (section 2.9), the others were computed with Python's uuid and json.
    expect(objects.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
        'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
        'url--47c3cf9a-5027-5bf0-997a-017c7edc7c55',
        'email-addr--878073f6-d4ec-5c85-99fb-d499d0691d21',
        'ipv6-addr--f5344921-72d2-5619-945d-8757bca4b7cd',
        'email-message--082a1a97-6e08-5b2e-aa40-4a57f261c1c6',
        'file--64ea6665-83fb-58d3-841b-af29eeae8dfb',
        'file--f87b8018-947b-5e43-ac47-fbae7b277389',
      ]),
    );
  });

  test('keeps two messages by one sender with one subject apart', () => {
    const later = sampleExhibit('B');
    const second = { ...later.message, ref: 'E-001/43', sha256: sha256('B'), date: '2020-10-21T17:02:11Z' };
    const objects = objectsOf(sampleContent([sampleExhibit('A'), { ...later, message: second }]));

    expect(ofType(objects, 'email-message').map(({ date }) => date)).toEqual([
      '2020-10-20T17:02:11.000Z',
      '2020-10-21T17:02:11.000Z',
    ]);
    expect(
      bundleProblems(JSON.parse(textOf(sampleContent([sampleExhibit('A'), { ...later, message: second }])))),
    ).toEqual([]);
  });

  test('leaves out what receivers would refuse', () => {
    const objects = objectsOf(
      withMessage({
        date: '+012020-10-20T17:02:11Z',
        route: ['10.0.0.1', '127.0.0.1', 'fe80::1', '999.1.1.1', '192.0.2.010', '::ffff:192.0.2.1', ''].map((ip) =>
          hop({ ip }),
        ),
        indicators: [
          ...['-a.example', 'a_b.example', 'localhost', `${'a'.repeat(64)}.example`].map((name) =>
            indicator('domain', name, 'link'),
          ),
          ...[
            'https://a.example/%zz',
            'https://b\u00fccher.example/',
            'https://a.example/ b',
            'https://a.example/"',
            'https://[a.example/',
            'https://a.example/a#b#c',
            'javascript:alert(1)',
          ].map((url) => indicator('url', url, 'link')),
          indicator('url', `https://a.example/${'a'.repeat(1982)}`, 'link'),
        ],
      }),
    );

    expect(objects.flatMap((object) => object['value'] ?? [])).toEqual(['info@officialproudboys.example']);
    expect(ofType(objects, 'email-message')[0]).not.toHaveProperty('date');
  });

  test.each([
    ['0000-01-02T00:00:00Z', undefined],
    ['0001-01-01T00:30:00+01:00', undefined],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('a message of %s has the date %s', (date, expected) => {
    const content = withMessage({ date });

    expect(ofType(objectsOf(content), 'email-message')[0]?.['date']).toBe(expected);
    expect(bundleProblems(JSON.parse(textOf(content)))).toEqual([]);
  });

  test.each([
    ['From: nobody', []],
    ['From: a@b@c.example', []],
    ['From: "quoted name"@c.example', []],
    ['From: x@-c.example', []],
    ['From: .x@c.example', []],
    ['From: x@c.example, Y <y@c.example>', ['x@c.example', 'y@c.example']],
    ['Sender: <x@c.example>', ['x@c.example']],
  ])('%s gives the addresses %j', (line, expected) => {
    const objects = objectsOf(withHeader(line));

    expect(values(objects, 'email-addr')).toEqual(expected);
  });

  test('holds text as it is: no defanging, nothing that a terminal obeys', () => {
    const text = textOf(withMessage({ subject: '\u001b[31mhttps://a.example/\u202e\ud800' }));

    expect([...text.replaceAll('\n', '')].some(isUnsafeCharacter)).toBe(false);
    expect(ofType(JSON.parse(text).objects, 'email-message')[0]?.['subject']).toBe(
      '\u001b[31mhttps://a.example/\u202e\ufffd',
    );
  });

  test('fits the standard whatever a message states', () => {
    fc.assert(
      fc.property(fc.array(anyText(30), { minLength: 8, maxLength: 8 }), (texts) => {
        const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''] = texts;
        const line = (text: string) => text.replace(/[^\x20-\x7e]/g, '?');
        const header = `From: ${line(a)}\r\nReply-To: ${line(b)}\r\nReturn-Path: ${line(c)}\r\nContent-Type: ${line(d)}\r\n\r\n`;
        const view = message(header, Buffer.from(header, 'latin1'), {
          subject: e,
          messageId: f,
          date: g,
          to: '',
          route: [hop({ ip: h })],
          indicators: (['domain', 'url'] as const).map((kind) => indicator(kind, `https://${h}`, 'link')),
          attachments: [{ name: a, type: b, bytes: 1, sha256: sha256(a), kind: null, warning: null }],
          findings: [finding({})],
        });
        const content = sampleContent([{ ...sampleExhibit(), message: view, header }]);
        expect(bundleProblems(JSON.parse(textOf({ ...content, handling: d })))).toEqual([]);
      }),
    );
  });
});

describe('recipients', () => {
  test('are left out with their domains, though the sender repeats them', () => {
    const exhibit = sampleExhibit();
    const indicators = [
      indicator('domain', 'county.example', 'route'),
      indicator('domain', 'mx1.county.example', 'route'),
      indicator('domain', 'hosting.example', 'route'),
      indicator('domain', 'third.example', 'cc'),
      indicator('url', 'https://www.county.example/login', 'link'),
      indicator('url', 'https://hosting.example/?u=voter%40county.example', 'link'),
      indicator('url', 'https://hosting.example/page', 'link'),
    ];
    const objects = objectsOf(sampleContent([{ ...exhibit, message: { ...exhibit.message, indicators } }]));

    expect(values(objects, 'domain-name')).toEqual(['hosting.example']);
    expect(values(objects, 'url')).toEqual(['https://hosting.example/page']);
    expect(JSON.stringify(objects)).not.toContain('county.example');
  });

  test('are known over the whole packet: a reply by one is not told by name either', () => {
    const reply = withHeader('From: Voter <voter@county.example>', 'To: info@elsewhere.example').exhibits;
    const objects = objectsOf(sampleContent([sampleExhibit(), ...reply]));

    expect(values(objects, 'email-addr')).toEqual(['info@officialproudboys.example']);
  });

  test('do not take others with them whose address is longer', () => {
    const content = withHeader('To: info@county.example', 'From: moreinfo@county.example');

    expect(values(objectsOf(content), 'email-addr')).toEqual(['moreinfo@county.example']);
  });

  test.each([
    ['a field of recipients without an address', `To: ${'a'.repeat(1_000_000)}`],
    ['many signs of addresses', `To: ${'@'.repeat(100_000)}`],
    ['a trace field without end', `Received: for ${'for '.repeat(100_000)}${'a'.repeat(500_000)}`],
    ['many recipients', `To: ${Array.from({ length: 5_000 }, (_, index) => `r${index}@c.example`).join(', ')}`],
  ])('in %s are read in time', (_, line) => {
    expect(values(objectsOf(withHeader('From: x@sender.example', line)), 'email-addr')).toEqual(['x@sender.example']);
  });

  for (const [place, line] of Object.entries(RECIPIENT_LINES)) {
    test.each(Object.entries(WRITTEN_FORMS))(
      `named in ${place} do not stand in the bundle, written as: %s`,
      (_, write) => {
        fc.assert(
          fc.property(anyAddress, (address) => {
            const content = contentNaming(write(address), exhibitTo(line(address), write(address)));
            const text = textOf(content);

            expect(repeats(JSON.stringify(content), address)).toBe(true);
            expect(repeats(text, address)).toBe(false);
            expect(bundleProblems(JSON.parse(text))).toEqual([]);
            expect(values(JSON.parse(text).objects, 'email-addr')).toContain('reply@sender.example');
          }),
          { numRuns: 10 },
        );
      },
    );
  }
});

describe('the schemas', () => {
  const spoil = (type: string, changes: Json): unknown => {
    const bundle = JSON.parse(
      textOf(
        withMessage({
          indicators: [indicator('url', 'https://a.example/', 'link'), indicator('domain', 'a.example', 'link')],
        }),
      ),
    );
    return {
      ...bundle,
      objects: bundle.objects.map((object: Json) => (object['type'] === type ? { ...object, ...changes } : object)),
    };
  };

  test.each([
    ['identity', { id: 'identity--1' }],
    ['identity', { modified: '2026-11-23T14:07:59-05:00' }],
    ['identity', { name: undefined }],
    ['marking-definition', { definition: {} }],
    ['observed-data', { object_refs: [] }],
    ['observed-data', { number_observed: 0 }],
    ['observed-data', { first_observed: '2020-13-01T00:00:00Z' }],
    ['email-message', { is_multipart: undefined }],
    ['email-message', { to_refs: ['email-addr--878073f6-d4ec-5c85-99fb-d499d0691d21'] }],
    ['email-message', { additional_header_fields: { 'Reply-To': ['a@b.example'] } }],
    ['email-addr', { value: 'Name <a@b.example>' }],
    ['file', { hashes: {} }],
    ['file', { hashes: { 'SHA-256': 'abc' } }],
    ['ipv4-addr', { value: '192.0.2.256' }],
    ['domain-name', { value: '-a.example' }],
    ['url', { value: 'a.example' }],
    ['url', { value: 'https://a.example/ b' }],
  ])('refuse a spoiled %s: %j', (type, changes) => {
    expect(bundleProblems(JSON.parse(JSON.stringify(spoil(type, {}))))).toEqual([]);
    expect(bundleProblems(JSON.parse(JSON.stringify(spoil(type, changes))))).not.toEqual([]);
  });
});
