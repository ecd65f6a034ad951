/** Any act on any case, undone from its record: the case is the same again, byte by byte. */
import type { Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type CaseView, EMPTY_VIEW, serialiseView } from '../../../electron/engine/case/case-view';
import { type Piece, pieceSchema, piecesOf, withPieces } from '../../../electron/engine/case/pieces';
import { applyEntry } from '../../../electron/engine/case/project';
import type { CaseRecord } from '../../../electron/engine/case/records';
import { touchedBy } from '../../../electron/engine/case/touched';
import { canonicalJson } from '../../../shared/packet-format/canonical';
import type { JournalAct, JournalLine, JournalSubject } from '../../../shared/packet-format/journal-line';
import fc from '../../helpers/properties';

const message = 'a'.repeat(64);
const record = { sha256: 'b'.repeat(64), bytes: 1 };
const salt = '0'.repeat(32);
const stamp = { by: 'J. Doe', at: '2026-11-26T08:00:00.000Z', entry: 999, record: record.sha256 };

interface Act {
  readonly act: JournalAct;
  readonly subject: JournalSubject;
  readonly record: CaseRecord | null;
}

const ref = fc.integer({ min: 1, max: 6 }).map((n) => `E-001/${n}`);
const refs = fc.uniqueArray(ref, { minLength: 1, maxLength: 4 });
const targets = refs.map((all) => all.map((one) => ({ ref: one, message })));
const tag = fc.constantFrom('lead', 'Lead', 'call');
const decision = fc.constantFrom('confirmed' as const, 'innocent' as const);
const rule = fc.constantFrom('one', 'two');
const id = fc.uuid();
const tags = fc.array(tag, { maxLength: 2 });

const anyAct: Arbitrary<Act> = fc.oneof(
  fc.tuple(ref, rule, decision).map(
    ([one, of, said]): Act => ({
      act: 'finding.assess',
      subject: { ref: one, message, rule: of, record },
      record: { kind: 'assessment', salt, ref: one, message, rule: of, ruleVersion: 1, decision: said, reason: 'r' },
    }),
  ),
  fc.tuple(targets, rule, decision).map(
    ([on, of, said]): Act => ({
      act: 'finding.assess-many',
      subject: { rule: of, targets: on, record },
      record: { kind: 'judgement', salt, rule: of, ruleVersion: 1, decision: said, reason: 'r' },
    }),
  ),
  fc.tuple(ref, id, tags).map(
    ([one, name, with_]): Act => ({
      act: 'message.annotate',
      subject: { ref: one, message, annotation: name, record },
      record: {
        kind: 'annotation',
        salt,
        id: name,
        ref: one,
        message,
        note: 'n',
        tags: with_,
        span: { start: 0, end: 2 },
      },
    }),
  ),
  fc.tuple(targets, id, tags).map(
    ([on, name, with_]): Act => ({
      act: 'message.annotate-many',
      subject: { annotation: name, targets: on, record },
      record: { kind: 'remark', salt, id: name, note: 'm', tags: with_ },
    }),
  ),
  fc
    .tuple(fc.constantFrom('tag.add' as const, 'tag.remove' as const), targets, tag)
    .map(
      ([act, on, which]): Act => ({ act, subject: { targets: on, record }, record: { kind: 'tag', salt, tag: which } }),
    ),
  fc.tuple(ref, fc.option(fc.nat({ max: 3 }))).map(
    ([one, hops]): Act => ({
      act: 'boundary.move',
      subject: { ref: one, message, record },
      record: { kind: 'boundary', salt, ref: one, message, trustedHops: hops, reason: '' },
    }),
  ),
  fc.tuple(fc.constantFrom('exhibit.add' as const, 'exhibit.remove' as const), ref).map(
    ([act, one]): Act => ({
      act,
      subject: { exhibits: [{ label: `L${one.slice(6)}`, ref: one, message }] },
      record: null,
    }),
  ),
  fc.constantFrom('a', 'b').map(
    (text): Act => ({
      act: 'briefing.write',
      subject: { section: 'request', record },
      record: { kind: 'briefing', salt, section: 'request', content: { text, deadlines: [] } },
    }),
  ),
);

/** A message that is an exhibit is not chosen again: the act is refused before it comes to the reducer. */
const isPossible = (view: CaseView, { act, subject }: Act) =>
  act !== 'exhibit.add' ||
  !view.exhibits.some(({ ref: one }) => (subject['exhibits'] as { ref: string }[])[0]?.ref === one);

function applied(view: CaseView, { act, subject, record: said }: Act): CaseView {
  const seq = view.head.seq + 1;
  const actor = { name: stamp.by, organisation: '', key: message };
  const entry = { v: 1, seq, id: '', at: stamp.at, zone: '+00:00', mono: 0, session: '', actor, act, subject } as const;
  const line: JournalLine = {
    entry: { ...entry, tool: { name: 'Chainmail', version: '0' }, prev: '' },
    signedText: '',
    signature: '',
    hash: message,
  };
  return applyEntry(view, line, { record: said, certificate: null });
}

/** What a case says in bytes, without where it stands; what is empty says what is absent. */
function said(view: CaseView): string {
  const { tags: all = [], briefing = {}, examination, ...rest } = view;
  const known = examination ?? { protected: { names: [], domains: [], addresses: [] }, boundaries: [] };
  return serialiseView({ ...rest, tags: all, briefing, examination: known, head: EMPTY_VIEW.head });
}

/** As a record gives pieces back: through canonical JSON and the schema. */
const throughRecord = (pieces: readonly Piece[]) => z.array(pieceSchema).parse(JSON.parse(canonicalJson(pieces)));

test('any act on any case is undone to the byte, and done again', () => {
  let changed = 0;
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 25 }), anyAct, (earlier, act) => {
      const before = earlier.reduce((view, one) => (isPossible(view, one) ? applied(view, one) : view), EMPTY_VIEW);
      fc.pre(isPossible(before, act));
      const after = applied(before, act);
      const keys = touchedBy(before, act, act.record);
      const undone = { ...after, ...withPieces(after, throughRecord(piecesOf(before, keys)), stamp) };
      const again = { ...undone, ...withPieces(undone, throughRecord(piecesOf(after, keys)), stamp) };

      expect(said(undone)).toBe(said(before));
      expect(said(again)).toBe(said(after));
      changed += said(after) === said(before) ? 0 : 1;
    }),
    { numRuns: 400 },
  );
  expect(changed).toBeGreaterThan(200);
});
