import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import fc from '../../../helpers/properties';
import { bytesOf, found, HONEST, render, withField } from '../honest-mail';

/** Times in links and calendar entries: read at their very bytes, whatever the transfer encoding. */

const token = (claims: object): string =>
  ['{"alg":"none"}', JSON.stringify(claims), 'sig'].map((text) => Buffer.from(text).toString('base64url')).join('.');

const encoded = (encoding: string, type = 'text/html') =>
  withField('Content-Type', type, [...HONEST, ['Content-Transfer-Encoding', encoding]]);

function contentTimesOf(message: string): readonly string[] {
  return analyse(bytesOf(message))
    .times.filter(({ source }) => source === 'body-link' || source === 'calendar')
    .map(({ kind, timeMs, bound }) => `${kind} ${bound} ${new Date(timeMs).toISOString()}`);
}

function bytesUnder(message: string): readonly string[] {
  return analyse(bytesOf(message))
    .times.filter(({ source }) => source === 'body-link')
    .map(({ span }) => message.slice(span.start, span.end));
}

describe('links', () => {
  test.each([
    [`https://example.com/?t=${token({ iat: 1_621_500_000 })}`, 'link.web-token lower 2021-05-20T08:40:00.000Z'],
    [
      'https://x.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com&data=05%7C01%7Cben%40example.net%7C1%7C637570000000000000%7CUnknown%7C',
      'link.safe-links lower 2021-05-19T05:46:40.000Z',
    ],
    [
      'https://b.example/x?X-Amz-Date=20210520T084000Z&amp;X-Amz-Signature=60',
      'link.amazon-date lower 2021-05-20T08:40:00.000Z',
    ],
    ['https://b.example/x?Expires=1621500000&Signature=x', 'link.signed-expiry upper 2021-05-20T08:40:00.000Z'],
    ['https://b.example/a.png?1621500000', 'link.cache-mark lower 2021-05-20T08:40:00.000Z'],
    ['https://b.example/a.css?w=1&v=1621500000', 'link.cache-mark lower 2021-05-20T08:40:00.000Z'],
    ['https://b.example/x?a=1&amp;X-Goog-Date=20210520T084000Z', 'link.google-date lower 2021-05-20T08:40:00.000Z'],
    ['https://b.example/x?sv=1&st=2021-05-20T08%3A40%3A00Z', 'link.azure-start lower 2021-05-20T08:40:00.000Z'],
    ['https://b.example/x?sv=1&se=2022-05-20T08:40:00Z&sig=x', 'link.azure-expiry upper 2022-05-20T08:40:00.000Z'],
    ['https://a.fbcdn.net/p.png?oh=1&oe=60A61FC0', 'link.facebook-expiry upper 2021-05-20T08:37:20.000Z'],
    ['https://b.example/x?id=7&ts=1621500000', 'link.seconds lower 2021-05-20T08:40:00.000Z'],
    ['https://b.example/x?id=7&_=1621500000123', 'link.milliseconds lower 2021-05-20T08:40:00.123Z'],
    ['https://twitter.com/example/status/1541815603606036480', 'link.snowflake lower 2022-06-28T16:07:40.105Z'],
    ['https://b.example/01ARZ3NDEKTSV4RRFFQ69G5FAV', 'link.ulid lower 2016-07-30T23:54:10.259Z'],
    ['https://b.example/017f22e2-79b0-7cc3-98c4-dc0c0c07398f', 'link.uuid-v7 lower 2022-02-22T19:22:22.000Z'],
    ['https://b.example/d257839e-a581-11d6-8a38-003065f62cd6', 'link.uuid-v1 lower 2002-08-01T19:06:45.232Z'],
    ['https://b.example/c/60a63a00f1d2c3b4a5968778', 'link.object-id lower 2021-05-20T10:29:20.000Z'],
  ])('%s', (link, expected) => {
    const times = contentTimesOf(render(encoded('7bit'), `<a href="${link}">x</a>`));
    expect(times).toEqual([expected]);
  });

  test.each([
    ['a random UUID', 'https://b.example/d257839e-a581-41d6-8a38-003065f62cd6'],
    ['an ObjectId of another year', 'https://b.example/c/50a63a00f1d2c3b4a5968778'],
    ['a product number', 'https://b.example/x?product=1621500000'],
    ['a mark against caches of another week', 'https://b.example/a.css?v=1620500000'],
    ['a token without a time', `https://example.com/?t=${token({ sub: 'x' })}`],
  ])('reads no time from %s', (_, link) => {
    expect(contentTimesOf(render(encoded('7bit'), `<a href="${link}">x</a>`))).toEqual([]);
  });

  it('tell of a time and of its end', () => {
    const links = [
      `https://example.com/?t=${token({ nbf: 1_621_500_000, exp: 1_621_503_600 })}`,
      'https://b.example/x?X-Amz-Date=20210520T084000Z&X-Amz-SignedHeaders=host&X-Amz-Expires=1800',
    ];
    expect(links.map((link) => contentTimesOf(render(encoded('7bit'), `<a href="${link}">x</a>`)))).toEqual([
      ['link.web-token lower 2021-05-20T08:40:00.000Z', 'link.web-token-expiry upper 2021-05-20T09:40:00.000Z'],
      ['link.amazon-date lower 2021-05-20T08:40:00.000Z', 'link.amazon-expiry upper 2021-05-20T09:10:00.000Z'],
    ]);
  });

  it('are followed over quoted-printable breaks, to their very bytes', () => {
    const message = render(
      encoded('quoted-printable'),
      '<a href=3D"https://b.example/x?id=3D7&ts=3D16215=\r\n00000&z=3D1">x</a>',
    );
    expect(contentTimesOf(message)).toEqual(['link.seconds lower 2021-05-20T08:40:00.000Z']);
    expect(bytesUnder(message)).toEqual(['16215=\r\n00000']);
  });

  it('are found in base64, at the groups that hold them', () => {
    const body = Buffer.from(`<p>${'x'.repeat(100)}</p> https://b.example/x?id=7&ts=1621500000 `).toString('base64');
    const message = render(encoded('base64'), body.replace(/.{76}/g, '$&\r\n'));
    expect(contentTimesOf(message)).toEqual(['link.seconds lower 2021-05-20T08:40:00.000Z']);
    const [bytes = ''] = bytesUnder(message);
    expect(Buffer.from(bytes, 'base64').toString('latin1')).toContain('1621500000');
  });

  it('bound the date of the message', () => {
    const late = `<a href="https://example.com/?t=${token({ iat: 1_622_500_000 })}">x</a>`;
    expect(found('date.before-its-parts', render(encoded('7bit'), late))[0]?.[0]).toBe('high');
  });
});

it('reads when a calendar entry was made', () => {
  const entry = 'BEGIN:VCALENDAR\r\nDTSTAMP:20210520T084000Z\r\nCREATED:20210519T084000Z\r\nEND:VCALENDAR\r\n';
  expect(contentTimesOf(render(encoded('7bit', 'text/calendar'), entry))).toEqual([
    'calendar.stamp lower 2021-05-20T08:40:00.000Z',
    'calendar.created lower 2021-05-19T08:40:00.000Z',
  ]);
});

it.each([
  ['text/x-vcard', 'BEGIN:VCARD\r\nREV:2021-05-20T08:40:00Z\r\nEND:VCARD\r\n', 'card.revised'],
  ['application/ics', 'BEGIN:VCALENDAR\r\nDTSTAMP:20210520T084000Z\r\nEND:VCALENDAR\r\n', 'calendar.stamp'],
])('reads the time of an attached file of the type %s', (type, text, kind) => {
  const attached = withField('Content-Disposition', 'attachment; filename=a', encoded('7bit', type));
  expect(contentTimesOf(render(attached, text))).toEqual([`${kind} lower 2021-05-20T08:40:00.000Z`]);
});

describe('hostile content', () => {
  it('gives spans inside the message, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      'http',
      'https://x/?ts=1621500000',
      '=\r\n',
      '=3D',
      'eyJ',
      '.',
      '\r\n',
      '&',
      '=',
      'QQ==',
      '\u00ff',
      'On 17 May 2023 at 16:22, Jane wrote:\r\n',
      'From: Jane\r\nSent: 17 May',
      ' 2023 16:22',
    );
    void fc.assert(
      fc.property(
        fc.constantFrom('7bit', 'quoted-printable', 'base64'),
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 60 }),
        (encoding, body) => {
          const bytes = bytesOf(render(encoded(encoding), body.join('')));
          const outside = analyse(bytes).times.filter(({ span }) => span.start >= span.end || span.end > bytes.length);
          expect(outside).toEqual([]);
        },
      ),
    );
  });

  test.each(['7bit', 'quoted-printable', 'base64'])(
    'is read in bounded time: a megabyte of links in %s',
    (encoding) => {
      const link = 'http://safelinks.protection.outlook.com/fbcdn.net?oe=eyJeyJ%7C'.repeat(20);
      const text = `${link} `.repeat(800);
      const body = encoding === 'base64' ? Buffer.from(text).toString('base64') : text;
      const { failures } = analyse(bytesOf(render(encoded(encoding), body)));
      expect(failures).toEqual([]);
    },
  );
});
