import { join } from 'node:path';
import type { Handlers } from '../../../shared/contract/requests';
import { requestSentences } from '../../../shared/wording/identity';
import { durableWrite } from '../fs/durable-write';
import { certificatesIn } from '../identity/certificate-bundle';
import { changePassphrase } from '../identity/change-passphrase';
import { createIdentity } from '../identity/create-identity';
import { describeCertificates } from '../identity/describe-certificates';
import { importPkcs12 } from '../identity/import-pkcs12';
import { installCertificate, requestCertificate } from '../identity/install-certificate';
import { IDENTITY_NAME } from '../identity/profile-folder';
import { readIdentity } from '../identity/read-identity';
import type { Signer } from '../identity/signer';
import { smallFile, smallText } from '../identity/small-file';
import { unlockIdentity } from '../identity/unlock-identity';
import { noteIdentity } from '../session/note-identity';
import { coverWhereLeft } from './cover';
import type { EngineState } from './engine-state';
import { resumeWhereLeft } from './import';

type IdentityRequests = Extract<keyof Handlers, `identity:${string}`>;

export function identityHandlers(state: EngineState): Pick<Handlers, IdentityRequests> {
  const file = join(state.home, IDENTITY_NAME);
  const unlock = async (passphrase: string) => {
    const signer = await unlockIdentity(file, passphrase);
    state.holdKey(signer);
    await coverWhereLeft(state);
    resumeWhereLeft(state);
    return { examiner: examinerOf(signer) };
  };
  return {
    'identity:create': async ({ name, organisation, passphrase }) => {
      const { root } = await createIdentity({ name, organisation, passphrase }, file, state.env);
      return { ...(await unlock(passphrase)), rootFile: root.file };
    },
    'identity:import': async ({ place, issuers, filePassphrase, passphrase }) => {
      const bytes = await smallFile(state.placeOf(place));
      const given = issuers === null ? [] : certificatesIn(await smallText(state.placeOf(issuers)));
      await importPkcs12({ bytes, filePassphrase, passphrase, issuers: given }, file, state.env);
      return await unlock(passphrase);
    },
    'identity:unlock': async ({ passphrase }) => await unlock(passphrase),
    'identity:lock': async () => {
      await coverWhereLeft(state);
      state.holdKey(null);
      state.openSession?.store.forgetSigner();
      return {};
    },
    'identity:describe': async () => {
      const { name, organisation, fingerprint, createdAt, certificatePem, issuersPem } = await readIdentity(file);
      const chain = describeCertificates([certificatePem, ...issuersPem]).map((link) => ({ ...link }));
      return { name, organisation, fingerprint, createdAt, file, chain };
    },
    'identity:passphrase': async (change) => {
      await changePassphrase(file, change, state.env);
      return { entry: await noticeOf(state, 'passphrase') };
    },
    'identity:request': async ({ place, passphrase }) => {
      const path = state.placeOf(place);
      const request = await requestCertificate(file, passphrase);
      await durableWrite(path, request, state.env.randomHex, { mode: 0o644, what: requestSentences.what });
      return { file: path };
    },
    'identity:install': async ({ place, passphrase }) => {
      const text = await smallText(state.placeOf(place));
      const { issuer } = await installCertificate(file, text, passphrase, state.env);
      // What is signed from now on carries the new certificate.
      await unlock(passphrase);
      return { issuer, entry: await noticeOf(state, 'enrolment') };
    },
  };
}

/** Records in the open case what happened to the key, where that case can be written; the entry's number. */
async function noticeOf(state: EngineState, about: 'passphrase' | 'enrolment'): Promise<number | null> {
  const session = state.openSession;
  if (session === null || session.store.readOnlyReason !== null || !state.isUnlocked) {
    return null;
  }
  const { signer } = state;
  const { entry } = await noteIdentity(session, signer, { about, key: signer.fingerprint, note: '' });
  state.announceChange();
  return entry;
}

function examinerOf(signer: Signer) {
  return { name: signer.name, organisation: signer.organisation, fingerprint: signer.fingerprint };
}
