import type { AttachmentView } from '../../../shared/contract/model';
import { readMessage } from '../../engine/session/read-message';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, requiredPositional } from '../words';

export const attachments: Verb = {
  usage: 'DIR REF',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const view = await withCase(call, dir, 'read', (session) => readMessage(session, ref));
    const numbered = view.attachments.map((file, index) => ({ number: index + 1, ...file }));
    return {
      json: { ref, attachments: numbered, problem: view.bodyProblem },
      text: [
        ...numbered.flatMap(({ number, ...file }) => fileLines(number, file)),
        ...(view.bodyProblem === null ? [] : ['', view.bodyProblem]),
      ],
    };
  },
};

function fileLines(number: number, { name, type, bytes, sha256, kind, warning }: AttachmentView): readonly string[] {
  return [
    `${number}  ${name || '(no name)'}  ${type}${kind === null ? '' : ` (begins like ${kind})`}  ${bytes} bytes  ${sha256}`,
    ...(warning === null ? [] : [`   ${warning}`]),
  ];
}
