/** What `exhibit add` and `exhibit remove` have in common: their words and their output. */
import type { Exhibit } from '../../shared/contract/model';
import type { Signer } from '../engine/identity/signer';
import type { CaseSession } from '../engine/session/case-session';
import { examinerSigner, IDENTITY_OPTION } from './examiner';
import type { Verb } from './verb';
import { withCase } from './with-case';
import { checkedRefs, optionText, requiredPositional } from './words';

type Choose = (
  session: CaseSession,
  signer: Signer,
  refs: readonly string[],
  label?: string,
) => Promise<readonly Exhibit[]>;

export function exhibitVerb(kind: 'add' | 'remove', choose: Choose): Verb {
  return {
    usage: `DIR REF…${kind === 'add' ? ' [--label L]' : ''} [--identity FILE]`,
    options: { ...(kind === 'add' ? { label: { type: 'string' } } : {}), ...IDENTITY_OPTION },
    run: async (call) => {
      const dir = requiredPositional(call, 0, "The case's folder");
      const refs = checkedRefs(call, 1);
      const signer = await examinerSigner(call);
      const exhibits = await withCase(call, dir, 'write', (session) =>
        choose(session, signer, refs, optionText(call, 'label')),
      );
      return {
        json: { exhibits },
        text: exhibits.map((exhibit) => `${exhibit.label.padEnd(4)} ${exhibit.ref}`),
      };
    },
  };
}
