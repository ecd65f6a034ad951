import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../../../shared/analysis/analyse';
import { findQuotedDates } from '../../../../shared/analysis/times/quoted-date';
import fc from '../../../helpers/properties';
import { HONEST, render, withField } from '../honest-mail';

/** Dates above quoted text: read at their very bytes, in several languages and transfer encodings. */

const ENCODINGS = ['8bit', 'quoted-printable', 'base64'] as const;

function messageWith(text: string, encoding: string, type: string): Uint8Array {
  const utf8 = Buffer.from(text);
  const hex = (byte: number): string => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const quoted = [...utf8].map((byte) => (byte > 126 || byte === 61 ? hex(byte) : String.fromCharCode(byte))).join('');
  const written = { '8bit': utf8.toString('latin1'), base64: utf8.toString('base64'), 'quoted-printable': quoted };
  const fields = withField('Content-Type', `${type}; charset=utf-8`, [
    ...HONEST,
    ['Content-Transfer-Encoding', encoding],
  ]);
  return Buffer.from(render(fields, `${written[encoding as keyof typeof written]}\r\n`), 'latin1');
}

function quotedTimes(text: string, encoding = '8bit', type = 'text/plain'): readonly string[] {
  return analyse(messageWith(text, encoding, type))
    .times.filter(({ source }) => source === 'quoted-text')
    .map(({ kind, timeMs, clock }) => `${kind} ${new Date(timeMs).toISOString()} ${clock}`);
}

function readInEachEncoding(text: string, expected: readonly string[], type?: string): void {
  expect(ENCODINGS.map((encoding) => quotedTimes(text, encoding, type))).toEqual(ENCODINGS.map(() => expected));
}

describe('the line that introduces a quotation', () => {
  test.each([
    ['On Wed, May 17, 2023 at 4:22 PM Jane Doe <jane@example.com> wrote:', '2023-05-17T16:22:00.000Z local'],
    [
      'On Wed, May 17, 2023 at 4:22\u202fPM Jane Doe <\njane.doe@example.com> wrote:\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    ['On Wed, 17 May 2023 at 16:22, Jane Doe <jane.doe@example.com>\nwrote:\n', '2023-05-17T16:22:00.000Z local'],
    [
      'Ja.\n\nAm Mi., 17. Mai 2023 um 16:22 Uhr schrieb Jane Doe <\njane@example.com>:\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    ['Oui.\n\nLe mer. 17 mai 2023 à 16:22, Jane Doe <jane@example.com> a écrit :\n', '2023-05-17T16:22:00.000Z local'],
    [
      'Sí.\n\nEl mié, 17 may 2023 a las 16:22, Jane Doe (<jane@example.com>) escribió:\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Sì.\n\nIl giorno mer 17 mag 2023 alle ore 16:22 Jane Doe <jane@example.com> ha\nscritto:\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Sim.\n\nEm qua., 17 de mai. de 2023 às 16:22, Jane Doe <jane@example.com>\nescreveu:\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    ['Ja.\n\nOp wo 17 mei 2023 om 16:22 schreef Jane Doe <jane@example.com>:\n', '2023-05-17T16:22:00.000Z local'],
    ['Tak.\n\nśr., 17 maj 2023 o 16:22 Jane Doe <jane@example.com> napisał(a):\n', '2023-05-17T16:22:00.000Z local'],
    ['Ja.\n\nDen ons 17 maj 2023 kl 16:22 skrev Jane Doe <jane@example.com>:\n', '2023-05-17T16:22:00.000Z local'],
    ['ke 17. toukok. 2023 klo 16.22 Jane Doe (jane@example.com) kirjoitti:\n', '2023-05-17T16:22:00.000Z local'],
    ['Den ons. 17. maj 2023 kl. 16.22 skrev Jane Doe <jane@example.com>:\n', '2023-05-17T16:22:00.000Z local'],
    ['Am 17.05.2023 um 16:22 schrieb Jane Doe:', '2023-05-17T16:22:00.000Z local'],
    ['On 5/17/23 4:22 PM, Jane Doe wrote:', '2023-05-17T16:22:00.000Z local'],
    ['On 17/05/2023 16:22, Jane Doe wrote:', '2023-05-17T16:22:00.000Z local'],
    ['On 2023-05-17 16:22, Jane Doe wrote:', '2023-05-17T16:22:00.000Z local'],
    ['Le 17/05/2023 à 16:22, Jane Doe a écrit :', '2023-05-17T16:22:00.000Z local'],
    ['On May 17, 2023, at 4:22 PM, Jane Doe <jane@example.com> wrote:', '2023-05-17T16:22:00.000Z local'],
    ['Am 17.05.2023 um 16:22 schrieb Jane Doe <jane@example.com>:', '2023-05-17T16:22:00.000Z local'],
    ['On 17 May 2023, at 16:22, Jane Doe <jane@example.com> wrote:', '2023-05-17T16:22:00.000Z local'],
    ['On Wed, May 17, 2023 at 04:22:33PM +0200, Jane Doe wrote:', '2023-05-17T14:22:33.000Z utc'],
    ['On Wed, 2023-05-17 at 16:22 +0200, Jane Doe wrote:', '2023-05-17T14:22:00.000Z utc'],
    ['On Wed, 17 May 2023 16:22:33 +0200, Jane wrote:', '2023-05-17T14:22:33.000Z utc'],
    ['On Wed, 17 May 2023 16:22:33 -0730\nJane <jane@example.com> wrote:', '2023-05-17T23:52:33.000Z utc'],
    ['On Wed, 17 May 2023 16:22:33 GMT, Jane wrote:', '2023-05-17T16:22:33.000Z utc'],
  ])('%j', (text, expected) => {
    readInEachEncoding(`Yes.\n\n${text}\n\n> Good morning\n`, [`quoted.introduction ${expected}`]);
  });

  test.each([
    ['a day and a month in either order', 'On 5/7/23 4:22 PM, Jane Doe wrote:\n'],
    ['no such day', 'On Wed, May 32, 2023 at 4:22 PM Jane wrote:\n'],
    ['another paragraph between', 'On 17 May 2023 at 16:22 the council met.\n\nThe report they wrote: see below\n'],
    ['no colon', 'On 17 May 2023 at 16:22 the council wrote to everybody.\n'],
  ])('is left unread: %s', (_, text) => {
    readInEachEncoding(text, []);
  });
});

describe('a block of quoted fields', () => {
  test.each([
    [
      'Yes\n\n-----Original Message-----\nFrom: Jane Doe <jane@example.com>\nSent: Wednesday, May 17, 2023 4:22 PM\nTo: John\nSubject: x\n\nHi\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'From: Jane Doe <jane@example.com>\nSent: 17 May 2023 16:22\nTo: John\nSubject: x\n\nHi\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      '*From:* Jane Doe <jane@example.com>\n*Sent:* Wednesday, May 17, 2023 4:22 PM\n*To:* John\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Von: Jane Doe <jane@example.com>\nGesendet: Mittwoch, 17. Mai 2023 16:22\nAn: John\nBetreff: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'De : Jane Doe <jane@example.com>\nEnvoyé : mercredi 17 mai 2023 16:22\nÀ : John\nObjet : x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'De: Jane Doe <jane@example.com>\nEnviado el: miércoles, 17 de mayo de 2023 16:22\nPara: John\nAsunto: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Da: Jane Doe <jane@example.com>\nInviato: mercoledì 17 maggio 2023 16:22\nA: John\nOggetto: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'De: Jane Doe <jane@example.com>\nEnviada em: quarta-feira, 17 de maio de 2023 16:22\nPara: John\nAssunto: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Van: Jane Doe <jane@example.com>\nVerzonden: woensdag 17 mei 2023 16:22\nAan: John\nOnderwerp: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Från: Jane Doe <jane@example.com>\nSkickat: den 17 maj 2023 16:22\nTill: John\nÄmne: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Fra: Jane Doe <jane@example.com>\nSendt: 17. maj 2023 16:22\nTil: John\nEmne: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      'Od: Jane Doe <jane@example.com>\nWysłano: środa, 17 maja 2023 16:22\nDo: John\nTemat: x\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      '---------- Forwarded message ---------\nFrom: Jane Doe <jane@example.com>\nDate: Wed, May 17, 2023 at 4:22 PM\nSubject: x\nTo: John\n',
      '2023-05-17T16:22:00.000Z local',
    ],
    [
      '-------- Weitergeleitete Nachricht --------\nBetreff: 	x\nDatum: 	Wed, 17 May 2023 16:22:33 +0200\nVon: 	Jane <jane@example.com>\nAn: 	John\n',
      '2023-05-17T14:22:33.000Z utc',
    ],
  ])('%j', (text, expected) => {
    readInEachEncoding(text, [`quoted.field ${expected}`]);
  });

  test.each([
    ['no author', 'Sent: Wednesday, May 17, 2023 4:22 PM\n'],
    ['no time of day', 'Date: Wednesday, May 17, 2023\nFrom: the council\n'],
    [
      'text before the date',
      'From: the council\nDate: to be agreed with those concerned, not before 17 May 2023 16:22\n',
    ],
  ])('is left unread: %s', (_, text) => {
    readInEachEncoding(text, []);
  });
});

describe('HTML', () => {
  test.each([
    [
      '<div class="gmail_attr">On Wed, May 17, 2023 at 4:22\u202fPM Jane &lt;<a href="mailto:jane@example.com">jane@example.com</a>&gt; wrote:<br></div>',
      'quoted.introduction 2023-05-17T16:22:00.000Z local',
    ],
    [
      '<p><b><span style=\'font-family:"Calibri",sans-serif\'>From:</span></b> Jane<br><b>Sent:</b> Wednesday, May 17, 2023 4:22 PM<br></p>',
      'quoted.field 2023-05-17T16:22:00.000Z local',
    ],
    [
      '<p><b>De&nbsp;:</b> Jane<br><b>Envoy&eacute;&nbsp;:</b> vendredi 17 f&eacute;vrier 2023 16:22<br></p>',
      'quoted.field 2023-02-17T16:22:00.000Z local',
    ],
  ])('%j', (text, expected) => {
    readInEachEncoding(text, [expected], 'text/html');
  });
});

it('points at the date and nothing else, and bounds the message from below', () => {
  const message = render(HONEST, 'On Mon, Apr 5, 2021 at 4:22 PM Jane <jane@example.com> wrote:\r\n> Hi\r\n');
  const [time] = analyse(Buffer.from(message)).times.filter(({ source }) => source === 'quoted-text');
  expect(time).toMatchObject({ bound: 'lower', whose: 'author', precisionSeconds: 60 });
  expect(message.slice(time?.span.start, time?.span.end)).toBe('Apr 5, 2021 at 4:22 PM');
});

it('reads any bytes without an exception, and places inside of them', () => {
  void fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const text = `On 17 May 2023${Buffer.from(bytes).toString('latin1')} 16:22 wrote:`;
      const dates = findQuotedDates(text);
      expect(dates.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
      expect(dates.every(({ timeMs }) => Number.isFinite(timeMs))).toBe(true);
    }),
  );
});

it('costs little on many beginnings of quotations', () => {
  const hostile = 'Sent: wrote 1.1.1.1.1.1 On 17 May '.repeat(7_000);
  expect(quotedTimes(hostile)).toEqual([]);
});
