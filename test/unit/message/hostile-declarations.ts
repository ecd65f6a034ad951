import {
  base64,
  CRLF,
  cte,
  divided,
  encodedText,
  filePart,
  harmless,
  inFile,
  inText,
  lines,
  type Make,
  message,
  mixed,
  textPart,
} from './hostile-pieces';

/** Attacks on what the fields of a part declare: type, transfer encoding, container. */
export const declarationAttacks: readonly (readonly [attack: string, make: Make])[] = [
  // Two declarations of the type
  ['two types, multipart first', divided([mixed, 'Content-Type: text/plain'])],
  ['two types, multipart last', divided(['Content-Type: text/plain', mixed])],
  ['two multipart types, first boundary used', divided([mixed, 'Content-Type: multipart/mixed; boundary=b2'])],
  ['two multipart types, last boundary used', divided([mixed, 'Content-Type: multipart/mixed; boundary=b2'], 'b2')],
  ['a type in quotes', divided('"multipart/mixed"; boundary=b1')],
  ['a type behind a comment', divided('(text/plain) multipart/mixed; boundary=b1')],
  ['a comment inside the type', divided('multipart(x)/(y)mixed; boundary=b1')],
  ['NUL inside the type', divided('multi\0part/mixed; boundary=b1')],
  ['text/plain with a boundary', divided('text/plain; boundary=b1')],
  ['two types in one field', divided('text/plain, multipart/mixed; boundary=b1')],
  ['a type without its subtype', divided('multipart; boundary=b1')],
  ['a type folded inside the word', divided('multipart/\r\n mixed; boundary=b1')],
  ['an encoded word as type', divided('=?us-ascii?Q?multipart/mixed?=; boundary=b1')],
  ['a blank before the colon of Content-Type', divided(['Content-Type : multipart/mixed; boundary=b1'])],
  ['a type with commas for semicolons', divided('multipart/mixed, boundary=b1')],
  // Two declarations of the encoding
  ['two encodings, base64 first', encodedText(`${cte} base64`, `${cte} 7bit`)],
  ['two encodings, base64 last', encodedText(`${cte} 7bit`, `${cte} base64`)],
  [
    'two encodings, quoted-printable last',
    inText((marker) =>
      message([`${cte} 7bit`, `${cte} quoted-printable`], marker.replace('kestrel', 'kes=\r\ntr=65l')),
    ),
  ],
  [
    'base64 declared over plain text',
    inText((marker) => message([`${cte} base64`, `${cte} 8bit`], `The word, as it stands, is: ${marker} (plain).`)),
  ],
  ['an encoding in quotes', encodedText(`${cte} "base64"`)],
  ['an encoding behind a comment', encodedText(`${cte} (7bit) base64`)],
  ['an encoding before a comment', encodedText(`${cte} base64 (x)`)],
  ['an encoding that is folded', encodedText(`${cte}\r\n base64`)],
  ['an encoding folded inside the word', encodedText(`${cte} base\r\n 64`)],
  ['NUL inside the encoding', encodedText(`${cte} base\x0064`)],
  ['NUL after the encoding', encodedText(`${cte} base64\0x`)],
  ['an encoding with text behind it', encodedText(`${cte} base64 7bit`)],
  ['an encoding with a parameter', encodedText(`${cte} base64; x=y`)],
  ['an encoding with an x in front', encodedText(`${cte} x-base64`)],
  ['an encoding with a wrong hyphen', encodedText(`${cte} base-64`)],
  ['an encoding in capitals', encodedText(`${cte} BASE64`)],
  ['an encoding as an encoded word', encodedText(`${cte} =?us-ascii?Q?base64?=`)],
  ['blanks before the colon of the encoding', encodedText('Content-Transfer-Encoding  : base64')],
  ['an unknown encoding over base64', encodedText(`${cte} x-unknown`)],
  ['a bare CR inside the encoding field', encodedText(`${cte} 7bit\r${cte} base64`)],
  // Base64 that is not as it should be
  [
    'base64 with holes',
    inText((marker) => message([`${cte} base64`], base64(`The word is ${marker}.`).replace(/(.{5})/g, '$1*!'))),
  ],
  [
    'base64 with padding in the middle',
    inText((marker) => message([`${cte} base64`], `${base64('Good.')}${CRLF}${base64(`Evening ${marker}`)}`)),
  ],
  [
    'base64 with a pad inside of a group',
    inText((marker) => message([`${cte} base64`], base64(`xx ${marker} xxx`).replace(/^(..)/, '$1='))),
  ],
  [
    'base64 in the URL alphabet',
    inFile((content) =>
      message(
        ['Content-Type: application/pdf; name=a.pdf', `${cte} base64`],
        base64(content).replaceAll('+', '-').replaceAll('/', '_'),
      ),
    ),
  ],
  [
    'plain text after base64',
    inText((marker) => message([`${cte} base64`], base64('Good evening.x='), `-- and now: ${marker} --`)),
  ],
  [
    'plain text before base64',
    inText((marker) => message([`${cte} base64`], `* note: ${marker} *`, base64('Good evening.'))),
  ],
  [
    'a file with a footer behind its base64',
    inFile((content) =>
      message(
        [mixed],
        '--b1',
        ...textPart(harmless),
        '--b1',
        ...filePart(content),
        '',
        '___ list footer ___',
        '--b1--',
      ),
    ),
  ],
  [
    'a soft line break at the end of a part',
    inText((marker) =>
      message([mixed], '--b1', `${cte} quoted-printable`, '', 'Good=', '--b1', ...textPart(marker), '--b1--'),
    ),
  ],
  // Encoded containers
  [
    'a multipart in base64',
    inFile((content) => message([mixed, `${cte} base64`], base64(lines('--b1', ...filePart(content), '--b1--', '')))),
  ],
  [
    'a multipart in base64 with plain parts too',
    inFile((content) =>
      message(
        [mixed, `${cte} base64`],
        base64(lines('--b1', ...filePart(content), '--b1--', '')),
        '--b1',
        ...textPart(harmless),
        '--b1--',
      ),
    ),
  ],
  [
    'a multipart in quoted-printable',
    inFile((content) =>
      message(
        [mixed, `${cte} quoted-printable`],
        lines('--b1', ...filePart(content), '--b1--', '')
          .replaceAll('=', '=3D')
          .replaceAll('--b1', '=2D-b1'),
      ),
    ),
  ],
  [
    'an attached message in base64',
    inFile((content) =>
      message(
        [mixed],
        '--b1',
        'Content-Type: message/rfc822',
        `${cte} base64`,
        '',
        base64(message([mixed.replace('b1', 'b2')], '--b2', ...filePart(content), '--b2--', '')),
        '--b1--',
      ),
    ),
  ],
  [
    'an attached message in quoted-printable',
    inText((marker) =>
      message(
        ['Content-Type: message/rfc822', `${cte} quoted-printable`],
        'Subject: x',
        '',
        marker.replace('e', '=65'),
      ),
    ),
  ],
  [
    'a piece of a message',
    inFile((content) =>
      message(
        ['Content-Type: message/partial; id=a; number=1; total=1'],
        message([mixed], '--b1', ...filePart(content), '--b1--'),
      ),
    ),
  ],
  [
    'a body that lies elsewhere',
    inText((marker) =>
      message(
        ['Content-Type: message/external-body; access-type=URL; URL="http://files.example/x"'],
        'Content-Type: text/plain',
        '',
        marker,
      ),
    ),
  ],
];
