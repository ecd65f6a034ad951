import type { Anatomy, Span } from '../../email/types';
import { fieldsOf } from '../tokens';
import { keyOfText, type Trait } from './trait';

/**
 * Numbers that one server gives to its messages one after the other: those of mailing lists.
 *
 * Only counters that never ran backwards in honest mail. Numbers of processes (Exim, qmail, sendmail, Mutt), inodes
 * (Postfix), JavaMail's and Outlook's counters do: of neighbours in time by the same host, 36 to 72 of 100 ascend, as they begin
 * anew, or are given to whoever comes.
 */
interface Counter {
  readonly field: string;
  readonly program: string;
  /** Groups: the counter's name (and `host`, where it is a part of it), and the number. */
  readonly pattern: RegExp;
}

const COUNTERS: readonly Counter[] = [
  // eGroups and Yahoo Groups: `sentto-group-number-seconds-user=host@…`.
  { field: 'x-egroups-return', program: 'egroups', pattern: /\bsentto-(?<name>\d{1,12})-(?<number>\d{1,9})(?=-\d)/ },
  // SmartList, as Debian's lists run it: `<list@host> archive/latest/number`.
  {
    field: 'x-mailing-list',
    program: 'smartlist',
    pattern: /(?<name>[^\s<>]{1,200})>?\s{1,8}archive\/latest\/(?<number>\d{1,9})\b/,
  },
  // ezmlm: `list-return-number-user=host@list.host`.
  {
    field: 'return-path',
    program: 'ezmlm',
    pattern: /(?<name>[\w.+-]{1,100})-return-(?<number>\d{1,9})-[^\s<>@]{1,200}@(?<host>[\w.-]{1,200})/,
  },
];

/** Longer fields, and more of one name, are none of these; they are not searched, so that hostile ones cost nothing. */
const LONGEST = 600;
const MOST_FIELDS = 8;
const NUMBERS = 2 ** 32;
const SERIES = 2 ** 16;

/** The counter that the message was numbered by, and its number: the first of those that are known. */
export function counterTraits(anatomy: Anatomy): readonly Trait[] {
  for (const { field, program, pattern } of COUNTERS) {
    for (const { body, bodySpan } of fieldsOf(anatomy, field).slice(0, MOST_FIELDS)) {
      const match = body.length > LONGEST ? null : pattern.exec(body);
      if (match !== null) {
        const { name = '', host = '', number = '' } = match.groups ?? {};
        const start = bodySpan.start + match.index;
        const span = { start, end: start + match[0].length };
        return numbered(`${program} ${name} ${host}`.toLowerCase(), Number(number), span);
      }
    }
  }
  return [];
}

function numbered(series: string, count: number, span: Span): readonly Trait[] {
  const number = (keyOfText(series) % SERIES) * NUMBERS + count;
  return [
    { kind: 'series', text: series, span },
    { kind: 'number', text: String(count), span, number },
  ];
}

/** The number by this series among the values of a message; a message that is numbered twice has two. */
export function numberIn(series: number, values: readonly number[]): number | undefined {
  const own = values.find((value) => Math.floor(value / NUMBERS) === series % SERIES);
  return own === undefined ? undefined : own % NUMBERS;
}
