/**
 * `data/stix/bundle.json`: what the exhibits state of those who sent them, for platforms that exchange observations
 * (STIX 2.1, OASIS Standard of 10 June 2021).
 *
 * Observations only, no indicators: nothing in it says that an address is bad. Recipients are not in it. The same content
 * gives the same bytes.
 */
import { exhibitFile } from '../exhibit-file';
import type { ReportContent, ReportExhibit } from '../report-content';
import { safeJson } from '../safe-json';
import { type AuthorAddress, type AuthorSide, authorSideOf, unlessNaming, utcTime, wellFormed } from './author-side';
import { type Recipients, recipientsOf } from './recipients';
import { ObservableSet, type StixObject } from './stix-observables';
import { packetUuid, type Sha1 } from './uuid-v5';

/** The bundle's text. */
export function stixBundle(content: ReportContent, sha1: Sha1): string {
  return `${safeJson(new BundleWriter(content, sha1).bundle(), 2)}\n`;
}

/** For times that are required and cannot be read: none of a packet made by this program. */
const UNKNOWN_TIME = '1970-01-01T00:00:00.000Z';

/** Writes one bundle; identifiers of what only this packet has come from its name and a role. */
class BundleWriter {
  readonly #content: ReportContent;
  readonly #sha1: Sha1;
  readonly #recipients: Recipients;
  readonly #createdAt: string;
  readonly #observables: ObservableSet;

  constructor(content: ReportContent, sha1: Sha1) {
    this.#content = content;
    this.#sha1 = sha1;
    this.#recipients = recipientsOf(content.exhibits);
    this.#createdAt = utcTime(content.createdAt) ?? UNKNOWN_TIME;
    this.#observables = new ObservableSet(sha1, this.#marks());
  }

  bundle(): StixObject {
    const observations = this.#content.exhibits.map((exhibit) => this.#observation(exhibit));
    return {
      type: 'bundle',
      id: `bundle--${this.#uuid('bundle')}`,
      objects: [this.#identity(), ...this.#marking(), ...observations, ...this.#observables.all],
    };
  }

  /** Who states all this: the examiner's organisation, or the examiner where none is named. */
  #identity(): StixObject {
    const { name, organisation } = this.#content.examiner;
    const stated = this.#harmless(organisation) || this.#harmless(name) || 'not stated';
    return {
      ...this.#head('identity'),
      modified: this.#createdAt,
      ...this.#marks(),
      name: stated,
      identity_class: organisation === '' ? 'individual' : 'organization',
    };
  }

  /** The handling marking in the agency's own words: STIX's own TLP objects know four of them only. */
  #marking(): readonly StixObject[] {
    const { handling } = this.#content;
    return handling === ''
      ? []
      : [
          {
            ...this.#head('marking-definition'),
            definition_type: 'statement',
            definition: { statement: this.#harmless(handling) || 'not stated' },
          },
        ];
  }

  #observation(exhibit: ReportExhibit): StixObject {
    const receivedAt = utcTime(exhibit.evidence.receivedAt) ?? this.#createdAt;
    const references = this.#observablesOf(exhibit, authorSideOf(exhibit, this.#recipients));
    return {
      ...this.#head('observed-data', exhibit.message.ref, exhibit.label),
      modified: this.#createdAt,
      created_by_ref: this.#idOf('identity'),
      ...this.#marks(),
      first_observed: receivedAt,
      last_observed: receivedAt,
      number_observed: 1,
      object_refs: [...new Set(references)],
    };
  }

  /** The exhibit's file, the message in it, and what the message names. */
  #observablesOf(exhibit: ReportExhibit, side: AuthorSide): readonly string[] {
    const { message } = exhibit;
    const { sha256: fileHash, bytes: size } = exhibitFile(exhibit);
    const email = this.#email(message.sha256, side);
    const file = this.#observables.add('file', {
      hashes: { 'SHA-256': fileHash },
      size,
      mime_type: 'message/rfc822',
      contains_refs: [email],
    });
    return [
      file,
      email,
      ...[...side.from, ...side.sender, ...side.replyTo, ...side.returnPath].map((author) => this.#address(author)),
      ...side.route.map(({ version, address }) => this.#observables.add(`ipv${version}-addr`, { value: address })),
      ...side.domains.map((value) => this.#observables.add('domain-name', { value })),
      ...side.urls.map((value) => this.#observables.add('url', { value })),
      ...side.attachments.map(({ name, sha256, bytes }) =>
        this.#observables.add('file', { hashes: { 'SHA-256': sha256 }, size: bytes, ...given('name', name) }),
      ),
    ];
  }

  #email(sha256: string, side: AuthorSide): string {
    const [from, sender] = [side.from, side.sender].map(([first]) => (first === undefined ? '' : this.#address(first)));
    const further = {
      ...listed('Reply-To', side.replyTo),
      ...listed('Return-Path', side.returnPath),
    };
    const properties = {
      is_multipart: side.isMultipart,
      ...given('date', side.date ?? ''),
      ...given('message_id', side.messageId),
      ...given('subject', side.subject),
      ...given('from_ref', from ?? ''),
      ...given('sender_ref', sender ?? ''),
      ...(Object.keys(further).length === 0 ? {} : { additional_header_fields: further }),
    };
    return this.#observables.addDistinct('email-message', properties, () => this.#uuid('email-message', sha256));
  }

  #address({ address, name }: AuthorAddress): string {
    return this.#observables.add('email-addr', { value: address, ...given('display_name', name) });
  }

  #head(type: string, ...role: readonly string[]): StixObject {
    return { type, spec_version: '2.1', id: this.#idOf(type, ...role), created: this.#createdAt };
  }

  #marks(): StixObject {
    return this.#content.handling === '' ? {} : { object_marking_refs: [this.#idOf('marking-definition')] };
  }

  #idOf(type: string, ...role: readonly string[]): string {
    return `${type}--${this.#uuid(type, ...role)}`;
  }

  #uuid(...role: readonly string[]): string {
    const { case: matter, packetId } = this.#content;
    return packetUuid(this.#sha1, { caseId: matter.id, packetId }, role.map(wellFormed));
  }

  #harmless(text: string): string {
    return unlessNaming(this.#recipients, text);
  }
}

/** An optional property: absent where there is nothing to say. */
function given(name: string, value: string): StixObject {
  return value === '' ? {} : { [name]: value };
}

/** Section 6.5.1: one value is a text, several are a list. */
function listed(name: string, authors: readonly AuthorAddress[]): StixObject {
  const [first, ...others] = authors.map(({ address }) => address);
  return first === undefined ? {} : { [name]: others.length === 0 ? first : [first, ...others] };
}
