import { describe, expect, it, test } from 'vitest';
import { RELATION_KINDS } from '../../../../shared/analysis/across/registry';
import { SEVERITIES } from '../../../../shared/analysis/rule';
import { allRelations, type Letter, letter, relationsAmong, tableOf, withParts } from './case-of';

/** Each kind of relation with its own mails: where it is found, where something is missing for it, and where it is innocent. */

interface KindMails {
  readonly found: readonly { readonly letters: readonly Letter[]; readonly relations: readonly string[] }[];
  readonly notFound: Readonly<Record<string, readonly Letter[]>>;
}

const LATER = 'Fri, 23 Oct 2020 09:30:00 +0000';
const OTHER_BODY =
  'The budget for the coming year has been agreed upon, and the board will vote on it in the next week.';
const other = { id: 'two@mail.example', date: LATER, body: OTHER_BODY } as const;
const cat = { from: 'Cat <cat@example.org>' } as const;

const signed = (value: string, to: string, more: readonly string[] = []): readonly string[] => [
  ...more,
  `Delivered-To: ${to}`,
  `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.com; s=s1; h=from:to:subject; bh=MTIz; b=${value}`,
];
const received = (day: number): string =>
  `Received: from mail.example.com (mail.example.com [192.0.2.1]) by mx.example.net with ESMTP id x${day}; ${day} Oct 2020 13:00:05 +0000`;

const sentTo = (number: number, list = 'a'): string =>
  `Return-Path: <${list}-return-${number}-bob=example.net@lists.example>`;

/** Messages of a list, numbered from 1, one a day from the first of October, or all on one day. */
const numbered = (count: number, { day }: { readonly day?: number } = {}): readonly Letter[] =>
  Array.from({ length: count }, (_, n) =>
    letter({
      id: `n${n + 1}.${day ?? 0}@mail.example`,
      date: `${day ?? n + 1} Oct 2020 13:00:00 +0000`,
      body: `${OTHER_BODY} ${n} ${day ?? 0}`,
      fields: [sentTo(n + 1)],
    }),
  );

interface Habit {
  readonly program?: string;
  readonly zone?: string;
  readonly id?: string;
  readonly fields?: readonly string[];
}

/** Messages of one sender, one a day, each by the same program. */
const habitual = (count: number, { program = 'Plain Writer 1.2', zone = '+0000', id, fields = [] }: Habit = {}) =>
  Array.from({ length: count }, (_, n) =>
    letter({
      id: id === undefined ? `${n}.${zone.slice(1)}${program.length}@mail.example` : `${n}@${id}.example`,
      date: `${n + 1} Oct 2020 13:00:00 ${zone}`,
      body: `${OTHER_BODY} ${n} ${program}`,
      fields: [`X-Mailer: ${program}`, ...fields],
    }),
  );

const MAILS: Readonly<Record<string, KindMails>> = {
  'across.shared-boundary': {
    found: [
      { letters: [withParts('==frozen=='), withParts('==frozen==', { ...other, ...cat })], relations: ['medium 1 2'] },
      { letters: [withParts('==frozen=='), withParts('==frozen==', other)], relations: ['info 1 2'] },
    ],
    notFound: {
      'another separator': [withParts('==one=='), withParts('==two==', { ...other, ...cat })],
      'a copy with a footer': [withParts('==a=='), withParts('==a==', { body: `${OTHER_BODY} footer` })],
      'the same text sent again': [withParts('==a=='), withParts('==a==', { id: 'again@mail.example', date: LATER })],
      'an enclosed message, whose separator stands in the outer one too': [
        withParts('==inner==', { came: 'enclosed' }),
        letter({
          ...other,
          ...cat,
          fields: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="outer"'],
          body: ['--outer', 'Content-Type: message/rfc822', '', withParts('==inner==').text, '--outer--'].join('\r\n'),
        }),
      ],
    },
  },
  'across.shared-content-id': {
    found: [
      {
        letters: [withParts('a', { contentId: 'logo@x' }), withParts('b', { ...other, ...cat, contentId: 'logo@x' })],
        relations: ['low 1 2'],
      },
      {
        letters: [withParts('a', { contentId: 'logo@x' }), withParts('b', { ...other, contentId: 'logo@x' })],
        relations: ['info 1 2'],
      },
    ],
    notFound: {
      'an answer that carries the picture along': [
        withParts('a', { contentId: 'logo@x' }),
        withParts('b', { ...other, ...cat, contentId: 'logo@x', fields: ['In-Reply-To: <one@mail.example>'] }),
      ],
      'two answers to a third message': [
        withParts('a', { contentId: 'logo@x', fields: ['References: <root@mail.example>'] }),
        withParts('b', { ...other, ...cat, contentId: 'logo@x', fields: ['References: <root@mail.example>'] }),
      ],
      'another id': [withParts('a', { contentId: '1@x' }), withParts('b', { ...other, ...cat, contentId: '2@x' })],
    },
  },
  'across.shared-message-id': {
    found: [{ letters: [letter(), letter({ ...other, id: 'one@mail.example' })], relations: ['high 1 2'] }],
    notFound: {
      'a copy through a list, with a footer': [letter(), letter({ body: OTHER_BODY, subject: '[list] Minutes' })],
      'the same text with the date written anew': [letter(), letter({ date: LATER })],
      'a message without a date': [letter(), { ...letter(other), text: 'Message-ID: <one@mail.example>\r\n\r\nx\r\n' }],
    },
  },
  'across.same-text': {
    found: [
      { letters: [letter(), letter({ ...cat, id: 'two@mail.example', date: LATER })], relations: ['medium 1 2'] },
      { letters: [letter(), letter({ id: 'two@mail.example', date: LATER })], relations: ['info 1 2'] },
    ],
    notFound: {
      'a copy': [letter(), letter()],
      'another word': [letter(), letter({ ...cat, id: 'two@mail.example', date: LATER, body: OTHER_BODY })],
      'a greeting that is too short to mean anything': [
        letter({ body: 'Thank you!' }),
        letter({ ...cat, id: 'two@mail.example', date: LATER, body: 'Thank you!' }),
      ],
      'the same date': [letter(), letter({ ...cat, id: 'two@mail.example' })],
    },
  },
  'across.same-second': {
    found: [{ letters: [letter(), letter({ id: 'two@mail.example', body: OTHER_BODY })], relations: ['info 1 2'] }],
    notFound: {
      'a copy with a footer': [letter(), letter({ body: OTHER_BODY })],
      'another sender': [letter(), letter({ ...cat, id: 'two@mail.example', body: OTHER_BODY })],
      'the second after': [letter(), letter({ ...other, date: 'Tue, 20 Oct 2020 13:00:01 +0000' })],
    },
  },
  'across.missing-parent': {
    found: [
      { letters: [letter({ fields: ['In-Reply-To: <gone@mail.example>'] })], relations: ['info 1'] },
      {
        letters: [
          letter({ fields: ['References: <root@x> <gone@mail.example>'] }),
          letter({ ...other, fields: ['In-Reply-To: <gone@mail.example>'] }),
        ],
        relations: ['info 1 2'],
      },
    ],
    notFound: {
      'the answered message is there': [letter(), letter({ ...other, fields: ['In-Reply-To: <one@mail.example>'] })],
      'only what stands further back is missing': [
        letter(),
        letter({ ...other, fields: ['References: <gone@mail.example> <one@mail.example>'] }),
      ],
      'a sentence instead of an id': [letter({ fields: ['In-Reply-To: Your message of Tuesday'] })],
    },
  },
  'across.older-than-parent': {
    found: [
      {
        letters: [
          letter(),
          letter({ ...other, date: 'Fri, 16 Oct 2020 13:00:00 +0000', fields: ['In-Reply-To: <one@mail.example>'] }),
        ],
        relations: ['medium 1 2'],
      },
      {
        letters: [
          letter(),
          letter({ ...other, date: 'Tue, 20 Oct 2020 11:00:00 +0000', fields: ['References: <one@mail.example>'] }),
        ],
        relations: ['low 1 2'],
      },
    ],
    notFound: {
      'an answer that came later': [letter(), letter({ ...other, fields: ['In-Reply-To: <one@mail.example>'] })],
      'clocks that differ by some minutes': [
        letter(),
        letter({ ...other, date: 'Tue, 20 Oct 2020 12:55:00 +0000', fields: ['In-Reply-To: <one@mail.example>'] }),
      ],
      'a message that names itself': [letter({ fields: ['References: <one@mail.example>'] })],
    },
  },
  'across.copies-differ': {
    found: [
      { letters: [letter(), letter({ date: LATER })], relations: ['medium 1 2'] },
      { letters: [letter(), letter({ subject: 'Minutes (changed)' })], relations: ['low 1 2'] },
      {
        letters: [letter(), letter({ subject: '[list] Minutes', fields: ['List-Id: <list.example.org>'] })],
        relations: ['info 1 2'],
      },
    ],
    notFound: {
      'a copy that took another way': [letter(), letter({ fields: [received(20)] })],
      'another message': [letter(), letter(other)],
      'the order of recipients and the name of a sender': [
        letter({ to: 'bob@example.net, cat@example.org' }),
        letter({ to: 'Cat <cat@example.org>, Bob <BOB@example.net>', from: '"Ann A." <ann@example.com>' }),
      ],
      'a copy that was put together from a program’s properties': [letter(), letter({ date: LATER, came: 'rebuilt' })],
    },
  },
  'across.original-differs': {
    found: [
      { letters: [letter(), letter({ date: LATER, came: 'enclosed' })], relations: ['medium 1 2'] },
      { letters: [letter({ came: 'enclosed' }), letter({ body: OTHER_BODY })], relations: ['low 1 2'] },
    ],
    notFound: {
      'the same': [letter(), letter({ came: 'enclosed' })],
      'one of several copies is the same': [
        letter(),
        letter({ subject: '[list] Minutes' }),
        letter({ came: 'enclosed' }),
      ],
      'two copies of which none is enclosed': [letter(), letter({ date: LATER })],
    },
  },
  'across.moved-signature': {
    found: [
      {
        letters: [
          letter({ fields: signed('c2lnbmVk', 'bob@example.net') }),
          letter({ ...other, fields: signed('c2ln\r\n bmVk', 'bob@example.net') }),
        ],
        relations: ['high 1 2'],
      },
    ],
    notFound: {
      'a copy': [
        letter({ fields: signed('c2lnbmVk', 'bob@example.net') }),
        letter({ fields: signed('c2lnbmVk', 'cat@example.org') }),
      ],
      'another signature': [
        letter({ fields: signed('c2lnbmVk', 'bob@example.net') }),
        letter({ ...other, fields: signed('b3RoZXI=', 'bob@example.net') }),
      ],
    },
  },
  'across.replayed-signature': {
    found: [
      {
        letters: [
          letter({ fields: signed('c2lnbmVk', 'bob@example.net', [received(20)]) }),
          letter({ fields: signed('c2lnbmVk', 'cat@example.org', [received(27)]) }),
        ],
        relations: ['low 1 2'],
      },
      {
        letters: [
          letter({ fields: signed('c2lnbmVk', 'bob@example.net', [received(20)]) }),
          letter({ fields: signed('c2lnbmVk', 'cat@example.org', [received(20)]) }),
        ],
        relations: ['info 1 2'],
      },
    ],
    notFound: {
      'one recipient': [
        letter({ fields: signed('c2lnbmVk', 'bob@example.net', [received(20)]) }),
        letter({ fields: signed('c2lnbmVk', 'BOB@example.net', [received(27)]) }),
      ],
      'a list': [
        letter({ fields: signed('c2lnbmVk', 'bob@example.net', [received(20)]) }),
        letter({ fields: [...signed('c2lnbmVk', 'cat@example.org', [received(27)]), 'List-Id: <list.example.org>'] }),
      ],
    },
  },
  'across.same-microsecond': {
    found: [
      {
        letters: [
          withParts('----=_NextPart_000_0012_01D6A6F3.8C2F4D20'),
          withParts('----=_NextPart_001_0013_01D6A6F3.8C2F4D20', { ...other, ...cat }),
        ],
        relations: ['high 1 2'],
      },
    ],
    notFound: {
      'the tick after': [
        withParts('----=_NextPart_000_0012_01D6A6F3.8C2F4D20'),
        withParts('----=_NextPart_001_0013_01D6A6F3.8C2F4D21', { ...other, ...cat }),
      ],
      'an answer': [
        withParts('----=_NextPart_000_0012_01D6A6F3.8C2F4D20'),
        withParts('----=_NextPart_001_0013_01D6A6F3.8C2F4D20', {
          ...other,
          fields: ['In-Reply-To: <one@mail.example>'],
        }),
      ],
    },
  },
  'across.counter-order': {
    found: [
      { letters: [...numbered(6), numbered(9, { day: 2 })[8] ?? letter()], relations: ['medium 6 7'] },
      { letters: [...numbered(9).slice(2), numbered(1, { day: 20 })[0] ?? letter()], relations: ['medium 1 8'] },
    ],
    notFound: {
      'messages in their order': numbered(12),
      'a message that a moderator let wait for some hours': [
        ...numbered(8),
        letter({ id: 'n9@mail.example', date: 'Wed, 07 Oct 2020 20:00:00 +0000', fields: [sentTo(9)] }),
      ],
      'a Date that was set back, where the receipt is in order: that is a rule for one message': [
        ...numbered(6),
        letter({ id: 'n7@mail.example', date: 'Tue, 20 Oct 2015 13:00:00 +0000', fields: [sentTo(7), received(9)] }),
      ],
      'a counter that began anew': [...numbered(6), ...numbered(5, { day: 15 })],
      'another list': [...numbered(6), letter({ date: 'Thu, 01 Oct 2020 13:00:00 +0000', fields: [sentTo(9, 'b')] })],
    },
  },
  'across.unlike-sender': {
    found: [
      {
        letters: [
          ...habitual(12),
          habitual(5, { program: 'Courier Writer 2', zone: '+0300', id: 'odd' })[4] ?? letter(),
        ],
        relations: ['medium 4 5 6 13'],
      },
      {
        letters: [...habitual(12), habitual(5, { program: 'Courier Writer 2', zone: '+0300' })[4] ?? letter()],
        relations: ['low 4 5 6 13'],
      },
    ],
    notFound: {
      'one habit that changes: a journey': [...habitual(12), habitual(5, { zone: '+0300' })[4] ?? letter()],
      'too few others': [
        ...habitual(9),
        habitual(5, { program: 'Courier Writer 2', zone: '+0300', id: 'odd' })[4] ?? letter(),
      ],
      'a sender without a habit': Array.from(
        { length: 14 },
        (_, n) => habitual(n + 1, { program: `Writer ${'abcdefghijklmnop'[n]}`, zone: `+0${n % 10}00` })[n] ?? letter(),
      ),
      'two messages of the same kind': [
        ...habitual(12),
        ...habitual(14, { program: 'Courier Writer 2', zone: '+0300', id: 'odd' }).slice(12),
      ],
      'a message that came through a list': [
        ...habitual(12),
        habitual(5, {
          program: 'Courier Writer 2',
          zone: '+0300',
          id: 'odd',
          fields: ['List-Id: <l.example.org>'],
        })[4] ?? letter(),
      ],
      'a message that was put together from a program’s properties': [
        ...habitual(12),
        {
          ...(habitual(5, { program: 'Courier Writer 2', zone: '+0300', id: 'odd' })[4] ?? letter()),
          came: 'rebuilt' as const,
        },
      ],
    },
  },
};

describe('the kinds of relations', () => {
  it('are data that a person can read', () => {
    for (const kind of RELATION_KINDS) {
      expect(kind.id).toMatch(/^across\.[a-z-]+$/);
      expect(kind.version).toBeGreaterThan(0);
      expect(SEVERITIES).toContain(kind.severity);
      expect(kind.innocent.length).toBeGreaterThan(0);
      for (const text of [kind.title, kind.summary, kind.explanation, kind.settle, kind.reference, ...kind.innocent]) {
        expect(text.length).toBeGreaterThan(5);
        expect(text).not.toMatch(/\bwe\b|\bour\b|\bfraud/i);
      }
    }
    expect(new Set(RELATION_KINDS.map(({ id }) => id)).size).toBe(RELATION_KINDS.length);
    expect(Object.keys(MAILS).sort()).toEqual(RELATION_KINDS.map(({ id }) => id).sort());
  });

  test.each(Object.entries(MAILS))(
    '%s is found in its own mails, in any order, with its sentence whole',
    (kind, { found }) => {
      expect(found.length).toBeGreaterThan(0);
      for (const { letters, relations } of found) {
        expect(relationsAmong(kind, letters)).toEqual(relations);
        expect(relationsAmong(kind, letters.toReversed()).length).toBe(relations.length);
        const summaries = allRelations(tableOf(letters)).map(({ summary }) => summary);
        expect(summaries.filter((summary) => /[{}]/.test(summary))).toEqual([]);
      }
    },
  );

  test.each(
    Object.entries(MAILS).flatMap(([kind, { notFound }]) =>
      Object.entries(notFound).map(([name, letters]) => [kind, name, letters] as const),
    ),
  )('%s is not found in %s', (kind, _name, letters) => {
    expect(relationsAmong(kind, letters)).toEqual([]);
  });
});
