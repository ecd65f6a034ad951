import { FailureError } from '../../../shared/contract/failure';
import type { SpanData } from '../../../shared/contract/model';
import { recordedAs } from '../../../shared/wording/recorded';
import { annotateMessage } from '../../engine/session/annotate-message';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, optionList, optionText, requiredOption, requiredPositional } from '../words';

export const annotate: Verb = {
  name: 'annotate',
  usage: 'DIR REF --note TEXT [--span S:E] [--tag T]… [--identity FILE]',
  summary: "records the examiner's note on a message or on bytes of it",
  options: {
    note: { type: 'string' },
    span: { type: 'string' },
    tag: { type: 'string', multiple: true },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const note = {
      ref,
      note: requiredOption(call, 'note'),
      span: checkedSpan(optionText(call, 'span')),
      tags: optionList(call, 'tag'),
    };
    const signer = await examinerSigner(call);
    const { annotation, entry } = await withCase(call, dir, 'write', (session) =>
      annotateMessage(session, signer, note),
    );
    return { json: { annotation, entry }, text: [recordedAs(entry)] };
  },
};

function checkedSpan(text: string | undefined): SpanData | null {
  if (text === undefined) {
    return null;
  }
  const match = /^(\d{1,15}):(\d{1,15})$/.exec(text);
  const start = Number(match?.[1]);
  const end = Number(match?.[2]);
  if (match === null || end <= start) {
    throw new FailureError(
      'bad-request',
      '--span takes two byte offsets, such as 120:164, the second one larger. Nothing was recorded.',
    );
  }
  return { start, end };
}
