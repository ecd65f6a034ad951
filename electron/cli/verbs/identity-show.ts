import { identityTold } from '../../../shared/wording/identity';
import { describeCertificates } from '../../engine/identity/describe-certificates';
import { readIdentity } from '../../engine/identity/read-identity';
import { sshFingerprint } from '../../engine/identity/sign-for-ssh';
import { IDENTITY_OPTION } from '../examiner';
import { identityFileOf, telephoneGroups } from '../identity-words';
import type { Verb } from '../verb';
import { noMorePositionals } from '../words';

export const identityShow: Verb = {
  usage: '[--identity FILE]',
  options: { ...IDENTITY_OPTION },
  run: async (call) => {
    noMorePositionals(call, 0);
    const info = await readIdentity(identityFileOf(call));
    const { name, organisation, fingerprint, certificatePem, issuersPem, createdAt, file } = info;
    const chain = describeCertificates([certificatePem, ...issuersPem]);
    return {
      json: {
        name,
        organisation,
        fingerprint,
        sshFingerprint: sshFingerprint(certificatePem),
        certificate: certificatePem,
        issuers: issuersPem,
        createdAt,
        file,
        chain,
      },
      text: [
        organisation === '' ? name : `${name}, ${organisation}`,
        identityTold.fingerprint(telephoneGroups(fingerprint)),
        identityTold.sshFingerprint(sshFingerprint(certificatePem)),
        ...chain.map((link) => identityTold.link(link.name, link.issuer, link.notBefore, link.notAfter)),
        file,
      ],
    };
  },
};
