import { readAuthentication } from '../../../electron/engine/message/authentication';
import { analyse } from '../../../shared/analysis/analyse';
import type { AuthenticationView } from '../../../shared/contract/authentication';
import { readAnswers } from '../../../shared/dns/read-answers';
import { DnsAnswers } from '../../../shared/dns/records';

/** Answers as a case holds them, from the text of a file. */
export function held(text: string, name = ''): DnsAnswers {
  return new DnsAnswers(readAnswers(text, name).answers.map((answer) => ({ ...answer, evidence: 'E-002' })));
}

export function authenticationOf(bytes: Uint8Array, answers = new DnsAnswers()): AuthenticationView {
  return readAuthentication(bytes, analyse(bytes), true, answers);
}
