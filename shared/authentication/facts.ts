import type { Anatomy, HeaderField, Hop } from '../email/types';
import { type ArcChain, readArcChain } from './arc-chain';
import { type BodyHashAnswer, BodyHasher } from './body-hash';
import { type Signature, signaturesOf } from './signature';
import { readStatedResults, type StatedResult } from './stated-results';
import { UNDO_BYTES, type Undone, undoChanges } from './undo/undo';

/** What rules and views see of a message. */
export interface FactsInput {
  readonly bytes: Uint8Array;
  readonly anatomy: Anatomy;
  readonly route: readonly Hop[];
}

/** Signatures whose differences are looked into; the rest is listed. */
const MAX_UNDONE = 6;

/** What a message says about its own authentication; each thing is computed when it is asked for, and once. */
export class AuthenticationFacts {
  readonly #input: FactsInput;
  readonly #hashes = new Map<Signature, BodyHashAnswer>();
  readonly #undone = new Map<Signature, Undone | undefined>();
  #stated: readonly StatedResult[] | undefined;
  #dkim: readonly Signature[] | undefined;
  #chain: ArcChain | undefined;
  #hasher: BodyHasher | undefined;

  constructor(input: FactsInput) {
    this.#input = input;
  }

  get route(): readonly Hop[] {
    return this.#input.route;
  }

  get fields(): readonly HeaderField[] {
    return this.#input.anatomy.fields;
  }

  get stated(): readonly StatedResult[] {
    this.#stated ??= readStatedResults(this.fields, this.#input.route);
    return this.#stated;
  }

  /** DKIM signatures from the top. */
  get dkim(): readonly Signature[] {
    this.#dkim ??= signaturesOf(this.fields, 'dkim');
    return this.#dkim;
  }

  get chain(): ArcChain {
    this.#chain ??= readArcChain(this.fields);
    return this.#chain;
  }

  bodyHash(signature: Signature): BodyHashAnswer {
    const { bytes, anatomy } = this.#input;
    this.#hasher ??= new BodyHasher(bytes.subarray(anatomy.bodyStart), anatomy.bodyStart, true);
    const answer = this.#hashes.get(signature) ?? this.#hasher.answer(signature);
    this.#hashes.set(signature, answer);
    return answer;
  }

  /** What explains that the body differs; undefined where nothing that is known does. */
  undone(signature: Signature): Undone | undefined {
    if (!this.#undone.has(signature) && this.#undone.size < MAX_UNDONE) {
      const { bytes, anatomy } = this.#input;
      this.#undone.set(signature, undoChanges(bytes, anatomy, signature, UNDO_BYTES));
    }
    return this.#undone.get(signature);
  }
}

const known = new WeakMap<Anatomy, AuthenticationFacts>();

/** The facts of a message, the same ones for every rule and for the view. */
export function authenticationFacts(input: FactsInput): AuthenticationFacts {
  const before = known.get(input.anatomy);
  const facts = before?.route === input.route ? before : new AuthenticationFacts(input);
  known.set(input.anatomy, facts);
  return facts;
}
