/** What `undo` and `redo` have in common: their words and their output. */
import { undoWords } from '../../shared/wording/undo';
import type { CaseStore } from '../engine/case/case-store';
import type { Signer } from '../engine/identity/signer';
import { reviseSession } from '../engine/session/revise-session';
import { type TakenBack, takeBackLast, undoEntry, type Way, wholeHistory } from '../engine/session/undo-act';
import { examinerSigner, IDENTITY_OPTION } from './examiner';
import type { Verb } from './verb';
import { withCase } from './with-case';
import { noMorePositionals, optionText, requiredEntry, requiredPositional } from './words';

export function undoVerb(way: Way): Verb {
  return {
    usage: way === 'undo' ? 'DIR [--entry N] [--identity FILE]' : 'DIR [--identity FILE]',
    options: { ...(way === 'undo' ? { entry: { type: 'string' } } : {}), ...IDENTITY_OPTION },
    run: async (call) => {
      const dir = requiredPositional(call, 0, "The case's folder");
      noMorePositionals(call, 1);
      const entry = optionText(call, 'entry') === undefined ? null : requiredEntry(call);
      const signer = await examinerSigner(call);
      const done = await withCase(call, dir, 'write', async (session) => {
        const taken = await take(session.store, signer, way, entry);
        if (taken.revises) {
          const { signal } = call;
          await reviseSession(session, { signal, onProgress: (progress) => call.progress.report(progress) });
        }
        return taken;
      });
      const { entry: recorded, first, of } = done;
      const sentence = way === 'undo' ? undoWords.undone : undoWords.redone;
      return {
        json: { entry: recorded, [way === 'undo' ? 'undone' : 'redone']: first, act: of },
        text: [sentence(first, of, recorded)],
      };
    },
  };
}

/** On the command line each opening lasts one act: what is meant are all of the key's own acts. */
async function take(store: CaseStore, signer: Signer, way: Way, entry: number | null): Promise<TakenBack> {
  return entry === null
    ? await takeBackLast(store, signer, way, await wholeHistory(store))
    : await undoEntry(store, signer, entry);
}
