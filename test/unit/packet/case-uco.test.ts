import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CustodyEntryView } from '../../../shared/contract/case-info';
import { caseGraph } from '../../../shared/packet-format/machine/case-uco';
import type { ReportContent } from '../../../shared/packet-format/report-content';
import { isUnsafeCharacter } from '../../../shared/text/visible-text';
import fc from '../../helpers/properties';
import { anyText } from './any-text';
import { graphProblems, type Node, nodesIn } from './case-shapes';
import { anyAddress, contentNaming, exhibitTo, RECIPIENT_LINES, repeats, WRITTEN_FORMS } from './recipients-lab';
import { EVIDENCE, hop, hostileExhibit, message, sampleContent, sampleExhibit, sha256 } from './sample';

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();

const RECEIPT: CustodyEntryView = {
  seq: 1,
  time: '2020-10-21T15:31:00-04:00',
  actor: 'R. Roe, Example Police',
  act: 'evidence.receive',
  sentence: '',
  subject: { number: 'E-001' },
  hash: sha256('receipt'),
};

function withReceipt(content: ReportContent = sampleContent()): ReportContent {
  return { ...content, custody: [...content.custody, RECEIPT] };
}

const textOf = (content: ReportContent): string => caseGraph(content, sha1);
const graphOf = (content: ReportContent): Node => JSON.parse(textOf(content));
const ofType = (content: ReportContent, type: string): readonly Node[] =>
  nodesIn(graphOf(content)).filter((node) => node['@type'] === type);

/** The only node of a type. */
function theOne(content: ReportContent, type: string): Node {
  const [node, ...others] = ofType(content, type);
  expect(others).toEqual([]);
  return node ?? {};
}

describe('the CASE graph', () => {
  test('has classes, properties and values as CASE and UCO ask for them', () => {
    for (const content of [
      sampleContent(),
      withReceipt(),
      withReceipt(sampleContent([sampleExhibit('A'), sampleExhibit('B'), hostileExhibit().exhibit])),
    ]) {
      expect(graphProblems(graphOf(content))).toEqual([]);
    }
  });

  test('names only prefixes that its context explains', () => {
    const graph = graphOf(withReceipt());
    const context = new Set(Object.keys(graph['@context'] ?? {}));
    const names = nodesIn(graph).flatMap((node) => [...Object.keys(node), String(node['@type']), String(node['@id'])]);

    expect(names.filter((name) => !name.startsWith('@') && !context.has(name.split(':')[0] ?? ''))).toEqual([]);
  });

  test('has the exhibit as a file with its hash, the message in it, and the message’s sender', () => {
    const content = withReceipt();
    const { message: view } = sampleExhibit();
    const [, exhibit] = ofType(content, 'uco-observable:FileFacet');

    expect(exhibit).toMatchObject({ 'uco-observable:fileName': 'A.eml', 'uco-observable:sizeInBytes': view.length });
    expect(ofType(content, 'uco-types:Hash').map((hash) => hash['uco-types:hashValue'])).toEqual(
      [EVIDENCE.sha256, view.sha256].map((hash) => ({ '@type': 'xsd:hexBinary', '@value': hash })),
    );
    expect(theOne(content, 'uco-observable:EmailMessageFacet')).toMatchObject({
      'uco-observable:isMultipart': true,
      'uco-observable:messageID': view.messageId,
      'uco-observable:subject': view.subject,
      'uco-observable:sentTime': { '@type': 'xsd:dateTime', '@value': '2020-10-20T17:02:11.000Z' },
      'uco-observable:from': { '@id': theOne(content, 'uco-observable:EmailAddress')['@id'] },
    });
    expect(theOne(content, 'uco-observable:EmailAddressFacet')).toMatchObject({
      'uco-observable:addressValue': 'info@officialproudboys.example',
      'uco-observable:displayName': 'Proud Boys',
    });
    expect(
      ofType(content, 'uco-types:DictionaryEntry').map((entry) => [entry['uco-types:key'], entry['uco-types:value']]),
    ).toEqual([
      ['Reply-To', 'info@officialproudboys.example'],
      ['Return-Path', 'info@officialproudboys.example'],
    ]);
    expect(ofType(content, 'uco-observable:IPv4AddressFacet').map((ip) => ip['uco-observable:addressValue'])).toEqual([
      '192.0.2.10',
      '198.51.100.77',
    ]);
    expect(theOne(content, 'uco-observable:ObservableRelationship')).toMatchObject({
      'uco-core:source': { '@id': theOne(content, 'uco-observable:EmailMessage')['@id'] },
      'uco-core:target': { '@id': ofType(content, 'uco-observable:File')[1]?.['@id'] },
    });
  });

  test('has the receipt by whom the journal names, and the export by the examiner, with the tool', () => {
    const content = withReceipt();
    const [examiner, receiver] = ofType(content, 'uco-identity:Person');
    const [receipt, exported] = ofType(content, 'case-investigation:InvestigativeAction');
    const [evidence, exhibit] = ofType(content, 'uco-observable:File');
    const record = theOne(content, 'case-investigation:ProvenanceRecord');
    const tool = theOne(content, 'uco-tool:AnalyticTool');
    const to = (node: Node | undefined) => ({ '@id': node?.['@id'] });

    expect(examiner).toMatchObject({
      'uco-core:name': 'J. Doe',
      'uco-core:description': 'Example State Police, Digital Evidence Unit',
    });
    expect(receiver).toMatchObject({ 'uco-core:name': 'R. Roe, Example Police' });
    expect(tool).toMatchObject({ 'uco-core:name': 'Chainmail', 'uco-tool:version': '0.1.0' });
    expect(receipt).toMatchObject({
      'uco-core:name': 'Receipt of evidence item E-001',
      'uco-action:startTime': { '@value': '2020-10-21T19:31:00.000Z' },
      'uco-action:performer': to(receiver),
      'uco-action:instrument': to(tool),
      'uco-action:object': [to(evidence)],
      'uco-action:result': [to(exhibit)],
    });
    expect(exported).toMatchObject({
      'uco-core:name': 'Export of packet EC-2020-001_packet-0001',
      'uco-action:startTime': { '@value': '2026-11-23T19:07:59.000Z' },
      'uco-action:performer': to(examiner),
      'uco-action:instrument': to(tool),
      'uco-action:object': [to(exhibit)],
      'uco-action:result': [to(record)],
    });
    expect(record).toMatchObject({
      'case-investigation:exhibitNumber': 'A',
      'case-investigation:rootExhibitNumber': 'E-001',
      'uco-core:description': 'E-001/42',
    });
  });

  test('names nobody as the receiver where the journal has no entry of it', () => {
    const [receipt] = ofType(sampleContent(), 'case-investigation:InvestigativeAction');

    expect(receipt).not.toHaveProperty('uco-action:performer');
    expect(receipt?.['uco-action:startTime']).toMatchObject({ '@value': '2020-10-21T19:30:12.000Z' });
  });

  test('has the investigation with all that belongs to it, and its marking', () => {
    const graph = graphOf(withReceipt());
    const nodes = [graph['@graph']].flat().map((node: unknown) => nodesIn(node)[0]?.['@id']);
    const investigation = theOne(withReceipt(), 'case-investigation:Investigation');

    expect(investigation).toMatchObject({
      'uco-core:name': 'Threatening emails, Example County',
      'uco-core:description': 'EC-2020-001',
      'uco-core:tag': 'TLP:AMBER',
      'uco-core:object': nodes.slice(1).map((id) => ({ '@id': id })),
    });
  });

  test('gives no hash of a file for what is a folder', () => {
    const exhibit = sampleExhibit();
    const content = sampleContent([{ ...exhibit, evidence: { ...EVIDENCE, format: 'maildir' } }]);

    expect(graphProblems(graphOf(content))).toEqual([]);
    expect(theOne(content, 'uco-observable:ObservableObject')['uco-core:description']).toContain(EVIDENCE.sha256);
    expect(ofType(content, 'uco-types:Hash')).toHaveLength(1);
  });

  test('is the same for the same content, and has other names in another packet', () => {
    const ids = (content: ReportContent) => nodesIn(graphOf(content)).map((node) => node['@id']);
    const other = new Set(ids({ ...sampleContent(), packetId: 'EC-2020-001_packet-0002' }));

    expect(textOf(withReceipt())).toBe(textOf(withReceipt()));
    expect(ids(sampleContent()).filter((id) => other.has(id))).toEqual([]);
  });

  test('has no time of a year that XML Schema does not know', () => {
    const exhibit = sampleExhibit();
    const content = sampleContent([{ ...exhibit, message: { ...exhibit.message, date: '0000-01-02T00:00:00Z' } }]);

    expect(theOne(content, 'uco-observable:EmailMessageFacet')).not.toHaveProperty('uco-observable:sentTime');
    expect(graphProblems(graphOf(content))).toEqual([]);
  });

  test('is well formed whatever a message states, and harmless to print', () => {
    fc.assert(
      fc.property(fc.array(anyText(30), { minLength: 8, maxLength: 8 }), (texts) => {
        const [a = '', b = '', c = '', d = '', e = '', f = '', g = '', h = ''] = texts;
        const line = (text: string) => text.replace(/[^\x20-\x7e]/g, '?');
        const header = `From: ${line(a)}\r\nReply-To: ${line(b)}\r\nContent-Type: ${line(c)}\r\n\r\n`;
        const view = message(header, Buffer.from(header, 'latin1'), {
          subject: d,
          messageId: e,
          date: f,
          to: '',
          route: [hop({ ip: g })],
        });
        const evidence = { ...EVIDENCE, name: h };
        const content = sampleContent([{ label: a, message: view, header, evidence }]);
        const text = textOf({ ...content, handling: b, case: { ...content.case, name: c, number: d } });
        expect(graphProblems(JSON.parse(text))).toEqual([]);
        expect([...text.replaceAll('\n', '')].some(isUnsafeCharacter)).toBe(false);
      }),
    );
  });

  for (const [place, line] of Object.entries(RECIPIENT_LINES)) {
    test.each(Object.entries(WRITTEN_FORMS))(`has no recipients named in ${place}, written as: %s`, (_, write) => {
      fc.assert(
        fc.property(anyAddress, (address) => {
          const written = write(address);
          const content = contentNaming(written, exhibitTo(line(address), written));
          const text = textOf({ ...content, custody: [{ ...RECEIPT, actor: written }] });

          expect(repeats(text, address)).toBe(false);
          expect(graphProblems(JSON.parse(text))).toEqual([]);
          expect(text).toContain('"reply@sender.example"');
        }),
        { numRuns: 10 },
      );
    });
  }
});

describe('the shapes', () => {
  const spoiled = (type: string, changes: Node): unknown => {
    const change = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(change);
      if (typeof value !== 'object' || value === null) return value;
      const inside = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, change(member)]));
      return inside['@type'] === type && '@id' in inside ? { ...inside, ...changes } : inside;
    };
    return JSON.parse(JSON.stringify(change(graphOf(withReceipt()))));
  };

  test.each([
    ['uco-types:Hash', { 'uco-types:hashValue': 'ab' }],
    ['uco-types:Hash', { 'uco-types:hashMethod': { '@type': 'x', '@value': 'SHA256' } }],
    ['uco-observable:EmailMessageFacet', { 'uco-observable:from': 'a@b.example' }],
    ['uco-observable:EmailMessageFacet', { 'uco-observable:to': { '@id': 'kb:x' } }],
    ['uco-observable:EmailMessageFacet', { 'uco-observable:sentTime': '2020-10-20T17:02:11Z' }],
    ['uco-observable:EmailMessage', { '@id': 'kb:message' }],
    ['uco-observable:EmailAddressFacet', { 'uco-observable:addressValue': undefined }],
    ['case-investigation:InvestigativeAction', { 'uco-action:instrument': { '@id': 'kb:nothing' } }],
    ['case-investigation:ProvenanceRecord', { 'uco-core:object': [] }],
    ['uco-observable:ObservableRelationship', { 'uco-core:isDirectional': 'true' }],
  ])('refuse a spoiled %s: %j', (type, changes) => {
    expect(graphProblems(spoiled(type, {}))).toEqual([]);
    expect(graphProblems(spoiled(type, changes))).not.toEqual([]);
  });
});
