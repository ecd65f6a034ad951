/** Names of times: each kind that was measured has one that people can read. */
import { describe, expect, test } from 'vitest';
import { DECODER_AGREEMENT } from '../../../shared/analysis/decoder-agreement';
import { timeName } from '../../../shared/wording/times';

describe('the name of a time', () => {
  test.each([
    ['received', 'Received'],
    ['date', 'Date'],
    ['message-id.outlook', 'Message-ID: Outlook'],
    ['trace.exchange-message-number', 'Exchange message number'],
    ['dkim.signed', 'DKIM: signed'],
    ['thread-index.reply', 'Thread-Index: reply'],
    ['hash-lock.phpmailer', 'Hashed id: Phpmailer'],
    ['something.new-here', 'Something: new here'],
    ['', ''],
  ])('%s is %s', (kind, name) => {
    expect(timeName(kind)).toBe(name);
  });

  test('of each measured kind is its own, begins with a capital letter and holds no sign of a program', () => {
    const names = DECODER_AGREEMENT.map(({ kind }) => timeName(kind));
    for (const name of names) expect(name).toMatch(/^[A-Z][^._]+$/);
    const office = names.filter((name) => name.startsWith('Office file'));
    const others = names.filter((name) => !name.startsWith('Office file'));
    expect(new Set(others).size).toBe(others.length);
    expect(office.length).toBeGreaterThan(0);
  });
});
