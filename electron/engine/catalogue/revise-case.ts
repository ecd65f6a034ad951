/** Looking again with the rules that depend on the case, when the case knows something new: the rest stays as it is. */
import type { CaseContext } from '../../../shared/analysis/case-context';
import type { CaseStore } from '../case/case-store';
import { ProgressMeter } from '../ingest/progress';
import type { MessagePool } from '../message/message-pool';
import { throwIfCancelled } from '../vault/hash-file';
import type { CaseKnowledge, CaseState, RevisedEntry, RevisionScope } from './case-findings';
import { NO_KNOWLEDGE } from './case-findings';
import { isSame, knowledgeOf } from './case-knowledge';
import type { Catalogue } from './catalogue';
import type { FillOptions } from './complete-catalogue';
import { batchesOf, PAGE_MESSAGES, placesOf } from './message-batches';
import type { IncompleteMessage } from './rows';

/** Brings the findings up to what the case knows. Does nothing where they are; goes on where it was interrupted. */
export async function reviseCase(
  store: CaseStore,
  catalogue: Catalogue,
  pool: MessagePool,
  options: FillOptions = {},
): Promise<void> {
  if (!catalogue.isWritable) {
    return;
  }
  const state = catalogue.revision.state() ?? { known: NO_KNOWLEDGE, pass: null };
  const outdated = catalogue.revision.outdated();
  // Without new rows the clocks are those that are known: a large case opens without counting again.
  const clocks = outdated === null ? (state.pass?.to ?? state.known).clocks : [...catalogue.revision.estimateClocks()];
  const to = knowledgeOf(store.view, clocks);
  const isOutdated = outdated === 'all';
  if (state.pass === null && isSame(state.known, to) && !isOutdated) {
    if (outdated !== null) {
      catalogue.revision.begin(state);
    }
    return;
  }
  await new Revision({ store, catalogue, pool, options }, nextState(state, to, isOutdated)).run();
}

/** A revision that goes the same way goes on; one that went elsewhere has left mixed rows: everything is done again. */
function nextState({ known, pass }: CaseState, to: CaseKnowledge, isOutdated: boolean): Revising {
  if (pass !== null && isSame(pass.to, to) && !isOutdated) {
    return { known, pass };
  }
  if (pass !== null || isOutdated) {
    const ids = everMoved(known, pass?.to ?? known, to);
    return { known, pass: { to, scope: { all: true, clocks: true, ids }, after: -1 } };
  }
  return { known, pass: { to, scope: scopeOf(known, to), after: -1 } };
}

function everMoved(...knowledge: readonly CaseKnowledge[]): number[] {
  return [...new Set(knowledge.flatMap(({ boundaries }) => boundaries.map(([id]) => id)))];
}

function scopeOf(known: CaseKnowledge, to: CaseKnowledge): RevisionScope {
  const before = new Map(known.boundaries);
  const after = new Map(to.boundaries);
  const ids = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id));
  return { all: !isSame(known.protected, to.protected), clocks: !isSame(known.clocks, to.clocks), ids };
}

type Pass = NonNullable<CaseState['pass']>;

interface Revising extends CaseState {
  readonly pass: Pass;
}

interface Services {
  readonly store: CaseStore;
  readonly catalogue: Catalogue;
  readonly pool: MessagePool;
  readonly options: FillOptions;
}

class Revision {
  readonly #services: Services;
  readonly #known: CaseKnowledge;
  readonly #context: CaseContext;
  readonly #boundaries: ReadonlyMap<number, number>;
  /** Messages whose boundary was moved or taken back. */
  readonly #moved: ReadonlySet<number>;
  #pass: Pass;

  constructor(services: Services, { known, pass }: Revising) {
    this.#services = services;
    this.#known = known;
    this.#pass = pass;
    this.#context = { protected: pass.to.protected, clocks: pass.to.clocks, trustedHops: null };
    this.#boundaries = new Map(pass.to.boundaries);
    this.#moved = new Set(pass.scope.ids);
  }

  async run(): Promise<void> {
    const { catalogue, options, store } = this.#services;
    const meter = new ProgressMeter(options.onProgress, store.env.monotonicMs);
    meter.begin('Looking again at every message', catalogue.revision.bytes(this.#pass.scope, this.#pass.after));
    catalogue.revision.begin({ known: this.#known, pass: this.#pass });
    for (let page = this.#page(); page.length > 0; page = this.#page()) {
      await this.#revisePage(page, meter);
    }
    catalogue.revision.write({ known: this.#pass.to, pass: null });
    meter.end();
  }

  #page(): readonly IncompleteMessage[] {
    return this.#services.catalogue.revision.messages(this.#pass.scope, this.#pass.after, PAGE_MESSAGES);
  }

  /** Batches run side by side; their rows are written in order, so that the place never runs ahead. */
  async #revisePage(page: readonly IncompleteMessage[], meter: ProgressMeter): Promise<void> {
    const { catalogue, options, pool } = this.#services;
    const batches = [...batchesOf(page)];
    const running: Promise<readonly RevisedEntry[]>[] = [];
    try {
      for (const [index, batch] of batches.entries()) {
        throwIfCancelled(options.signal);
        for (const next of batches.slice(index + running.length, index + pool.threads + 1)) {
          const result = this.#look(next);
          result.catch(() => undefined);
          running.push(result);
        }
        const entries = (await running.shift()) ?? [];
        this.#pass = { ...this.#pass, after: batch.at(-1)?.id ?? this.#pass.after };
        catalogue.revision.write({ known: this.#known, pass: this.#pass }, entries);
        meter.addBytes(batch.reduce((sum, { length }) => sum + length, 0));
        meter.addMessages(batch.length);
      }
    } finally {
      await Promise.allSettled(running);
    }
  }

  /** A batch is short: one that has begun is never cut off, cancelling takes hold before the next. */
  async #look(batch: readonly IncompleteMessage[]): Promise<readonly RevisedEntry[]> {
    const { store, pool } = this.#services;
    const places = placesOf(store.vault, batch, this.#boundaries);
    const isMoved = batch.map(({ id }) => this.#moved.has(id));
    const moved = places.filter((_, index) => isMoved[index] === true);
    const others = places.filter((_, index) => isMoved[index] === false);
    const whole = moved.length === 0 ? [] : [...(await pool.analyse(moved, undefined, this.#context))];
    const partial = others.length === 0 ? [] : [...(await pool.revise(others, this.#context))];
    return batch.map(({ id }, index) =>
      isMoved[index] === true
        ? { id, findings: whole.shift()?.findings, isWhole: true }
        : { id, findings: partial.shift()?.findings, isWhole: false },
    );
  }
}
