/** The content of a packet without the persons on the case's list: the one place where a packet is redacted. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { decodeBytes, toByteString } from '../../../shared/email/byte-string';
import type { Span } from '../../../shared/email/types';
import type { DerivativeFacts, ExhibitRedaction, RedactionFacts } from '../../../shared/packet-format/redaction-facts';
import type { PacketTrait } from '../../../shared/packet-format/report-content';
import { ChangeCount } from '../../../shared/redaction/change';
import { type RedactedPerson, tokenOf } from '../../../shared/redaction/person';
import { redactText } from '../../../shared/redaction/redact-text';
import { redactValue } from '../../../shared/redaction/redact-value';
import { type Derivative, regenerate } from '../../../shared/redaction/regenerate';
import type { Sought } from '../../../shared/redaction/residue/residue';
import { SpanMap } from '../../../shared/redaction/span-map';
import { derivativeNotice, redactionMarks } from '../../../shared/wording/redaction';
import { throwIfCancelled } from '../packet/cancelled';
import type { PacketContent, PacketExhibit } from '../packet/packet-content';
import { holdsValue } from './residual-scan';

export interface ListOfPersons {
  readonly persons: readonly RedactedPerson[];
  readonly record: string;
  readonly by: string;
  readonly at: string;
  readonly entry: number;
}

/**
 * @param sought of the list's persons
 * @throws FailureError `cancelled`
 */
export async function redactContent(
  content: PacketContent,
  list: ListOfPersons,
  sought: Sought,
  signal: AbortSignal | undefined,
): Promise<PacketContent> {
  const strings = new StringRedactor(sought);
  const exhibits: PacketExhibit[] = [];
  const redactions: ExhibitRedaction[] = [];
  const rewritten = new Map<string, Rewrite>();
  for (const exhibit of content.exhibits) {
    throwIfCancelled(signal);
    const made = await redactExhibit(exhibit, content, sought, strings);
    exhibits.push(made.exhibit);
    redactions.push(made.redaction);
    rewritten.set(exhibit.label, made.rewrite);
    // Long work on one thread: after each message others get a turn.
    await setImmediate();
  }
  const { case: named, handling, briefing, evidence, custody, custodyNotes } = content;
  const said = strings.value({ case: named, handling, briefing, evidence, custody, custodyNotes });
  const across = redactAcross(content.across, rewritten, strings);
  return { ...content, ...said, exhibits, across, redaction: factsOf(list, redactions, strings) };
}

function factsOf(
  { entry, by, at, record, persons }: ListOfPersons,
  exhibits: readonly ExhibitRedaction[],
  strings: StringRedactor,
): RedactionFacts {
  return {
    list: { entry, by, at, record },
    persons: persons.map((person) => ({
      token: tokenOf(person),
      reason: strings.text(person.reason),
      names: person.name === '' ? 0 : 1,
      addresses: person.addresses.length,
      words: person.words.length,
    })),
    exhibits,
    elsewhere: strings.changes(),
  };
}

/** A fact of an exhibit as its copy has it. */
type Rewrite = (trait: PacketTrait) => PacketTrait;

interface RedactedExhibit {
  readonly exhibit: PacketExhibit;
  readonly redaction: ExhibitRedaction;
  readonly rewrite: Rewrite;
}

async function redactExhibit(
  exhibit: PacketExhibit,
  content: PacketContent,
  sought: Sought,
  strings: StringRedactor,
): Promise<RedactedExhibit> {
  const { label, message } = exhibit;
  const entry = choiceOf(content, message.ref);
  const derivative = regenerate(await bytesOf(exhibit), {
    needles: sought.needles,
    sha256: sha256Of,
    holdsValue: (file) => holdsValue(file, sought),
    notice: derivativeNotice(label, message.sha256, entry),
  });
  const facts: DerivativeFacts = { sha256: sha256Of(derivative.bytes), bytes: derivative.bytes.length, entry };
  const { changes, omissions, bytes, bodyStart, segments } = derivative;
  const map = new SpanMap(segments, bytes.length);
  const span = map.map.bind(map);
  return {
    exhibit: {
      ...exhibit,
      message: { ...withoutTellingHashes(strings.value(message, span), derivative), bodyStart },
      header: toByteString(bytes, 0, bodyStart),
      evidence: strings.value(exhibit.evidence),
      derivative: facts,
      bytes: async function* () {
        yield bytes;
      },
    },
    redaction: { label, changes, omissions, isGuessable: isGuessable(derivative) },
    rewrite: (trait) => traitOfCopy(trait, span(trait), bytes),
  };
}

const MOST_QUOTED = 300;

/**
 * What the copy says at that place: no more of a name or a signature than the copy has. A text of the body is not quoted:
 * its copy was encoded anew.
 */
function traitOfCopy(trait: PacketTrait, { start, end }: Span, copy: Uint8Array): PacketTrait {
  const quoted = decodeBytes(copy.subarray(start, Math.min(end, start + MOST_QUOTED)))
    .replace(/\s+/g, ' ')
    .trim();
  return { ...trait, start, end, text: trait.kind === 'body' ? '' : quoted };
}

function redactAcross(
  { relations, unread }: PacketContent['across'],
  rewritten: ReadonlyMap<string, Rewrite>,
  strings: StringRedactor,
): PacketContent['across'] {
  return {
    unread,
    relations: relations.map(({ exhibits, ...words }) => ({
      ...strings.value(words),
      exhibits: exhibits.map((exhibit) => {
        const rewrite = rewritten.get(exhibit.label);
        return { ...exhibit, traits: rewrite === undefined ? [] : exhibit.traits.map(rewrite) };
      }),
    })),
  };
}

/** The entry in which the message was chosen last. */
function choiceOf({ custody }: PacketContent, ref: string): number {
  const choices = custody.filter(
    ({ act, subject }) => act === 'exhibit.add' && JSON.stringify(subject).includes(`"${ref}"`),
  );
  return choices.at(-1)?.seq ?? -1;
}

/** Characters of base64 for 128 bits. */
const UNGUESSABLE = 22;

/** Nobody can guess the value of a signature but who holds its key; all else that is left out may be known elsewhere. */
function isGuessable({ changes, omissions }: Derivative): boolean {
  return changes.length > 0 && !omissions.some(({ kind, bytes }) => kind === 'signature' && bytes >= UNGUESSABLE);
}

type Message = PacketExhibit['message'];

/** Hashes of attachments that name a person are no help to anybody but who guesses. */
function withoutTellingHashes(message: Message, { tellingHashes }: Derivative): Message {
  const attachments = message.attachments.map((attachment) =>
    tellingHashes.has(attachment.sha256) ? { ...attachment, sha256: redactionMarks.withheld } : attachment,
  );
  return { ...message, attachments, indicators: message.indicators.filter(({ value }) => !tellingHashes.has(value)) };
}

async function bytesOf(exhibit: PacketExhibit): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of exhibit.bytes()) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Texts of a packet: many are the same, so that each is searched once. */
class StringRedactor {
  readonly #sought: Sought;
  readonly #known = new Map<string, ReturnType<typeof redactText>>();
  readonly #changes = new ChangeCount();

  constructor(sought: Sought) {
    this.#sought = sought;
  }

  text(text: string): string {
    const known = this.#known.get(text) ?? redactText(text, this.#sought.needles);
    this.#known.set(text, known);
    this.#changes.add('', known.found);
    return known.text;
  }

  value<T>(value: T, span = (one: { start: number; end: number }) => one): T {
    return redactValue(value, { text: (text) => this.text(text), span });
  }

  changes() {
    return this.#changes.all();
  }
}
