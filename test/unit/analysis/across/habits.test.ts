import { describe, expect, it, test } from 'vitest';
import { counterTraits, numberIn } from '../../../../shared/analysis/across/counter-traits';
import { habitTraits, ranksIn } from '../../../../shared/analysis/across/habit-traits';
import type { Member } from '../../../../shared/analysis/across/member';
import { type Numbered, outOfOrder } from '../../../../shared/analysis/across/order';
import { keyOf, keyOfText, type Trait, traitValue } from '../../../../shared/analysis/across/trait';
import { readAnatomy } from '../../../../shared/email/anatomy';
import fc from '../../../helpers/properties';
import { allRelations, type Letter, letter, tableOf, traitsOf, withParts } from './case-of';

/** What is read of a message for counters and habits, and how both are reckoned with. */

const DAY_MS = 86_400_000;
const habitOf = (kind: Trait['kind'], text: string) => traitsOf(text).find((trait) => trait.kind === kind);
const countersIn = (field: string) => counterTraits(readAnatomy(new TextEncoder().encode(`${field}\r\n\r\n`)));

describe('counters of lists', () => {
  test.each([
    ['X-eGroups-Return: sentto-2242572-52733-1028-bob=example.net@returns.example', 'egroups 2242572 ', 52_733],
    ['X-Mailing-List: <Talk@lists.example> archive/latest/521', 'smartlist talk@lists.example ', 521],
    ['Return-Path: <dev-return-1680-bob=example.net@lists.example>', 'ezmlm dev lists.example', 1680],
  ])('are read from %s', (field, series, number) => {
    const traits = countersIn(field);
    expect(traits.map(({ kind, text }) => `${kind} ${text}`)).toEqual([`series ${series}`, `number ${number}`]);
    expect(numberIn(keyOfText(series), traits.slice(1).map(traitValue).map(keyOf))).toBe(number);
    expect(numberIn(keyOfText(`${series}x`), traits.slice(1).map(traitValue).map(keyOf))).toBeUndefined();
    const { start, end } = traits[0]?.span ?? { start: 0, end: 0 };
    expect(field.slice(start, end)).toContain(String(number));
  });

  test.each([
    'X-Mailing-List: linux@lists.example',
    'Return-Path: <bob@example.net>',
    'Return-Path: <tax-return-2020@example.net>',
    `X-Mailing-List: <${'a'.repeat(700)}@x> archive/latest/1`,
  ])('are not read from %s', (field) => {
    expect(countersIn(field)).toEqual([]);
  });

  it('are not found in other bytes, nor take long in them', () => {
    fc.assert(
      fc.property(fc.constantFrom('Return-Path', 'X-Mailing-List', 'X-eGroups-Return'), fc.string(), (name, text) => {
        const traits = countersIn(`${name}: ${text}`);
        expect(traits.length === 0 || traits.every((trait) => Number.isSafeInteger(traitValue(trait)))).toBe(true);
      }),
    );
  });
});

/** A message as `outOfOrder` sees it; times in days. */
const at = (number: number, day: number, until = day): Numbered => {
  const [firstMs, lastMs] = [day * DAY_MS, until * DAY_MS];
  const times = { dateMs: firstMs, receivedMs: lastMs };
  const member: Member = { id: number, came: 'acquired', ...times, value: () => undefined, values: () => [] };
  return { member, number, firstMs, lastMs };
};
const rising = (count: number) => Array.from({ length: count }, (_, n) => at(n + 1, n + 1));

describe('the order of numbered messages', () => {
  it('is found to be broken by the one that was put in, in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 6, max: 40 }),
        fc.nat(),
        fc.integer({ min: 5, max: 400 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat()),
        (count, place, days, isEarlier, chance) => {
          const all = rising(count);
          const index = place % count;
          const day = index + 1;
          const odd = at(day, isEarlier ? day - days : day + days);
          const messages = all.map((one, n) => (n === index ? odd : one));
          const shuffled = messages
            .map((one) => ({ one, rank: chance.next().value ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ one }) => one);
          const found = outOfOrder(shuffled);
          expect(found).toEqual(outOfOrder(messages));
          expect(found.every((each) => each.odd === odd)).toBe(true);
          // Two others at least have to lie on its wrong side by more than a day.
          const against = isEarlier
            ? all.filter((one, n) => n < index && one.firstMs > odd.lastMs + DAY_MS)
            : all.filter((one, n) => n > index && one.lastMs < odd.firstMs - DAY_MS);
          expect(found.length).toBe(against.length >= 2 ? 1 : 0);
        },
      ),
    );
  });

  it('is not broken by a message of which one time fits, by few messages, or by many that do not fit', () => {
    expect(outOfOrder([...rising(8), at(9, 2, 9)])).toEqual([]);
    expect(outOfOrder([...rising(4), at(5, -50)])).toEqual([]);
    expect(outOfOrder([...rising(8), ...[9, 10, 11].map((number) => at(number, number - 40))])).toEqual([]);
    expect(outOfOrder([])).toEqual([]);
  });
});

it('reads a header of very many fields in no time', () => {
  const fields = ['To: a@x', 'X-Mailing-List: a', 'Return-Path: <a-return-b>', 'Message-ID: <a@x>'];
  const many = fields.flatMap((field) => Array.from({ length: 15_000 }, () => field));
  const anatomy = readAnatomy(new TextEncoder().encode(`${many.join('\r\n')}\r\nFrom: a@x\r\n\r\n`));
  const before = process.cpuUsage();
  counterTraits(anatomy);
  habitTraits({ bytes: new Uint8Array(), anatomy, route: [] });
  expect(process.cpuUsage(before).user).toBeLessThan(300_000);
});

describe('habits', () => {
  const text = (fields: readonly string[], id = 'one@mail.example') => letter({ id, fields }).text;

  it('are forms, the same whatever the version, the digits and the subject', () => {
    const one = text(['User-Agent: Mozilla Thunderbird 78.1', 'MIME-Version: 1.0'], '5f8edc10.6010603@mail.example');
    const two = text(
      ['User-Agent: Mozilla Thunderbird 91.0', 'MIME-Version: 1.0'],
      '60a1bc22.9020101@smtp.mail.example',
    );
    for (const kind of ['program', 'zone', 'spelling', 'signer', 'order'] as const) {
      expect(habitOf(kind, one)?.text, kind).toBe(habitOf(kind, two)?.text);
    }
    expect(habitOf('program', one)).toMatchObject({ text: 'mozilla thunderbird' });
    expect(habitOf('program', text([]))).toMatchObject({ text: '', told: 'no program is named' });
    expect(habitOf('spelling', one)).toMatchObject({ told: 'Message-ID, MIME-Version' });
  });

  test.each([
    ['CAExampleExampleExample=abc_def-ghi+jkl@mail.example.com', 'example.com w'],
    ['5f8edc10.6010603@host.example.com', 'example.com w.w'],
    ['20201020130000.GA6045@example.com', 'example.com 9.w'],
    ['2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d@example.com', 'example.com u'],
    ['000201d6a6f3$8c2f4d20$0b01a8c0$@example.com', 'example.com w$w$w$'],
  ])('the form of %s is %s', (id, form) => {
    expect(habitOf('id-form', text([], id))?.text).toBe(form);
  });

  test.each([
    ['----=_NextPart_000_0012_01D6A6F3.8C2F4D20', '---=_NextPartw.w'],
    ['Apple-Mail=_0A1B2C3D-1111-4222-8333-444455556666', 'Apple-Mailw=_u'],
    ['===============1234567890123456789==', '===============9=='],
    ['000000000000f745de05e6e31a3f', 'w'],
  ])('the form of the separator %s is %s', (boundary, form) => {
    expect(habitOf('separator-form', withParts(boundary).text)?.text).toBe(form);
  });

  it('of the signature is the sender’s own domain with its key', () => {
    const signature = (domain: string) =>
      text([`DKIM-Signature: v=1; a=rsa-sha256; d=${domain}; s=s1; h=from; bh=MTIz; b=c2ln`]);
    expect(habitOf('signer', signature('mail.example.com'))).toMatchObject({ text: 'mail.example.com s1' });
    expect(habitOf('signer', signature('service.example.org'))).toMatchObject({ text: '' });
  });

  it('of the order is the rank of each field, which the kept number gives back', () => {
    const trait = habitOf('order', text(['Received: x', 'MIME-Version: 1.0', 'X-Other: y']));
    expect(trait).toMatchObject({ told: 'MIME-Version, From, To, Subject, Date, Message-ID' });
    // from, to, cc, subject, date, message-id, in-reply-to, references, mime-version, content-type, user-agent, x-mailer
    expect(ranksIn(trait?.number ?? 0).toReversed()).toEqual([2, 3, 0, 4, 5, 6, 0, 0, 1, 0, 0, 0]);
    expect(habitOf('order', text(['To: twice@example.com']))?.told).not.toContain('To');
  });

  it('are told of the same message, with the same words, in whatever order the case has them', () => {
    const mails: Letter[] = Array.from({ length: 30 }, (_, n) =>
      letter({
        id: n === 7 ? 'CA7@mail.other.example' : `${n % 28}.${n % 28}@mail.example`,
        date: `${(n % 28) + 1} Oct 2020 13:00:00 ${n === 7 ? '+0500' : '+0000'}`,
        body: `Text number ${n} of these messages, which is long enough to be compared with others.`,
        fields: [sentBy(n)],
      }),
    );
    const told = (letters: readonly Letter[]) =>
      allRelations(tableOf(letters))
        .filter(({ kind }) => kind.id === 'across.unlike-sender')
        .map(({ summary, ids, about }) => [summary, about, ids].map((part) => nameIn(part, letters)).join(' '));
    const expected = told(mails);
    expect(expected.length).toBe(1);
    expect(expected[0]).toMatch(/unlike all 27 other messages of its sender that came directly in: .*Zone/);
    fc.assert(
      fc.property(fc.shuffledSubarray(mails, { minLength: mails.length }), (shuffled) => {
        expect(told(shuffled)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

const sentBy = (n: number) => `X-Mailer: ${n === 7 ? 'Other Writer' : 'Plain Writer'}`;

/** Messages by their bytes instead of their numbers, which depend on the order. */
function nameIn(part: string | readonly number[], letters: readonly Letter[]): string {
  return typeof part === 'string'
    ? part
    : part
        .map((id) => letters[id - 1]?.text ?? '')
        .sort()
        .join('|');
}
