import { describe, expect, it } from 'vitest';
import { type Relation, relationsWith } from '../../../../shared/analysis/across/find-relations';
import { type Came, joinedBy } from '../../../../shared/analysis/across/member';
import { keyOf, keyOfText, keyOfWords, TRAIT_KINDS, traitValue } from '../../../../shared/analysis/across/trait';
import { packTraits, type TraitRow, TraitTable } from '../../../../shared/analysis/across/trait-table';
import fc from '../../../helpers/properties';
import { allRelations, letter, rowOf, traitsOf, withParts } from './case-of';

const SEED = withParts('----=_NextPart_000_0012_01D6A6F3.8C2F4D20', {
  contentId: 'image001.png@01D6A6F3.8C2F4D20',
  fields: [
    'Delivered-To: bob@example.net',
    'DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=from; bh=MTIz; b=c2lnbmVk',
    'In-Reply-To: <zero@mail.example>',
    'References: <a@x> <b@x> <zero@mail.example>',
  ],
}).text;

const mutated = fc
  .array(fc.record({ at: fc.nat(1500), remove: fc.nat(40), insert: fc.string({ unit: 'binary', maxLength: 8 }) }), {
    maxLength: 8,
  })
  .map((changes) =>
    changes.reduce((text, { at, remove, insert }) => text.slice(0, at) + insert + text.slice(at + remove), SEED),
  )
  .map((text) => new TextEncoder().encode(text));

/** Few values, so that messages share them. */
const row = fc.record({
  dateMs: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 9 }).map((day) => day * 86_400_000),
  ),
  receivedMs: fc.oneof(
    fc.constant(null),
    fc.integer({ min: 0, max: 9 }).map((day) => day * 86_400_000),
  ),
  came: fc.constantFrom<Came>('acquired', 'enclosed', 'rebuilt'),
  traits: fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...TRAIT_KINDS), fc.constantFrom('a', 'b', 'c', 'd'))
      .map(([kind, text]) => traitValue({ kind, text })),
    { maxLength: 20 },
  ),
});
const rows = fc.array(row, { maxLength: 14 }).map((some) => some.map((one, index) => ({ ...one, id: index * 3 + 1 })));

interface CameRow extends TraitRow {
  readonly came: Came;
}

const tableFrom = (some: readonly CameRow[], chunks: readonly Float64Array[]) =>
  new TraitTable(chunks, new Map(some.map(({ id, came }) => [id, came])));

const told = (relations: readonly Relation[]) =>
  relations.map(({ kind, severity, summary, ids }) => [kind.id, severity, summary, ...ids].join(' ')).sort();

/** Each message in a lot of its own, or several in one. */
function lots(some: readonly TraitRow[], size: number): readonly Float64Array[] {
  return some.flatMap((_, at) => (at % size === 0 ? [packTraits(some.slice(at, at + size))] : []));
}

describe('traits', () => {
  it('have their places inside the message and are whole numbers, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 400 })), (bytes) => {
        const traits = traitsOf(bytes);
        expect(
          traits.filter(({ span }) => !(0 <= span.start && span.start <= span.end && span.end <= bytes.length)),
        ).toEqual([]);
        expect(traits.map(traitValue).every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
        expect(new Set(traits.map(traitValue)).size).toBe(traits.length);
        expect(traitsOf(bytes)).toEqual(traits);
      }),
    );
  });

  it('are not more in a message that was made to have very many', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `<${n}@x.example>`).join('\r\n ');
    const parts = Array.from({ length: 2_000 }, (_, n) => `--b\r\nContent-ID: <${n}@y>\r\n\r\nx\r\n`).join('');
    const fields = [`References: ${ids}`, 'Content-Type: multipart/mixed; boundary=b'];
    expect(traitsOf(letter({ fields, body: parts }).text).length).toBeLessThan(100);
  });

  it('tell texts apart that differ in one sign', () => {
    const texts = Array.from({ length: 50_000 }, (_, n) => `image${n}@01D6A6F3.8C2F4D20`);
    expect(new Set(texts.map(keyOfText)).size).toBe(texts.length);
    const words = texts.map((text) => keyOfWords(new TextEncoder().encode(text)).key);
    expect(new Set(words).size).toBe(texts.length);
  });

  it('of the words of a text do not change with its blanks and line ends', () => {
    const key = (text: string) => keyOfWords(new TextEncoder().encode(text));
    expect(key('One  text,\r\n in two lines ')).toEqual(key('One text, in two\nlines'));
    expect(key('One text')).not.toEqual(key('One texts'));
  });
});

describe('the table', () => {
  it('brings the same messages together as comparing each with each does', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...TRAIT_KINDS), fc.integer({ min: 1, max: 3 }), (some, kind, least) => {
        const table = new TraitTable(lots(some, 4));
        const groups = [...table.groups(kind, least)].map(({ key, members }) => [key, ...members.map(({ id }) => id)]);
        const expected = ['a', 'b', 'c', 'd']
          .map((text) => {
            const value = traitValue({ kind, text });
            return [keyOfText(text), ...some.filter(({ traits }) => traits.includes(value)).map(({ id }) => id)];
          })
          .filter((group) => group.length > least)
          .sort(([a = 0], [b = 0]) => a - b);
        expect(groups).toEqual(expected);
        for (const [key = 0, ...ids] of expected) {
          expect(table.sharers(kind, key, least).map(({ id }) => id)).toEqual(ids);
        }
      }),
    );
  });

  it('finds the same whatever the lots, and for one message what it finds for the case', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 5 }), (some, size) => {
        const table = tableFrom(some, lots(some, 100));
        const all = allRelations(table);
        expect(told(allRelations(tableFrom(some, lots(some, size).toReversed())))).toEqual(told(all));
        for (const { id } of some) {
          expect(told(relationsWith(table, id))).toEqual(told(all.filter(({ about }) => about.includes(id))));
        }
        expect(relationsWith(table, 2)).toEqual([]);
      }),
    );
  });

  it('gives the same relations in whatever order the messages came in', () => {
    fc.assert(
      fc.property(
        rows.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
        ([some, shuffled]) => {
          const renumbered = shuffled.map((one, index) => ({ ...one, id: index + 1 }));
          const back = new Map(shuffled.map(({ id }, index) => [index + 1, id]));
          const named = (relations: readonly Relation[], nameOf: (id: number) => number | undefined) =>
            relations.map(({ kind, severity, summary, ids }) =>
              [kind.id, severity, summary, ...ids.map(nameOf).sort()].join(' '),
            );
          const before = named(allRelations(tableFrom(some, lots(some, 4))), (id) => id).sort();
          expect(named(allRelations(tableFrom(renumbered, lots(renumbered, 3))), (id) => back.get(id)).sort()).toEqual(
            before,
          );
        },
      ),
    );
  });

  it('holds a message again that it was given', () => {
    const { dateMs, traits } = rowOf(letter().text, 7);
    const member = new TraitTable([packTraits([{ id: 7, dateMs, receivedMs: null, traits }])]).memberAt(0);
    expect(member).toMatchObject({ id: 7, came: 'acquired', dateMs: Date.UTC(2020, 9, 20, 13), receivedMs: undefined });
    expect(member.value('message-id')).toBe(traitValue({ kind: 'message-id', text: 'one@mail.example' }));
    expect(member.values('boundary')).toEqual([]);
  });
});

describe('classes of joined messages', () => {
  it('are those that a search from message to message finds', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const table = new TraitTable(lots(some, 4));
        const members = some.map((_, index) => table.memberAt(index));
        const kinds = ['message-id', 'body', 'parent'] as const;
        const keysOf = members.map((member) => kinds.flatMap((kind) => member.values(kind)).map(keyOf));
        // The number of the first message that can be reached: as often as there are messages, each asks its neighbours.
        let first = members.map((_, index) => index);
        for (const _ of members) {
          first = first.map((own, index) =>
            first.reduce(
              (least, other, at) =>
                keysOf[at]?.some((key) => keysOf[index]?.includes(key)) ? Math.min(least, other) : least,
              own,
            ),
          );
        }
        const expected = [...new Set(first)].map((root) =>
          members.filter((_, index) => first[index] === root).map(({ id }) => id),
        );
        expect(joinedBy(members, kinds).map((group) => group.map(({ id }) => id))).toEqual(expected);
      }),
    );
  });
});
