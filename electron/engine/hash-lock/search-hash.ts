/** The work of a thread: finds the ids of a message that may be hashed times, and tries texts for one of them. */
import { fillBlock, type HashWords, hashWords, makeBlock } from '../../../shared/analysis/hash-lock/md5';
import {
  HASH_RECIPES,
  type HashRecipe,
  microsecondPreimage,
  type Preimage,
  searchRecipe,
} from '../../../shared/analysis/hash-lock/recipes';
import { type HashTarget, hashTargets, searchCentres } from '../../../shared/analysis/hash-lock/targets';
import { searchModule, spreadBlock } from '../../../shared/analysis/hash-lock/wasm-search';
import { readTimes } from '../../../shared/analysis/times';
import { readAnatomy } from '../../../shared/email/anatomy';
import { readRoute } from '../../../shared/email/route';
import type { MessagePlace } from '../message/analysed-message';
import { LIMITS } from '../message/limits';
import { readPlace } from '../message/read-place';

export interface MessageTargets {
  readonly targets: readonly HashTarget[];
  /** Seconds since 1970 around which the ids can have been made. */
  readonly centres: readonly number[];
}

export function findTargets(place: MessagePlace): MessageTargets {
  const bytes = readPlace(place, LIMITS.headerBytes);
  const anatomy = readAnatomy(bytes);
  const targets = hashTargets(anatomy);
  if (targets.length === 0) {
    return { targets, centres: [] };
  }
  const route = readRoute(anatomy);
  return { targets, centres: searchCentres(anatomy, route, readTimes(bytes, anatomy, route)) };
}

/** Some seconds, to be tried with some recipes. */
export interface HashSearch {
  readonly hash: string;
  readonly recipes: readonly string[];
  readonly seconds: readonly number[];
}

export interface HashHit extends Preimage {
  readonly kind: string;
}

export interface HashSearchResult {
  readonly hit: HashHit | null;
  readonly tried: number;
}

export function searchHash({ hash, recipes, seconds }: HashSearch): HashSearchResult {
  let tried = 0;
  for (const second of seconds) {
    for (const recipe of HASH_RECIPES.filter(({ kind }) => recipes.includes(kind))) {
      const found = searchSecond(recipe, hash, second);
      tried += recipe.texts;
      if (found !== undefined) {
        return { hit: { ...found, kind: recipe.kind }, tried };
      }
    }
  }
  return { hit: null, tried };
}

const MICROSECONDS = 1_000_000;

function searchSecond(recipe: HashRecipe, hash: string, second: number): Preimage | undefined {
  const words = hashWords(hash);
  if (words === undefined || recipe.head === undefined) {
    return searchRecipe(recipe, hash, second);
  }
  const head = recipe.head(second);
  const microseconds = searchMicroseconds(head, words);
  return microseconds < 0 ? undefined : microsecondPreimage(head, second, microseconds);
}

interface SearchExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly search: (start: number, end: number, place: number, ...hash: HashWords) => number;
}

/** What this file uses of WebAssembly; Node's types leave it out. */
interface WebAssemblyGlobal {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
    readonly Instance: new (module: object) => { readonly exports: SearchExports };
  };
}

let compiled: SearchExports | undefined;

function search(): SearchExports {
  const { WebAssembly } = globalThis as unknown as WebAssemblyGlobal;
  compiled ??= new WebAssembly.Instance(new WebAssembly.Module(searchModule())).exports;
  return compiled;
}

function searchMicroseconds(head: string, words: HashWords): number {
  const block = makeBlock();
  fillBlock(block, `${head}00000`);
  const { memory, search: run } = search();
  spreadBlock(block.bytes, new Uint8Array(memory.buffer));
  return run(0, MICROSECONDS, head.length, ...words);
}
