/**
 * The reducer from journal to view: one entry and the objects it names turn a view into the next one.
 *
 * Pure, and the only way a view comes about: the same for an act made now and for a rebuild years later, so that both
 * give the same bytes.
 */
import { isBriefingSection, readContent, withSection } from '../../../shared/briefing/content';
import type { JournalAct, JournalLine } from '../../../shared/packet-format/journal-line';
import type { CaseView } from './case-view';
import { examinationOf } from './examination';
import { withPieces } from './pieces';
import * as handling from './project-handling';
import { rulesAfter } from './project-handling';
import { withoutSearch, withSearch } from './project-searches';
import type { CaseRecord, RecordKind, RecordOf } from './records';
import { parseSubject, type SubjectOf } from './subjects';
import { taggedView, untaggedView } from './tags';
import { noteId } from './touched';

/** What an entry names, read from the vault. */
export interface EntryMaterial {
  readonly record: CaseRecord | null;
  /** PEM; for `key.enrol`. */
  readonly certificate: string | null;
}

/** An entry that cannot be read into the view: it lacks what its act needs. */
export class ProjectionError extends Error {
  readonly seq: number;

  constructor(seq: number, problem: string) {
    super(`entry ${seq} ${problem}`);
    this.name = 'ProjectionError';
    this.seq = seq;
  }
}

interface Step<A extends JournalAct> {
  readonly view: CaseView;
  readonly line: JournalLine;
  readonly subject: SubjectOf<A>;
  readonly material: EntryMaterial;
}

type Reducer<A extends JournalAct> = (step: Step<A>) => Partial<CaseView>;

/**
 * @throws ProjectionError when the subject or the record does not have the shape of its act
 */
export function applyEntry(view: CaseView, line: JournalLine, material: EntryMaterial): CaseView {
  const { act, seq } = line.entry;
  return {
    ...view,
    head: { seq, hash: line.hash },
    ...rulesAfter(view, line.entry),
    ...reduce(act, view, line, material),
  };
}

function reduce<A extends JournalAct>(act: A, view: CaseView, line: JournalLine, material: EntryMaterial) {
  const subject = parseSubject(act, line.entry.subject);
  if (subject === null) {
    throw new ProjectionError(line.entry.seq, `does not name what the act ${act} is about`);
  }
  const reducer: Reducer<A> = REDUCERS[act];
  return reducer({ view, line, subject, material });
}

function recordIn<K extends RecordKind>(step: Step<JournalAct>, kind: K): RecordOf<K> {
  const { record } = step.material;
  if (record?.kind !== kind) {
    throw new ProjectionError(step.line.entry.seq, `has no record of the kind "${kind}"`);
  }
  // Narrowed by the line above; a generic union is not narrowed by its tag.
  return record as RecordOf<K>;
}

const stamp = ({ line }: Step<JournalAct>) => ({
  by: line.entry.actor.name,
  at: line.entry.at,
  entry: line.entry.seq,
});

/** Replaces the item that `isSame` finds, in its place; else adds one at the end. */
function replaceOrAdd<T>(items: readonly T[], item: T, isSame: (old: T) => boolean): T[] {
  const index = items.findIndex(isSame);
  return index === -1 ? [...items, item] : items.with(index, item);
}

/** The same for many, in the time of one walk. */
function replaceOrAddAll<T>(items: readonly T[], more: readonly T[], keyOf: (item: T) => string): T[] {
  const all = new Map(items.map((item) => [keyOf(item), item]));
  for (const item of more) {
    all.set(keyOf(item), item);
  }
  return [...all.values()];
}

/** The rules of the case, which every act can change, are kept by `rulesAfter`. */
const nothing = (): Partial<CaseView> => ({});

const REDUCERS: { readonly [A in JournalAct]: Reducer<A> } = {
  'case.create': (step) => {
    const { id, name, number } = recordIn(step, 'case');
    return { id, name, number, createdAt: step.line.entry.at };
  },
  'key.enrol': enrolKey,
  'evidence.begin': (step) => ({
    openImports: [...step.view.openImports, { number: step.subject.number, ...stamp(step) }],
  }),
  'evidence.receive': receive,
  'evidence.abandon': (step) => {
    const { number, reason } = recordIn(step, 'abandon');
    return {
      openImports: withoutImport(step.view, number),
      abandoned: [...step.view.abandoned, { number, reason, ...stamp(step) }],
    };
  },
  'finding.assess': assess,
  'finding.assess-many': assessMany,
  'message.annotate': annotate,
  'message.annotate-many': annotateMany,
  'tag.add': (step) => taggedView(step.view, step.subject.targets, recordIn(step, 'tag').tag, stamp(step)),
  'tag.remove': (step) => untaggedView(step.view, step.subject.targets, recordIn(step, 'tag').tag),
  'time.solve': solve,
  'boundary.move': moveBoundary,
  'protection.change': (step) => {
    const { names, domains, addresses } = recordIn(step, 'protection');
    return { examination: { ...examinationOf(step.view), protected: { names, domains, addresses } } };
  },
  'redaction.change': (step) => {
    const { persons, next } = recordIn(step, 'redaction');
    return {
      redaction: { persons: persons.map(plainPerson), next, record: step.subject.record.sha256, ...stamp(step) },
    };
  },
  'search.save': (step) => {
    const { id, name, query } = recordIn(step, 'search');
    return withSearch(step.view, { id, name, query, ...stamp(step) });
  },
  'search.remove': (step) => withoutSearch(step.view, step.subject.search),
  'exhibit.add': (step) => ({
    exhibits: [
      ...step.view.exhibits,
      ...step.subject.exhibits.map(({ label, ref, message }) => ({ label, ref, message, entry: step.line.entry.seq })),
    ],
  }),
  'exhibit.remove': (step) => {
    const gone = new Set(step.subject.exhibits.map(({ ref }) => ref));
    return { exhibits: step.view.exhibits.filter(({ ref }) => !gone.has(ref)) };
  },
  'briefing.write': writeSection,
  'act.undo': takenBack,
  'act.redo': takenBack,
  'custody.hand-over': (step) => handling.handOver(step.view, recordIn(step, 'handOver'), stamp(step)),
  'custody.take-over': (step) => handling.takeOver(step.view, recordIn(step, 'takeOver'), stamp(step)),
  'custody.receipt': (step) => handling.receipt(step.view, recordIn(step, 'receipt'), stamp(step)),
  'custody.dispose': (step) => handling.disposal(step.view, recordIn(step, 'disposal'), stamp(step)),
  'custody.correct': (step) => handling.correction(step.view, recordIn(step, 'correction'), stamp(step)),
  'custody.restore': nothing,
  'custody.timestamp': (step) => {
    const { size, time, response, request, chain = null } = step.subject;
    return { timestamps: [...(step.view.timestamps ?? []), { size, time, response, request, chain, ...stamp(step) }] };
  },
  'packet.export': (step) => {
    const { packetId, manifestSha256, exhibits } = step.subject;
    return { packets: [...step.view.packets, { packetId, manifestSha256, exhibits, ...stamp(step) }] };
  },
  'copy.save': saveCopy,
  'voters.compare': nothing,
  'identity.notice': nothing,
  'role.assign': nothing,
  'policy.set': nothing,
  'release.propose': nothing,
  'release.decide': nothing,
  'case.verify': nothing,
  'clock.jump': nothing,
  'journal.repair': nothing,
};

/** Undone and done again alike: what stood before the entry that is named stands again. */
function takenBack(step: Step<'act.undo' | 'act.redo'>): Partial<CaseView> {
  const { pieces } = recordIn(step, 'undo');
  return withPieces(step.view, pieces, { ...stamp(step), record: step.subject.record.sha256 });
}

function plainPerson({ number, name, addresses, words, reason }: RecordOf<'redaction'>['persons'][number]) {
  return { number, name, addresses: [...addresses], words: [...words], reason };
}

function enrolKey({ view, line, material, subject }: Step<'key.enrol'>): Partial<CaseView> {
  if (material.certificate === null) {
    throw new ProjectionError(line.entry.seq, 'has no certificate');
  }
  const { name, organisation } = line.entry.actor;
  const key = {
    fingerprint: subject.key,
    name,
    organisation,
    certificate: material.certificate,
    entry: line.entry.seq,
  };
  return { keys: replaceOrAdd(view.keys, key, (old) => old.fingerprint === key.fingerprint) };
}

function receive(step: Step<'evidence.receive'>): Partial<CaseView> {
  const record = recordIn(step, 'evidence');
  const { by, entry } = stamp(step);
  const item = {
    number: record.number,
    name: record.name,
    format: record.format,
    bytes: record.bytes,
    sha256: record.sha256,
    messages: record.messages,
    setAside: record.setAside.map(({ where, reason }) => ({ where, reason })),
    receivedAt: record.receivedAt,
    receivedFrom: record.receivedFrom,
    source: record.source,
    note: record.note,
    ...(typeof record.sameAs === 'string' ? { sameAs: record.sameAs } : {}),
    ...(record.packet === undefined ? {} : { packet: packetOf(record.packet) }),
    files: { sha256: record.files.sha256, bytes: record.files.bytes },
    messageList: { sha256: record.messageList.sha256, bytes: record.messageList.bytes },
    by,
    entry,
  };
  return { openImports: withoutImport(step.view, record.number), evidence: [...step.view.evidence, item] };
}

/** In one order of keys, whatever the order in the record. */
function packetOf({
  packetId,
  case: from,
  manifestSha256,
  signer,
  intact,
  firstFailure,
}: ReceivedPacket): ReceivedPacket {
  return {
    packetId,
    case: { name: from.name, number: from.number },
    manifestSha256,
    signer: signer === null ? null : { name: signer.name, fingerprint: signer.fingerprint },
    intact,
    firstFailure,
  };
}

type ReceivedPacket = NonNullable<RecordOf<'evidence'>['packet']>;

function withoutImport(view: CaseView, number: string): CaseView['openImports'] {
  return view.openImports.filter((open) => open.number !== number);
}

function assess(step: Step<'finding.assess'>): Partial<CaseView> {
  const { ref, rule, decision, reason } = recordIn(step, 'assessment');
  const assessment = { ref, rule, decision, reason, ...stamp(step) };
  const isSame = (old: { readonly ref: string; readonly rule: string }) => old.ref === ref && old.rule === rule;
  return { assessments: replaceOrAdd(step.view.assessments, assessment, isSame) };
}

function assessMany(step: Step<'finding.assess-many'>): Partial<CaseView> {
  const { rule, decision, reason } = recordIn(step, 'judgement');
  const more = step.subject.targets.map(({ ref }) => ({ ref, rule, decision, reason, ...stamp(step) }));
  return { assessments: replaceOrAddAll(step.view.assessments, more, (one) => `${one.ref} ${one.rule}`) };
}

/** Each message gets an annotation of its own, whose id ends with the message's number. */
function annotateMany(step: Step<'message.annotate-many'>): Partial<CaseView> {
  const { id, note, tags } = recordIn(step, 'remark');
  const more = step.subject.targets.map(({ ref }) => ({
    id: noteId(id, ref),
    ref,
    note,
    tags: [...tags],
    span: null,
    ...stamp(step),
  }));
  return { annotations: replaceOrAddAll(step.view.annotations, more, ({ id: one }) => one) };
}

function annotate(step: Step<'message.annotate'>): Partial<CaseView> {
  const { id, ref, note, tags, span } = recordIn(step, 'annotation');
  const annotation = {
    id,
    ref,
    note,
    tags: [...tags],
    span: span === null ? null : { start: span.start, end: span.end },
    ...stamp(step),
  };
  return { annotations: replaceOrAdd(step.view.annotations, annotation, (old) => old.id === id) };
}

function solve(step: Step<'time.solve'>): Partial<CaseView> {
  const { ref, source, recipe, spans, hash, preimage, time, precisionSeconds, tried, seconds, windowSeconds } =
    recordIn(step, 'solution');
  const solution = {
    ref,
    source,
    kind: recipe,
    spans: spans.map(({ start, end }) => ({ start, end })),
    hash,
    preimage,
    time,
    precisionSeconds,
    tried,
    seconds,
    windowSeconds,
    ...stamp(step),
  };
  const isSame = (old: { readonly ref: string; readonly hash: string }) => old.ref === ref && old.hash === hash;
  return { solutions: replaceOrAdd(step.view.solutions ?? [], solution, isSame) };
}

/** A section of a later version changes nothing here: it stands in journal and record. */
function writeSection(step: Step<'briefing.write'>): Partial<CaseView> {
  const { section, content } = recordIn(step, 'briefing');
  if (!isBriefingSection(section)) {
    return {};
  }
  const reading = readContent(section, content);
  if (!reading.ok) {
    throw new ProjectionError(step.line.entry.seq, `has a record whose section cannot be read (${reading.where})`);
  }
  const written = { content: reading.content, ...stamp(step) };
  return { briefing: withSection(step.view.briefing ?? {}, section, written) };
}

function saveCopy(step: Step<'copy.save'>): Partial<CaseView> {
  const { ref, what, name, file, sha256, bytes, reason } = recordIn(step, 'copy');
  const copy = { ref, what, name, file, sha256, bytes, reason, ...stamp(step) };
  return { copies: [...(step.view.copies ?? []), copy] };
}

/** A message that was put back to its proposal has no line here. */
function moveBoundary(step: Step<'boundary.move'>): Partial<CaseView> {
  const { ref, trustedHops, reason } = recordIn(step, 'boundary');
  const examination = examinationOf(step.view);
  const others = examination.boundaries.filter((old) => old.ref !== ref);
  const boundaries =
    trustedHops === null
      ? others
      : replaceOrAdd(examination.boundaries, { ref, trustedHops, reason, ...stamp(step) }, (old) => old.ref === ref);
  return { examination: { ...examination, boundaries } };
}
