import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasProgram } from '../../helpers/has-program';
import { BRIEFING } from '../../unit/packet/briefing-sample';
import { commandLine } from './chainmail';

/** The examiner's words, from the command line into the journal, the view and the packet. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const cli = commandLine();
const dir = join(cli.folder, 'one.chainmail');
const ok = (words: readonly string[]) => {
  const ran = cli.run([...words, '--json', '--quiet']);
  expect(ran.stderr).toBe('');
  expect(ran.status).toBe(0);
  return ran.json;
};
const refused = (words: readonly string[]) => {
  const ran = cli.run([...words, '--quiet']);
  expect(ran.status).toBe(2);
  return ran.stderr;
};
const file = (name: string, content: string) => {
  writeFileSync(join(cli.folder, name), content);
  return join(cli.folder, name);
};
const entries = () => ok(['custody', dir])['entries'] as readonly { act: string; subject: Record<string, unknown> }[];
const set = (section: string, ...words: readonly string[]) =>
  ok(['briefing', 'set', dir, '--section', section, ...words]);

beforeAll(() => {
  const mail = join(cli.folder, 'mail');
  mkdirSync(mail);
  writeFileSync(
    join(mail, '1.eml'),
    'Received: from out.sender.example (out.sender.example [198.51.100.7]) by mx.county.example with ESMTP id 1; Tue, 20 Oct 2020 13:02:17 +0000\r\nFrom: Group <info@sender.example>\r\nTo: voter@county.example\r\nSubject: Vote\r\nDate: Tue, 20 Oct 2020 13:02:11 +0000\r\nMessage-ID: <1@sender.example>\r\n\r\nbody\r\n',
  );
  ok(['identity', 'create', '--name', 'Jordan Examiner']);
  ok(['case', 'create', dir, '--name', 'One', '--number', 'EC-1']);
  ok(['import', dir, mail]);
  ok(['exhibit', 'add', dir, 'E-001/1']);
});
afterAll(() => cli.remove());

describe('writing', () => {
  test('a section is an act: record in the vault, entry in the journal without its words', () => {
    const secret = 'Preservation of the logs of sender.example';
    expect(set('request', '--text', secret)).toMatchObject({ section: 'request', hits: [] });

    expect(entries().at(-1)).toMatchObject({ act: 'briefing.write', subject: { section: 'request' } });
    expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).not.toContain('Preservation');
    expect(ok(['briefing', 'show', dir, '--section', 'request'])).toMatchObject({
      sections: { request: { content: { text: secret, deadlines: [] }, by: 'Jordan Examiner' } },
    });
  });

  test('the same words again record nothing; a correction is a new entry, and the earlier words stay in the vault', () => {
    const before = entries().length;
    expect(set('limitations', '--text', 'One message only.')['entry']).toBe(before);
    expect(set('limitations', '--text', 'One message only.')['entry']).toBeNull();
    expect(set('limitations', '--file', file('limits.txt', 'Two messages.\n'))['entry']).toBe(before + 1);
    const records = entries()
      .slice(before)
      .map(({ subject }) => (subject['record'] as { sha256: string }).sha256);
    const texts = records.map((sha256) =>
      readFileSync(join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2)), 'utf8'),
    );
    expect(texts.map((text) => JSON.parse(text).content.text)).toEqual(['One message only.', 'Two messages.']);
  });

  test('the fields of a section come as JSON; what does not fit is named and records nothing', () => {
    const assessment = BRIEFING.assessment?.content;
    set('assessment', '--file', file('assessment.json', JSON.stringify(assessment)));
    set('cover', '--file', file('cover.json', JSON.stringify({ recipient: 'Field Office', handling: '' })));
    expect(ok(['briefing', 'show', dir])).toMatchObject({ sections: { assessment: { content: assessment } } });

    const before = entries().length;
    const wrong = { ...assessment, judgements: [{ ...assessment?.judgements[0], likelihood: 'fairly likely' }] };
    expect(refused(['briefing', 'set', dir, '--section', 'assessment', '--text', JSON.stringify(wrong)])).toContain(
      'judgements.0.likelihood',
    );
    const extra = { recipient: '', handling: '', names: [] };
    expect(refused(['briefing', 'set', dir, '--section', 'cover', '--text', JSON.stringify(extra)])).toContain(
      'its field names',
    );
    expect(refused(['briefing', 'set', dir, '--section', 'cover', '--text', 'For the office'])).toContain(
      'JSON object',
    );
    expect(refused(['briefing', 'set', dir, '--section', 'conclusions', '--text', 'x'])).toContain(
      'The sections are cover,',
    );
    expect(entries()).toHaveLength(before);
  });

  test('a list is counted by place, and nothing else of it is kept', () => {
    const list = file(
      'list.csv',
      'Name,State,County\nJane Roe,Florida,Alachua\nJohn Roe,Florida,Alachua\nA. Nother,Alaska,\n',
    );
    expect(ok(['briefing', 'count', dir, '--list', list])).toMatchObject({
      rows: 3,
      counts: [
        { state: 'Alaska', county: '', people: 1 },
        { state: 'Florida', county: 'Alachua', people: 2 },
      ],
    });
    expect(spawnSync('grep', ['-rilE', 'jane roe|john roe|a. nother', dir]).stdout.toString()).toBe('');
    expect(refused(['briefing', 'count', dir, '--list', list, '--county', 'place'])).toContain(
      'no column \u201cplace\u201d',
    );
  });

  test('the view comes back from journal and vault byte for byte, and the case verifies', () => {
    const path = join(dir, 'case.json');
    const before = readFileSync(path, 'utf8');
    expect(before).toContain('"briefing"');
    rmSync(path);
    // Opened to write, with nothing to record.
    expect(set('limitations', '--text', 'Two messages.')['entry']).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(ok(['verify', dir])['ok']).toBe(true);
  });
});

describe('leaving', () => {
  const out = (name: string) => join(cli.folder, name);
  const text = (packet: string, name = 'data/report/briefing.pdf') =>
    spawnSync('pdftotext', ['-layout', join(packet, name), '-']).stdout.toString();

  test('a template sets order, marking and forms; the packet verifies', () => {
    const made = ok(['export', dir, '--out', out('state'), '--template', 'state']);
    expect(made).toMatchObject({ template: 'state', wording: [] });
    expect(entries().at(-1)?.subject).toMatchObject({ template: 'state', wordingAccepted: 0 });
    expect(ok(['verify', out('state')])['ok']).toBe(true);
    expect(JSON.parse(readFileSync(join(out('state'), 'data/packet.json'), 'utf8')).handling).toBe('TLP:AMBER');
    expect(() => readFileSync(join(out('state'), 'data/forms/ic3-paste-sheet.txt'))).toThrow('ENOENT');
    if (hasProgram('pdftotext')) {
      const printed = text(out('state'));
      const places = ['Victims and impact', 'Request and deadlines', 'Timeline', 'Assessment', 'Limitations'].map(
        (title) => printed.lastIndexOf(`\n${title}\n`),
      );
      expect(places.every((at, index) => at > (places[index - 1] ?? 0))).toBe(true);
      expect(printed).toContain('It is very likely that the messages');
      expect(printed).toContain('Preservation of the logs');
    }
    expect(refused(['export', dir, '--out', out('x'), '--template', 'county'])).toContain(
      'The templates are general, federal, state, attorney',
    );
  });

  test('wording that the check names stops an export until it is accepted; receipt and journal then say so', () => {
    set('limitations', '--text', 'A test cannot be ruled out. It is likely, with high confidence, a script.');
    const before = entries().length;
    const sentence = refused(['export', dir, '--out', out('held')]);
    expect(sentence).toContain('2 passages');
    expect(sentence).toContain('--accept-wording');
    expect(entries()).toHaveLength(before);

    const made = ok(['export', dir, '--out', out('accepted'), '--accept-wording']);
    expect(made['wording']).toMatchObject([
      { rule: 'off-scale', section: 'limitations', text: 'cannot be ruled out' },
      { rule: 'combined', section: 'limitations' },
    ]);
    expect(entries().at(-1)?.subject).toMatchObject({ wordingAccepted: 2 });
  });

  test('what tells who a victim is stops it in any case', () => {
    set('impact', '--text', 'Ms. Jane Roe stayed at home.');
    expect(refused(['export', dir, '--out', out('never'), '--accept-wording'])).toContain('\u201cMs. Jane Roe\u201d');
    expect(() => readFileSync(join(out('never'), 'README.txt'))).toThrow('ENOENT');
  });
});
