import type { MessagePart } from '../../../shared/contract/structure';
import { readStructure } from '../../engine/session/read-structure';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, requiredPositional } from '../words';

export const structure: Verb = {
  usage: 'DIR REF',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const { parts, problem } = await withCase(call, dir, 'read', (session) => readStructure(session, ref));
    return {
      json: { ref, parts, problem },
      text: [...parts.flatMap(partLines), ...(problem === null ? [] : ['', problem])],
    };
  },
};

function partLines(part: MessagePart): readonly string[] {
  const indent = '  '.repeat(part.depth);
  const declared = [part.mediaType, part.charset, part.encoding, part.disposition].filter((text) => text !== '');
  const name = part.name === '' ? '' : `  "${part.name}"`;
  const hash = part.decoded === null ? '' : `  ${part.decoded.bytes} bytes decoded, SHA-256 ${part.decoded.sha256}`;
  return [
    `${indent}${part.path || 'message'}  ${declared.join(', ')}${name}  bytes ${part.start} to ${part.end}${hash}`,
    ...(part.message === null ? [] : [`${indent}    is the message ${part.message}`]),
    ...(part.warning === null ? [] : [`${indent}    ${part.warning}`]),
    ...part.issues.map(({ what, start, end }) => `${indent}    ${what}: bytes ${start} to ${end}`),
    ...part.further.map(({ kind, where, bytes, start, end }) => {
      return `${indent}    ${kind} found ${where}, ${bytes} bytes: bytes ${start} to ${end}`;
    }),
  ];
}
