import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../../electron/engine/ingest/byte-source';
import { searchableLines } from '../../../electron/engine/ingest/readers/cr-lines';
import { undoQuoting } from '../../../electron/engine/message/undo-quoting';
import { readAnatomy } from '../../../shared/email/anatomy';
import fc from '../../helpers/properties';
import { fromLine, mail, mbox, quoteMboxo, quoteMboxrd, withLength } from './mail';
import { sha256, split } from './split';

/** As a classic Macintosh program would have written it. */
const asCr = (text: string): string => text.replaceAll('\n', '\r');

const letter = mail({ subject: 'two', body: 'Dear Bob,\n\nFrom Russia with love\n>From a quote\n\nAnn' });
const three = [mail({ subject: 'one' }), letter, mail({ subject: 'three' })];
const told = 'Its lines end in a bare CR, as classic Macintosh programs wrote them.';

describe('mailboxes whose lines end in a bare CR', () => {
  test('each message is listed, as it lies, and reads as a message', async () => {
    const stored = three.map(quoteMboxo).map(asCr);
    const found = await split(asCr(mbox(three.map(quoteMboxo))), 'In');
    expect(found).toMatchObject({ reader: 'mbox', format: 'mbox', variant: 'mboxo or mboxrd', texts: stored });
    expect(found.messages.map((one) => one.sha256)).toEqual(stored.map(sha256));
    expect(found.messages.map((one) => one.contentSha256)).toEqual(stored.map(sha256));
    expect(found.remarks).toContain(told);
    expect(found.texts.map((text) => readAnatomy(Buffer.from(text, 'latin1')).subject)).toEqual([
      'one',
      'two',
      'three',
    ]);
  });

  test('as Eudora separates them', async () => {
    const box = three.map((one) => `From ???@??? Fri Jan 02 2004\n${quoteMboxo(one)}\n`).join('');
    expect((await split(asCr(box), 'Out')).texts).toEqual(three.map(quoteMboxo).map(asCr));
  });

  test('mboxrd: the quoting is undone for the content hash, and for reading', async () => {
    const found = await split(asCr(mbox(three.map(quoteMboxrd))), 'a.mboxrd');
    expect(found.messages.map((one) => one.contentSha256)).toEqual(three.map(asCr).map(sha256));
    expect(found.texts.map((text) => sha256(undoQuoting(Buffer.from(text, 'latin1'))))).toEqual(
      three.map(asCr).map(sha256),
    );
  });

  test('Content-Length is honoured', async () => {
    const stored = three.map(withLength);
    const found = await split(asCr(mbox(stored)), 'a');
    expect(found).toMatchObject({ variant: 'mboxcl2', texts: stored.map(asCr) });
  });

  test('one message with a From line is a message; cut off in front, the rest is told', async () => {
    const one = asCr(`${fromLine}\n${mail()}`);
    expect(await split(one, 'x')).toMatchObject({ format: 'eml', texts: [one] });
    const rest = asCr('the end of a letter\n\n');
    const found = await split(rest + asCr(mbox(three.map(quoteMboxo))), 'carved');
    expect(found.texts).toHaveLength(3);
    expect(found.remarks?.join()).toContain(`Its first ${rest.length} bytes are the end of a message`);
  });

  test('mailboxes of both kinds put together: all messages are found', async () => {
    const [one = '', two = ''] = [mail({ subject: 'one' }), mail({ subject: 'two' })];
    const crlf = mail({ subject: 'three' }, '\r\n');
    const found = await split(asCr(mbox([one, two])) + mbox([one, two]) + mbox([crlf], '\r\n'), 'a');
    expect(found.texts).toEqual([asCr(one), asCr(two), one, two, crlf]);
    expect(found.remarks).toContain('3 messages hold LF as well; in them a bare CR is read as no line end.');
  });

  test('the other way round, what stands behind bare CRs in a mailbox with LF is told', async () => {
    const behind = asCr(mbox([mail({ subject: 'two' }), mail({ subject: 'three' })]));
    const found = await split(mbox([mail()]) + behind, 'a.mbox');
    expect(found.texts).toEqual([mail(), behind.slice(fromLine.length + 1)]);
    expect(found.remarks?.join()).toContain('1 messages hold "From " behind a bare CR');
  });

  test('a mailbox of more than one piece', async () => {
    const large = mail({ subject: 'large', body: `${'x'.repeat(70)}\n`.repeat(40_000) });
    const stored = [large, mail({ subject: 'small' }), large];
    const found = await split(asCr(mbox(stored)), 'a.mboxrd');
    expect(found.messages.map((one) => one.sha256)).toEqual(stored.map(asCr).map(sha256));
  });
});

test('mailboxes with CRLF, and a bare CR inside of a line, are what they were', async () => {
  const crlf = [mail({ subject: 'one', body: 'a\rb\rFrom x\n' }, '\r\n'), mail({ subject: 'two' }, '\r\n')];
  const found = await split(mbox(crlf, '\r\n'), 'a');
  expect(found.texts).toEqual(crlf);
  expect(found.remarks).not.toContain(told);
});

test('damaged line ends of two CRs and LF are no bare ones', async () => {
  const stored = [mail({ subject: 'one' }, '\r\r\n'), mail({ subject: 'two' }, '\r\r\n')];
  const found = await split(mbox(stored, '\r\r\n'), 'a.mbox');
  expect(found.remarks).not.toContain(told);
  expect(found.texts.map((text) => text.slice(0, 9))).toEqual(['Received:', 'Received:']);
});

test('what is searched has LF for each bare CR, and no byte at another place', async () => {
  const piece = fc.constantFrom('\r', '\n', '\r\n', 'a', 'From ');
  await fc.assert(
    fc.asyncProperty(fc.array(piece), fc.nat(9), fc.nat(9), async (pieces, start, length) => {
      const text = `x\ry${pieces.join('')}`;
      const { source } = await searchableLines(bytesSource(Buffer.from(text, 'latin1')));
      const read = (await source.read(start, start + length)).toString('latin1');
      expect(read).toBe(text.replace(/\r(?!\n)/g, '\n').slice(start, start + length));
    }),
  );
});

test('any messages come back as they were put in', async () => {
  const line = fc.constantFrom('From here on', '', '>From x', 'text', 'From: y', 'Content-Length: 7', '\u0000');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(line), { minLength: 2, maxLength: 5 }), async (bodies) => {
      const stored = bodies.map((lines) => quoteMboxrd(mail({ body: lines.join('\n') })));
      expect((await split(asCr(mbox(stored)), 'a.mboxrd')).texts).toEqual(stored.map(asCr));
    }),
  );
});
