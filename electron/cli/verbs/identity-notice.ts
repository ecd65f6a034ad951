import { FailureError } from '../../../shared/contract/failure';
import { identityTold } from '../../../shared/wording/identity';
import { recordedAs } from '../../../shared/wording/recorded';
import { noticeSchema } from '../../engine/case/records';
import { noteIdentity } from '../../engine/session/note-identity';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { checkedFingerprint } from '../identity-words';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const identityNotice: Verb = {
  usage: 'DIR --about enrolment|passphrase|loss|revocation --note TEXT [--key FINGERPRINT] [--identity FILE]',
  options: { about: { type: 'string' }, note: { type: 'string' }, key: { type: 'string' }, ...IDENTITY_OPTION },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const about = noticeSchema.safeParse(requiredOption(call, 'about'));
    if (!about.success) {
      throw new FailureError('bad-request', identityTold.otherNotice(noticeSchema.options));
    }
    const note = requiredOption(call, 'note');
    const key = optionText(call, 'key');
    const signer = await examinerSigner(call);
    const notice = { about: about.data, note, key: key === undefined ? signer.fingerprint : checkedFingerprint(key) };
    const { entry } = await withCase(call, dir, 'write', (session) => noteIdentity(session, signer, notice));
    return { json: { entry }, text: [recordedAs(entry)] };
  },
};
