import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../helpers/temp-folder';
import { allRows, newWorkbench } from './workbench';

const mail = (subject: string) =>
  `Received: from a.example (a.example [192.0.2.1]) by mx.example.org with ESMTP id 1; Mon, 2 Mar 2020 10:00:05 +0000\nFrom: Ann <ann@example.com>\nTo: Bob <bob@example.org>\nSubject: ${subject}\nDate: Mon, 2 Mar 2020 10:00:00 +0000\nMessage-ID: <1@example.com>\n\nThe invoice is attached, dear ${subject}.\n`;

test('a folder becomes one evidence item, its mails become rows that can be found', async () => {
  const folder = tempFolder('mails');
  mkdirSync(join(folder, 'in/b'), { recursive: true });
  writeFileSync(join(folder, 'in/2.eml'), mail('two'));
  writeFileSync(join(folder, 'in/b/1.eml'), mail('one'));
  const bench = await newWorkbench(join(tempFolder('case'), 'x.chainmail'));
  const result = await bench.importPaths([join(folder, 'in')]);
  expect(result).toMatchObject({ messages: 2, setAside: 0, cancelled: false });
  const rows = allRows(bench.catalogue);
  expect(rows.map(({ ref, source, subject }) => [ref, source, subject])).toEqual([
    ['E-001/1', '2.eml', 'two'],
    ['E-001/2', 'b/1.eml', 'one'],
  ]);
  expect(rows[0]).toMatchObject({
    sha256: createHash('sha256').update(mail('two')).digest('hex'),
    from: 'Ann <ann@example.com>',
    date: '2020-03-02T10:00:00.000Z',
    received: '2020-03-02T10:00:05.000Z',
  });
  expect(allRows(bench.catalogue, 'subject:two invoice from:example.com ip:192.0.2.1')).toHaveLength(1);
  expect(allRows(bench.catalogue, 'invoice -two')).toHaveLength(1);
});
