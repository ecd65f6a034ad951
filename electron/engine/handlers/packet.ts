import { dirname, join } from 'node:path';
import type { Verification } from '../../../shared/contract/outcomes';
import type { Handlers } from '../../../shared/contract/requests';
import { recordVerification } from '../case/acts';
import { ownKeys } from '../identity/own-keys';
import { IDENTITY_NAME } from '../identity/profile-folder';
import { type GivenBeside, readBeside } from '../packet/given-beside';
import { exportPacket } from '../session/export-packet';
import { packetName } from '../session/packet-name';
import { verifyPath } from '../session/verify-path';
import type { EngineState } from './engine-state';
import { NO_RESULT } from './jobs';

export function packetHandlers(state: EngineState): Pick<Handlers, 'case:verify' | 'packet:export' | 'packet:verify'> {
  return {
    'case:verify': async () => startVerification(state, 'verify-case', state.session.store.dir),
    'packet:verify': async ({ place, beside, fingerprint }) => {
      const given = await readBeside(beside.map((token) => state.placeOf(token)));
      const told = fingerprint === null ? [] : [fingerprint];
      return startVerification(state, 'verify-packet', state.placeOf(place), { ...given, told });
    },
    'packet:export': async ({ zip, place, template, acceptWording, redact }) => {
      const { session, signer } = state;
      return state.jobs.start('export', async (signal, report) => {
        try {
          const beside = join(dirname(session.store.dir), 'packets', packetName(session, zip));
          const path = place === undefined ? beside : state.placeOf(place);
          const result = await exportPacket(
            session,
            signer,
            { path, zip },
            {
              template,
              acceptWording,
              redact,
              signal,
              onProgress: report,
            },
          );
          return { ...NO_RESULT, export: result };
        } finally {
          state.announceChange();
        }
      });
    },
  };
}

/** What the person at the window knows beside what is checked. */
interface Known extends GivenBeside {
  /** Fingerprints that they were told. */
  readonly told: readonly string[];
}

const NOTHING_KNOWN: Known = { told: [], revocations: [], against: [] };

function startVerification(
  state: EngineState,
  kind: 'verify-case' | 'verify-packet',
  path: string,
  { told, ...beside }: Known = NOTHING_KNOWN,
) {
  return state.jobs.start(kind, async (signal, report) => {
    const { workerFile } = state.places;
    const verification = await verifyPath(path, {
      signal,
      onProgress: report,
      trusted: [...(await ownKeys(join(state.home, IDENTITY_NAME))), ...told],
      ...beside,
      workerFile,
      home: state.home,
    });
    if (kind === 'verify-case') {
      await recordInJournal(state, verification);
    }
    return { ...NO_RESULT, verification };
  });
}

/** A check of the open case is an act of its own where a key is open; reading needs none and records nothing. */
async function recordInJournal(state: EngineState, { ok, checks }: Verification): Promise<void> {
  const store = state.openSession?.store;
  if (store === undefined || store.readOnlyReason !== null || !state.isUnlocked) {
    return;
  }
  const failed = checks.filter((check) => !check.ok).map(({ name }) => name);
  await recordVerification(store, state.signer, { ok, failed });
  state.announceChange();
}
