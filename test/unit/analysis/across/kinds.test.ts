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
