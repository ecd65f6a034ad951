import {
  base64,
  CRLF,
  cte,
  divided,
  filePart,
  harmless,
  inFile,
  inText,
  lines,
  long,
  type Make,
  message,
  mixed,
  nested,
  onlyLf,
  textPart,
  tnef,
  top,
  utf7,
  utf16,
  uuencode,
  yenc,
} from './hostile-pieces';

/** Attacks on how a message is divided: boundaries, line ends, header and body; and on packings and letters. */
export const divisionAttacks: readonly (readonly [attack: string, make: Make])[] = [
  // The boundary
  ['no boundary declared', divided('multipart/mixed')],
  ['an empty boundary', divided('multipart/mixed; boundary=""', '')],
  ['two boundaries, first used', divided('multipart/mixed; boundary=b1; boundary=b2')],
  ['two boundaries, last used', divided('multipart/mixed; boundary=b1; boundary=b2', 'b2')],
  ['a boundary in quotes with a comment', divided('multipart/mixed; boundary="b1" (x)')],
  ['a boundary before a comment', divided('multipart/mixed; boundary=b1(x)')],
  ['a comment taken for the boundary', divided('multipart/mixed; boundary=b1(x)', 'b1(x)')],
  ['a boundary in single quotes', divided("multipart/mixed; boundary='b1'")],
  ['a boundary with its quotes used', divided('multipart/mixed; boundary="b1', '"b1')],
  ['a boundary with text behind the quotes', divided('multipart/mixed; boundary="b1"x')],
  ['a boundary with a blank', divided('multipart/mixed; boundary=b1 x', 'b1 x')],
  ['a boundary cut at a blank', divided('multipart/mixed; boundary=b1 x')],
  ['a boundary with an escape', divided('multipart/mixed; boundary="b\\1"')],
  ['a boundary with its escape used', divided('multipart/mixed; boundary="b\\1"', 'b\\1')],
  ['a boundary in pieces', divided('multipart/mixed; boundary*0=b; boundary*1=1')],
  ['a boundary in pieces beside a plain one', divided('multipart/mixed; boundary=b9; boundary*0=b; boundary*1=1')],
  ['a plain boundary beside one in pieces', divided('multipart/mixed; boundary*0=b; boundary*1=9; boundary=b1')],
  ['a boundary with a charset', divided("multipart/mixed; boundary*=us-ascii'en'b%31")],
  ['a boundary as an encoded word', divided('multipart/mixed; boundary="=?us-ascii?Q?b1?="')],
  ['a boundary that is too long', divided(`multipart/mixed; boundary=${long}`, long)],
  ['a boundary cut where it is too long', divided(`multipart/mixed; boundary=${long}`, long.slice(0, 70))],
  ['a boundary of 3,000 letters', divided(`multipart/mixed; boundary=${'y'.repeat(3000)}`, 'y'.repeat(3000))],
  ['NUL inside the boundary', divided('multipart/mixed; boundary="b\x001"')],
  ['NUL after the boundary', divided('multipart/mixed; boundary="b1\0x"')],
  ['a boundary in other letters', divided('multipart/mixed; boundary=BOUND1', 'bound1')],
  ['a boundary with blanks behind it', divided('multipart/mixed; boundary=b1', 'b1  \t', '--b1--')],
  ['a boundary declared with a blank at its end', divided('multipart/mixed; boundary="b1 "')],
  ['a boundary declared with a blank at its start', divided('multipart/mixed; boundary=" b1"')],
  ['a boundary that is a prefix of the lines', divided('multipart/mixed; boundary=b1', 'b1extra')],
  [
    'a boundary behind blanks',
    inFile((content) => message([mixed], '--b1', ...textPart(harmless), ' --b1', ...filePart(content), '--b1--')),
  ],
  [
    'an inner boundary that begins like the outer one',
    inFile((content) =>
      message(
        [mixed],
        '--b1',
        'Content-Type: multipart/mixed; boundary=b12',
        '',
        '--b12',
        ...textPart(harmless),
        '--b12',
        ...filePart(content),
        '--b12--',
        '--b1--',
      ),
    ),
  ],
  [
    'the same boundary inside and outside',
    inFile((content) =>
      message([mixed], '--b1', mixed, '', '--b1', ...filePart(content), '--b1--', '--b1', ...textPart('x'), '--b1--'),
    ),
  ],
  // Line ends around boundaries
  [
    'boundaries after LF only',
    (marker) => ({
      ...divided('multipart/mixed; boundary=b1')(marker),
      ...onlyLf(divided('multipart/mixed; boundary=b1')(marker)),
    }),
  ],
  [
    'a boundary after a bare CR',
    inFile((content) => message([mixed], '--b1', '', `${harmless}\r--b1\r${filePart(content).join('\r')}\r--b1--`)),
  ],
  [
    'a boundary before a bare CR',
    inFile((content) => message([mixed], '--b1', '', `${harmless}`, `--b1\r${filePart(content).join('\r')}`, '--b1--')),
  ],
  [
    'bare CR between fields of a part',
    inFile((content) =>
      message([mixed], '--b1', filePart(content).slice(0, 3).join('\r'), '', base64(content), '--b1--'),
    ),
  ],
  // Outside of the parts
  ['text before the first part', inText((marker) => message([mixed], marker, '--b1', ...textPart(harmless), '--b1--'))],
  ['text after the last part', inText((marker) => message([mixed], '--b1', ...textPart(harmless), '--b1--', marker))],
  [
    'a part before the first part',
    inFile((content) => message([mixed], ...filePart(content), '--b1', ...textPart(harmless), '--b1--')),
  ],
  [
    'a part after the last part',
    inFile((content) =>
      message([mixed], '--b1', ...textPart(harmless), '--b1--', '--b1', ...filePart(content), '--b1--'),
    ),
  ],
  [
    'a part with another boundary after the last part',
    inFile((content) =>
      message([mixed], '--b1', ...textPart(harmless), '--b1--', '--b7', ...filePart(content), '--b7--'),
    ),
  ],
  [
    'a header of a part after the last part',
    inFile((content) => message([mixed], '--b1', ...textPart(harmless), '--b1--', '', ...filePart(content))),
  ],
  [
    'uuencode before the first part',
    inFile((content) => message([mixed], ...uuencode(content), '--b1', ...textPart(harmless), '--b1--')),
  ],
  // Parts without an end or a beginning
  [
    'parts that are never closed',
    inFile((content) => message([mixed], '--b1', ...textPart(harmless), '--b1', ...filePart(content))),
  ],
  [
    'an inner multipart that is never closed',
    inFile((content) =>
      message(
        [mixed],
        '--b1',
        'Content-Type: multipart/alternative; boundary=b2',
        '',
        '--b2',
        ...textPart(harmless),
        '--b1',
        ...filePart(content),
        '--b1--',
      ),
    ),
  ],
  ['a part without a header', inText((marker) => message([mixed], '--b1', '', marker, '--b1--'))],
  ['a part without a header and its empty line', inText((marker) => message([mixed], '--b1', marker, '--b1--'))],
  [
    'a header that meets the boundary',
    inText((marker) => message([mixed], '--b1', 'X-A: b', '--b1', ...textPart(marker), '--b1--')),
  ],
  ['120 multiparts in each other', inText((marker) => `${top.join(CRLF)}${CRLF}${nested(120, marker)}`)],
  // Header and body
  [
    'a line of blanks before the type',
    inFile((content) => message([' ', mixed], '--b1', ...filePart(content), '--b1--')),
  ],
  [
    'a line of blanks after the type',
    inFile((content) => message([mixed, ' ', '--b1', ...filePart(content), '--b1--', '', 'x'], harmless)),
  ],
  [
    'a line without a colon before the type',
    inFile((content) => message(['no field', mixed], '--b1', ...filePart(content), '--b1--')),
  ],
  [
    'three lines without a colon before the type',
    inFile((content) => message(['no field', 'no field', 'nor this', mixed], '--b1', ...filePart(content), '--b1--')),
  ],
  [
    'a type behind a bare CR',
    inFile((content) => message([`X-A: b\r${mixed}`], '--b1', ...filePart(content), '--b1--')),
  ],
  ['a header that ends with bare CRs', inText((marker) => `${top.join(CRLF)}\r\r${marker}\r\n\r\n${harmless}`)],
  [
    'a mailbox line before the type',
    inFile((content) =>
      message(['From anna@example.org Thu Jan  1 00:00:00 1970', mixed], '--b1', ...filePart(content), '--b1--'),
    ),
  ],
  [
    'a body right after a line without a colon',
    inText((marker) => lines(...top, `${marker} is no field`, 'nor is this', '', harmless)),
  ],
  [
    'a part with an empty line before its fields',
    inFile((content) => message([mixed], '--b1', '', ...filePart(content), '--b1--')),
  ],
  ['NUL in the name of Content-Type', divided(['Content-Type\0: multipart/mixed; boundary=b1'])],
  ['NUL behind a boundary', divided('multipart/mixed; boundary=b1', 'b1\0')],
  ['a boundary on a line that is not indented', divided(['Content-Type: multipart/mixed;', 'boundary=b1'])],
  [
    'lines that end with CR CR LF',
    (marker) => {
      const { message: text, ...rest } = divided('multipart/mixed; boundary=b1')(marker);
      return { message: text.replaceAll(CRLF, '\r\r\n'), ...rest };
    },
  ],
  [
    'header with LF and body with CRLF',
    (marker) => {
      const { message: text, ...rest } = divided('multipart/mixed; boundary=b1')(marker);
      const end = text.indexOf(CRLF + CRLF);
      return { message: text.slice(0, end).replaceAll(CRLF, '\n') + text.slice(end), ...rest };
    },
  ],
  // Files in text and packages
  ['uuencode inside text', inFile((content) => message(['Content-Type: text/plain'], harmless, ...uuencode(content)))],
  [
    'uuencode that is never closed',
    inFile((content) => message(['Content-Type: text/plain'], ...uuencode(content).slice(0, -2))),
  ],
  [
    'uuencode as transfer encoding',
    inFile((content) => message(['Content-Type: application/pdf', `${cte} x-uuencode`], ...uuencode(content))),
  ],
  [
    'begin-base64 inside text',
    inFile((content) => message([], harmless, 'begin-base64 644 tool.bin', base64(content), '====')),
  ],
  [
    'yEnc inside text',
    inFile((content) =>
      message(['Content-Type: text/plain; charset=iso-8859-1', `${cte} 8bit`], harmless, ...yenc(content)),
    ),
  ],
  [
    'a package of Outlook',
    inFile((content) => message(['Content-Type: application/ms-tnef', `${cte} base64`], base64(tnef(content)))),
  ],
  [
    'a package of Outlook by its name',
    inFile((content) =>
      message(['Content-Type: application/octet-stream; name=winmail.dat', `${cte} base64`], base64(tnef(content))),
    ),
  ],
  // Letters
  ['UTF-7', inText((marker) => message(['Content-Type: text/plain; charset=utf-7'], utf7(marker)))],
  [
    'two charsets',
    inText((marker) => message(['Content-Type: text/plain; charset=us-ascii; charset=utf-7'], utf7(marker))),
  ],
  ['HZ', inText((marker) => message(['Content-Type: text/plain; charset=hz-gb-2312'], `~{ ${marker} ~}`))],
  [
    'text inside of a shift of ISO-2022-JP',
    inText((marker) => message(['Content-Type: text/plain; charset=iso-2022-jp'], `\x1b$B and ${marker} here \x1b(B`)),
  ],
  [
    'a body in UTF-16 without saying so',
    inText((marker) => message(['Content-Type: text/plain'], utf16(`${marker} .`))),
  ],
  [
    'a body in UTF-16 declared as UTF-8',
    inText((marker) =>
      message(['Content-Type: text/plain; charset=utf-8', `${cte} base64`], base64(`\xff\xfe${utf16(marker)}`)),
    ),
  ],
  [
    'UTF-32',
    inText((marker) =>
      message(
        ['Content-Type: text/plain; charset=utf-32le', `${cte} base64`],
        base64([...marker].map((unit) => `${unit}\0\0\0`).join('')),
      ),
    ),
  ],
  // Attachments whose kind is in doubt
  [
    'a file declared as text too',
    inFile((content) =>
      message(
        ['Content-Type: text/plain', 'Content-Type: application/octet-stream; name=tool.bin', `${cte} base64`],
        base64(content),
      ),
    ),
  ],
  [
    'two dispositions',
    inFile((content) => message([mixed], '--b1', 'Content-Disposition: inline', ...filePart(content), '--b1--')),
  ],
];
