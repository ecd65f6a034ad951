import type { Handlers } from '../../../shared/contract/requests';
import { annotateMessages, assessMessages, type DoneOnMany, rulesAmong } from '../session/judge-many';
import { tagMessages, tagsAmong } from '../session/tag-messages';
import type { EngineState } from './engine-state';

type ManyRequests = 'finding:among' | 'finding:assess-many' | 'message:annotate-many' | 'tag:among' | 'tag:set';

/** Acts on several messages at once, and what is to be known before. */
export function manyHandlers(state: EngineState): Pick<Handlers, ManyRequests> {
  const counted = ({ entry, refs }: DoneOnMany) => ({ entry, messages: refs.length });
  return {
    'finding:among': async ({ refs }) => ({ rules: [...rulesAmong(state.session, refs)] }),
    'finding:assess-many': async (judgement) =>
      counted(await state.announced(assessMessages(state.session, state.signer, judgement))),
    'message:annotate-many': async (written) =>
      counted(await state.announced(annotateMessages(state.session, state.signer, written))),
    'tag:among': async ({ refs }) => ({ tags: [...tagsAmong(state.session, refs)] }),
    'tag:set': async ({ refs, tag, on }) => {
      const wanted = { refs, tag, on: on ?? undefined };
      const { refs: changed, ...done } = await state.announced(tagMessages(state.session, state.signer, wanted));
      return { ...done, messages: changed.length };
    },
  };
}
