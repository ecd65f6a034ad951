import { FailureError } from '../../../shared/contract/failure';
import { tokenOf } from '../../../shared/redaction/person';
import { recordedOrSame } from '../../../shared/wording/recorded';
import { changeRedaction, redactionList } from '../../engine/session/change-redaction';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { listJson, listLines } from '../redact-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionList, requiredPositional } from '../words';
import { findPerson } from './redact-add';

export const redactRemove: Verb = {
  usage: 'DIR PERSON [--address A]… [--word W]… [--identity FILE]',
  options: {
    address: { type: 'string', multiple: true },
    word: { type: 'string', multiple: true },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const who = requiredPositional(call, 1, 'The person (such as PERSON-01)');
    noMorePositionals(call, 2);
    const [addresses, words] = [optionList(call, 'address'), optionList(call, 'word')];
    const signer = await examinerSigner(call);
    const { entry, list } = await withCase(call, dir, 'write', (session) => {
      const { persons } = redactionList(session);
      const person = findPerson(persons, who);
      const isWhole = addresses.length === 0 && words.length === 0;
      const less = {
        ...person,
        addresses: without(person.addresses, addresses, tokenOf(person)),
        words: without(person.words, words, tokenOf(person)),
      };
      return changeRedaction(
        session,
        signer,
        persons.flatMap((one) => (one !== person ? [one] : isWhole ? [] : [less])),
      );
    });
    return { json: { entry, persons: listJson(list) }, text: [...listLines(list), recordedOrSame(entry)] };
  },
};

function without(all: readonly string[], gone: readonly string[], token: string): readonly string[] {
  const keys = gone.map(key);
  const missing = gone.find((one) => !all.some((known) => key(known) === key(one)));
  if (missing !== undefined) {
    throw new FailureError('not-found', `“${missing}” does not stand with ${token}. Nothing was changed.`);
  }
  return all.filter((one) => !keys.includes(key(one)));
}

function key(text: string): string {
  return text.trim().toLowerCase().normalize('NFC');
}
