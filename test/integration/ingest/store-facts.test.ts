/** What mailboxes keep of messages, from their files through the list of an evidence item to findings and times. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { writeListing } from '../../../electron/engine/case/listing';
import { verifyCase } from '../../../electron/engine/case/verify-case';
import { completeCatalogue } from '../../../electron/engine/catalogue/complete-catalogue';
import { type ListedEvidence, type ListedMessage, readListedMessages } from '../../../electron/engine/ingest/listing';
import { openMessage } from '../../../electron/engine/message/open-message';
import { ansi, binary, int32, msgOf, time, unicode } from '../../helpers/outlook';
import { tempFolder } from '../../helpers/temp-folder';
import { hasSharedCorpora, sharedCorpora } from '../../unit/email/corpora';
import { allRows, newWorkbench, reopen, type Workbench } from './workbench';

const MAIL = [
  'Received: from a.example.org (a.example.org [192.0.2.10]) by mx.example.net (Postfix) with ESMTPS id 4FmBc10nF4z307P;',
  '\tMon, 24 May 2021 14:16:01 +0000 (UTC)',
  'From: Anna Example <anna@example.org>',
  'To: Ben Example <ben@example.net>',
  'Subject: Minutes',
  'Date: Mon, 24 May 2021 14:15:55 +0000',
  'Message-ID: <minutes@example.org>',
  '',
  'Good morning',
  '',
].join('\n');

const places = { resourcesDir: resolve(import.meta.dirname, '../../../resources') };

async function listed({ store }: Workbench, evidence: ListedEvidence | undefined): Promise<readonly ListedMessage[]> {
  const lines: ListedMessage[] = [];
  if (evidence !== undefined) {
    for await (const line of readListedMessages(store.vault, evidence)) {
      lines.push(line);
    }
  }
  return lines;
}

const storesOf = async (bench: Workbench, at = 0) =>
  (await listed(bench, bench.store.view.evidence[at])).map(({ store }) => store);

const viewOf = async (bench: Workbench, ref: string) => (await openMessage({ ...bench, places }, ref)).view;

async function findingsOf(bench: Workbench, ref: string): Promise<readonly string[]> {
  const { findings } = await viewOf(bench, ref);
  return findings.filter(({ rule }) => rule.startsWith('store.')).map(({ rule, severity }) => `${rule} ${severity}`);
}

async function mailboxTimes(bench: Workbench, ref: string) {
  const { times } = await viewOf(bench, ref);
  return times.filter(({ whose }) => whose === 'mailbox').map((one) => `${one.kind} ${one.bound} ${one.time}`);
}

const bench = (): Promise<Workbench> => newWorkbench(join(tempFolder('case'), 'x.chainmail'));

describe('an Outlook message file', () => {
  const headers = MAIL.slice(0, MAIL.indexOf('\n\n') + 1).replaceAll('\n', '\r\n');
  const file = (properties: Parameters<typeof msgOf>[0]['properties']) => {
    const path = join(tempFolder('msg'), 'minutes.msg');
    writeFileSync(
      path,
      msgOf({ properties: [ansi(0x001a, 'IPM.Note'), unicode(0x1000, 'Good morning'), ...properties] }),
    );
    return path;
  };

  it('whose item was made before the message arrived is a finding, in the table and when it is read', async () => {
    const here = await bench();
    const path = file([
      unicode(0x007d, headers),
      time(0x0039, '2021-05-24T14:15:55Z'),
      time(0x0e06, '2021-05-20T08:00:00Z'),
      time(0x3007, '2021-05-20T08:00:01Z'),
      time(0x3008, '2021-06-20T08:00:01Z'),
      unicode(0x3ffa, 'Anna Example'),
      binary(0x0071, Buffer.from('01d74d80b3a2c1e4f5061728394a5b6c7d8e9fa0b1c2', 'hex')),
      binary(0x003f, 'entry'),
    ]);
    await here.importPaths([path]);
    expect(await storesOf(here)).toMatchObject([
      { kind: 'msg', hasTransportHeaders: true, marks: ['received'], changedBy: 'Anna Example' },
    ]);
    expect(await findingsOf(here, 'E-001/1')).toEqual(
      expect.arrayContaining(['store.before-arrival medium', 'store.changed-later info']),
    );
    expect(allRows(here.catalogue, 'rule:store.before-arrival').map(({ ref }) => ref)).toEqual(['E-001/1']);
    expect(await mailboxTimes(here, 'E-001/1')).toEqual([
      'msg.submitted equality 2021-05-24T14:15:55.000Z',
      'msg.delivered equality 2021-05-20T08:00:00.000Z',
      'msg.created upper 2021-05-20T08:00:01.000Z',
      'msg.changed upper 2021-06-20T08:00:01.000Z',
    ]);
    await here.close();
    expect((await verifyCase(here.store.dir)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it('whose subject was changed in the mailbox is a finding', async () => {
    const here = await bench();
    await here.importPaths([
      file([unicode(0x007d, headers), unicode(0x0037, 'Another subject'), binary(0x003f, 'entry')]),
    ]);
    expect(await storesOf(here)).toMatchObject([{ subject: 'Another subject' }]);
    expect(await findingsOf(here, 'E-001/1')).toContain('store.other-subject medium');
    await here.close();
  });

  it('that was received and has no header is a finding, and none where it was sent', async () => {
    const here = await bench();
    await here.importPaths([file([unicode(0x0c1f, 'anna@example.org'), binary(0x003f, 'entry')])]);
    await here.importPaths([file([unicode(0x0c1f, 'anna@example.org'), int32(0x0e07, 0x21), binary(0x003f, 'entry')])]);
    expect(await findingsOf(here, 'E-001/1')).toEqual(['store.received-without-headers medium']);
    expect(await findingsOf(here, 'E-002/1')).toEqual([]);
  });
});

describe('a mailbox of files', () => {
  it('gives the time in the name of a Maildir file', async () => {
    const here = await bench();
    const folder = join(tempFolder('mail'), 'Maildir');
    mkdirSync(join(folder, 'cur'), { recursive: true });
    writeFileSync(join(folder, 'cur/1621500000.M123456P99.host,S=400:2,S'), MAIL);
    writeFileSync(join(folder, 'cur/minutes:2,S'), MAIL);
    await here.importPaths([folder]);
    expect(await storesOf(here)).toEqual([
      { kind: 'maildir', times: [{ name: 'file name', time: '2021-05-20T08:40:00.123Z', precisionSeconds: 0.001 }] },
      undefined,
    ]);
    expect(await findingsOf(here, 'E-001/1')).toEqual(['store.before-arrival medium']);
    expect(await mailboxTimes(here, 'E-001/2')).toEqual([]);
  });

  it('gives the times of Apple Mail’s notes', async () => {
    const here = await bench();
    const path = join(tempFolder('mail'), '1.emlx');
    const dates = ['date-received', 'date-last-viewed'].map(
      (name, n) => `<key>${name}</key><integer>${1621865765 + n}</integer>`,
    );
    writeFileSync(path, `${MAIL.length}\n${MAIL}<?xml version="1.0"?><plist><dict>${dates.join('')}</dict></plist>`);
    await here.importPaths([path]);
    expect(await mailboxTimes(here, 'E-001/1')).toEqual([
      'emlx.delivered equality 2021-05-24T14:16:05.000Z',
      'emlx.seen upper 2021-05-24T14:16:06.000Z',
    ]);
    expect(await findingsOf(here, 'E-001/1')).toEqual([]);
  });
});

it('a list of before, without what the mailbox keeps, is read as it was', async () => {
  const here = await bench();
  const path = join(tempFolder('mail'), '1.eml');
  writeFileSync(path, MAIL);
  await here.importPaths([path]);
  const [item] = here.store.view.evidence;
  const [line] = await listed(here, item);
  const { store: _, source: __, ...before } = line ?? {};
  const messageList = await writeListing(here.store.vault, [before]);
  const old = await listed(here, item === undefined ? undefined : { ...item, messageList });
  expect(old.map(({ n, store }) => [n, store])).toEqual([[1, undefined]]);
});

it('a catalogue that is made anew finds the same', async () => {
  const here = await bench();
  const folder = join(tempFolder('mail'), 'Maildir');
  mkdirSync(join(folder, 'new'), { recursive: true });
  writeFileSync(join(folder, 'new/1621500000.1_0.host'), MAIL);
  await here.importPaths([folder]);
  const before = await findingsOf(here, 'E-001/1');
  await here.close();
  rmSync(join(here.store.paths.derived, 'catalogue.sqlite'));
  const again = await reopen(here.store.dir);
  await completeCatalogue(again.store, again.catalogue, again.pool);
  expect(before).toEqual(['store.before-arrival medium']);
  expect(await findingsOf(again, 'E-001/1')).toEqual(before);
  expect(allRows(again.catalogue, 'rule:store.before-arrival')).toHaveLength(1);
});

describe.skipIf(!hasSharedCorpora)('stores of real programs', () => {
  const formats = join(sharedCorpora, 'formats');

  test('Outlook’s own files tell when they were written: after the message was sent', async () => {
    const here = await bench();
    await here.importPaths([join(formats, 'msg/hiraoka-msgreader/test')]);
    const facts = (await storesOf(here)).filter((one) => one !== undefined);
    expect(facts.length).toBeGreaterThan(30);
    const late = facts.filter(({ times }) => {
      const of = (wanted: string) => Date.parse(times.find(({ name }) => name === wanted)?.time ?? '');
      return of('directory modified') < of('PR_CLIENT_SUBMIT_TIME');
    });
    expect(late).toEqual([]);
    const found = allRows(here.catalogue, 'rule:store.before-arrival').length;
    expect([found, allRows(here.catalogue, 'rule:store.other-submission').length]).toEqual([0, 0]);
  });

  test('Maildir names and Apple Mail’s notes of honest mail raise no finding above a note', async () => {
    const here = await bench();
    await here.importPaths([join(formats, 'maildir-mh')]);
    await here.importPaths([join(formats, 'containers-generated')]);
    const facts = [...(await storesOf(here)), ...(await storesOf(here, 1))].filter((one) => one !== undefined);
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(['maildir', 'emlx']));
    expect(allRows(here.catalogue, 'evidence:E-001 rule:store.before-arrival')).toEqual([]);
    const later = allRows(here.catalogue, 'evidence:E-001 rule:store.later-delivery').map(({ ref }) => ref);
    const found = new Set((await Promise.all(later.map((ref) => findingsOf(here, ref)))).flat());
    expect(found).toEqual(new Set(['store.later-delivery info']));
  });
});
