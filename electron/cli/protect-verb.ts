/** What `protect add`, `protect remove` and `protect list` have in common: their words and their output. */
import type { ProtectedList } from '../../shared/analysis/case-context';
import { FailureError } from '../../shared/contract/failure';
import { recordedOrSame } from '../../shared/wording/recorded';
import { changeProtection, protectedList } from '../engine/session/change-protection';
import { reviseSession } from '../engine/session/revise-session';
import { examinerSigner, IDENTITY_OPTION } from './examiner';
import type { Verb, VerbCall } from './verb';
import { withCase } from './with-case';
import { noMorePositionals, optionList, requiredPositional } from './words';

type Change = (list: ProtectedList, asked: ProtectedList) => ProtectedList;

export function protectVerb(change: Change): Verb {
  return {
    usage: 'DIR [--name N]… [--domain D]… [--address A]… [--identity FILE]',
    options: {
      name: { type: 'string', multiple: true },
      domain: { type: 'string', multiple: true },
      address: { type: 'string', multiple: true },
      ...IDENTITY_OPTION,
    },
    run: async (call) => {
      const dir = requiredPositional(call, 0, "The case's folder");
      noMorePositionals(call, 1);
      const asked = askedList(call);
      const signer = await examinerSigner(call);
      const { entry, list, findings } = await withCase(call, dir, 'write', async (session) => {
        const changed = await changeProtection(session, signer, change(protectedList(session), asked));
        const { signal } = call;
        await reviseSession(session, { signal, onProgress: (progress) => call.progress.report(progress) });
        return { ...changed, findings: session.catalogue.findingCounts().findings };
      });
      return { json: { entry, protected: list, findings }, text: [...listLines(list), recordedOrSame(entry)] };
    },
  };
}

function askedList(call: VerbCall): ProtectedList {
  const list = {
    names: optionList(call, 'name'),
    domains: optionList(call, 'domain'),
    addresses: optionList(call, 'address'),
  };
  if (Object.values(list).every((entries) => entries.length === 0)) {
    throw new FailureError('bad-request', 'Give at least one --name, --domain or --address. Nothing was done.');
  }
  return list;
}

export const protectList: Verb = {
  usage: 'DIR',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const list = await withCase(call, dir, 'read', async (session) => protectedList(session));
    return { json: { protected: list }, text: listLines(list) };
  },
};

function listLines({ names, domains, addresses }: ProtectedList): readonly string[] {
  const lines = [
    ...names.map((name) => `name     ${name}`),
    ...domains.map((domain) => `domain   ${domain}`),
    ...addresses.map((address) => `address  ${address}`),
  ];
  return lines.length === 0 ? ['The list is empty.'] : lines;
}
