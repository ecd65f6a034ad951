/** What `tag add` and `tag remove` have in common: their words and their output. */
import { manyWords } from '../../shared/wording/many-acts';
import { type TagChange, tagMessages } from '../engine/session/tag-messages';
import { examinerSigner, IDENTITY_OPTION } from './examiner';
import type { Verb } from './verb';
import { withCase } from './with-case';
import { checkedRefs, requiredPositional } from './words';

export function tagVerb(kind: 'add' | 'remove'): Verb {
  return {
    usage: 'DIR TAG REF… [--identity FILE]',
    options: IDENTITY_OPTION,
    run: async (call) => {
      const dir = requiredPositional(call, 0, "The case's folder");
      const tag = requiredPositional(call, 1, 'The tag');
      const refs = checkedRefs(call, 2);
      const signer = await examinerSigner(call);
      const done = await withCase(call, dir, 'write', (session) =>
        tagMessages(session, signer, { refs, tag, on: kind === 'add' }),
      );
      const { entry, tag: written, refs: changed } = done;
      return { json: { entry, tag: written, refs: changed }, text: [tagSentence(done)] };
    },
  };
}

function tagSentence({ entry, tag, on, refs }: TagChange): string {
  return entry === null ? manyWords.sameTags(tag) : manyWords[on ? 'tagged' : 'untagged'](tag, refs.length, entry);
}
