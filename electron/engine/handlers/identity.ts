import { join } from 'node:path';
import type { Handlers } from '../../../shared/contract/requests';
import { createIdentity } from '../identity/create-identity';
import { IDENTITY_NAME } from '../identity/profile-folder';
import type { Signer } from '../identity/signer';
import { unlockIdentity } from '../identity/unlock-identity';
import { coverWhereLeft } from './cover';
import type { EngineState } from './engine-state';
import { resumeWhereLeft } from './import';

export function identityHandlers(
  state: EngineState,
): Pick<Handlers, 'identity:create' | 'identity:unlock' | 'identity:lock'> {
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
    'identity:unlock': async ({ passphrase }) => await unlock(passphrase),
    'identity:lock': async () => {
      await coverWhereLeft(state);
      state.holdKey(null);
      state.openSession?.store.forgetSigner();
      return {};
    },
  };
}

function examinerOf(signer: Signer) {
  return { name: signer.name, organisation: signer.organisation, fingerprint: signer.fingerprint };
}
