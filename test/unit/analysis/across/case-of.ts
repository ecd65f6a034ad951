import { collectTraits } from '../../../../shared/analysis/across/collect-traits';
import { merged, type Relation, relationsOf } from '../../../../shared/analysis/across/find-relations';
import type { Came } from '../../../../shared/analysis/across/member';
import { RELATION_KINDS } from '../../../../shared/analysis/across/registry';
import { type Trait, traitValue } from '../../../../shared/analysis/across/trait';
import { packTraits, type TraitRow, TraitTable } from '../../../../shared/analysis/across/trait-table';
import { analyse } from '../../../../shared/analysis/analyse';

/** A case of a few messages, as the catalogue would hold it. */

export interface LetterOptions {
  readonly id?: string | null;
  readonly from?: string;
  readonly to?: string;
  readonly date?: string;
  readonly subject?: string;
  readonly body?: string;
  /** Further fields, above the others. */
  readonly fields?: readonly string[];
  readonly came?: Came;
}

export interface Letter {
  readonly text: string;
  readonly came: Came;
}

const BODY = 'Please find the minutes of the meeting of Tuesday below, with the changes that were asked for.';

export function letter(options: LetterOptions = {}): Letter {
  const { id = 'one@mail.example', from = 'Ann <ann@example.com>', to = 'Bob <bob@example.net>' } = options;
  const { date = 'Tue, 20 Oct 2020 13:00:00 +0000', subject = 'Minutes', body = BODY, fields = [] } = options;
  const lines = [
    ...fields,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${date}`,
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    '',
    body,
    '',
  ];
  return { text: lines.join('\r\n'), came: options.came ?? 'acquired' };
}

/** A message of two parts with a separator; the second one has a Content-ID. */
export function withParts(boundary: string, options: LetterOptions & { readonly contentId?: string } = {}): Letter {
  const { contentId = 'none', body = BODY, fields = [] } = options;
  return letter({
    ...options,
    fields: [...fields, 'MIME-Version: 1.0', `Content-Type: multipart/related; boundary="${boundary}"`],
    body: [
      `--${boundary}`,
      'Content-Type: text/plain',
      '',
      body,
      `--${boundary}`,
      'Content-Type: image/png',
      ...(contentId === 'none' ? [] : [`Content-ID: <${contentId}>`]),
      '',
      'picture',
      `--${boundary}--`,
    ].join('\r\n'),
  });
}

export function traitsOf(text: string | Uint8Array): readonly Trait[] {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const analysis = analyse(bytes);
  return collectTraits({ bytes, ...analysis, words: bytes.subarray(analysis.anatomy.bodyStart) });
}

export function rowOf(text: string | Uint8Array, id: number): TraitRow {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const { anatomy, route } = analyse(bytes);
  const dateMs = anatomy.date?.instantMs ?? null;
  return { id, dateMs, receivedMs: route[0]?.date?.instantMs ?? null, traits: traitsOf(bytes).map(traitValue) };
}

/** Messages are numbered 1, 2, … */
export function tableOf(letters: readonly Letter[]): TraitTable {
  const rows = letters.map(({ text }, index) => rowOf(text, index + 1));
  return new TraitTable([packTraits(rows)], new Map(letters.map(({ came }, index) => [index + 1, came])));
}

export function allRelations(table: TraitTable): readonly Relation[] {
  return RELATION_KINDS.flatMap((kind) => merged([...relationsOf(table, kind)].flat()));
}

/** `across.same-text info 1 2`, for each relation of a kind. */
export function relationsAmong(kind: string, letters: readonly Letter[]): readonly string[] {
  return allRelations(tableOf(letters))
    .filter((relation) => relation.kind.id === kind)
    .map(({ severity, ids }) => [severity, ...ids].join(' '));
}
