import { FailureError } from '../../../shared/contract/failure';
import type { SpanData } from '../../../shared/contract/model';
import { manyWords } from '../../../shared/wording/many-acts';
import { recordedAs } from '../../../shared/wording/recorded';
import { annotateMessage } from '../../engine/session/annotate-message';
import { annotateMessages } from '../../engine/session/judge-many';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRefs, optionList, optionText, requiredOption, requiredPositional } from '../words';

export const annotate: Verb = {
  usage: 'DIR REF… --note TEXT [--span S:E] [--tag T]… [--identity FILE]',
  options: {
    note: { type: 'string' },
    span: { type: 'string' },
    tag: { type: 'string', multiple: true },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const refs = checkedRefs(call, 1);
    const [ref, ...more] = refs;
    const said = { note: requiredOption(call, 'note'), tags: optionList(call, 'tag') };
    const span = checkedSpan(optionText(call, 'span'));
    if (span !== null && more.length > 0) {
      throw new FailureError('bad-request', '--span belongs to one message. Nothing was recorded.');
    }
    const signer = await examinerSigner(call);
    if (ref !== undefined && more.length === 0) {
      const { annotation, entry } = await withCase(call, dir, 'write', (session) =>
        annotateMessage(session, signer, { ref, span, ...said }),
      );
      return { json: { annotation, entry }, text: [recordedAs(entry)] };
    }
    const done = await withCase(call, dir, 'write', (session) => annotateMessages(session, signer, { refs, ...said }));
    return { json: { ...done }, text: [manyWords.recordedFor(done.entry, done.refs.length)] };
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
