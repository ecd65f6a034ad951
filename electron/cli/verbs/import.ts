import { FailureError } from '../../../shared/contract/failure';
import type { Evidence, SetAside } from '../../../shared/contract/model';
import { packetSentence } from '../../../shared/wording/received-packet';
import { importInto } from '../../engine/session/import-into';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { optionText, requiredPositional } from '../words';

export const importVerb: Verb = {
  usage: 'DIR PATH… [--source TEXT] [--received-from TEXT] [--note TEXT] [--identity FILE]',
  options: {
    source: { type: 'string' },
    'received-from': { type: 'string' },
    note: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const paths = call.positionals.slice(1);
    const request = {
      ...(await input(call, paths)),
      source: optionText(call, 'source') ?? '',
      receivedFrom: optionText(call, 'received-from') ?? '',
      note: optionText(call, 'note') ?? '',
    };
    const signer = await examinerSigner(call);
    const result = await withCase(call, dir, 'write', (session) =>
      importInto(session, signer, request, {
        signal: call.signal,
        onProgress: (progress) => call.progress.report(progress),
      }),
    );
    if (result.cancelled) {
      throw new FailureError(
        'cancelled',
        'The import was stopped. What had been finished is in the case; what had been copied is kept and listed in the journal. Run the command again to import the rest.',
      );
    }
    return {
      json: result,
      text: [
        ...result.evidence.flatMap(evidenceLines),
        `${result.messages.toLocaleString('en')} messages in ${result.seconds.toFixed(1)} s`,
      ],
      status: result.setAside > 0 ? 3 : 0,
    };
  },
};

async function input(call: VerbCall, paths: readonly string[]) {
  if (paths.length === 0) {
    throw new FailureError(
      'bad-request',
      'No file or folder was named. Nothing was done. Name at least one, or "-" for pasted headers.',
    );
  }
  if (!paths.includes('-')) {
    return { paths };
  }
  if (paths.length > 1) {
    throw new FailureError('bad-request', '"-" (pasted headers) cannot stand beside other paths. Nothing was done.');
  }
  return { pasted: await call.readStandardInput() };
}

function evidenceLines(evidence: Evidence): readonly string[] {
  return [
    `${evidence.number}  ${evidence.name}  ${evidence.format}, ${evidence.messages.toLocaleString('en')} messages, ${evidence.bytes.toLocaleString('en')} bytes`,
    `  SHA-256 ${evidence.sha256}`,
    ...(evidence.packet === undefined ? [] : [`  ${packetSentence(evidence.packet)}`]),
    ...(typeof evidence.sameAs === 'string'
      ? [`  the same bytes as ${evidence.sameAs}: stored once, recorded as a second receipt`]
      : []),
    ...evidence.setAside.map(setAsideLine),
  ];
}

function setAsideLine(item: SetAside): string {
  return `  set aside: ${item.where}: ${item.reason}`;
}
