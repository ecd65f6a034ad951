import type { VerifyFacts } from '../wording/packet-verify';
import { ALLOWED_SIGNERS, EXAMINER_CERTIFICATE, REPORT, ROOT_CERTIFICATE } from './packet-layout';
import { SSH_NAMESPACE, SSH_PRINCIPAL } from './sshsig';

/** What the printed commands name: the same in every packet of this version. */
export const VERIFY_FACTS: VerifyFacts = {
  certificate: EXAMINER_CERTIFICATE,
  root: ROOT_CERTIFICATE,
  allowedSigners: ALLOWED_SIGNERS,
  report: REPORT,
  principal: SSH_PRINCIPAL,
  namespace: SSH_NAMESPACE,
};
