/** The sample case: made from the sample mail when it is opened first, signed by a key that lives only for that. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../environment';
import { makeExaminer, makeRoot } from '../identity/issue-chain';
import { makeSigner } from '../identity/make-signer';
import type { Signer } from '../identity/signer';
import { randomBytesOf, wholeSecond } from '../identity/write-identity';
import { openSession, type SessionPlaces } from './case-session';
import { createNewCase } from './create-new-case';
import { importInto } from './import-into';
import { SAMPLE_FOLDER, sampleMail } from './sample-place';

const TITLE = { name: 'Sample: threatening emails, October 2020', number: 'SAMPLE-2020' };
const ITEMS = [
  ['voters', 'Files that voters handed in', 'Voters in four states'],
  ['reported-to-county.mbox', 'Mailbox of messages reported to the county', 'Office of the County Clerk'],
  ['office', "Mail of the clerk's office of the same days", 'Office of the County Clerk'],
  ['polling-place-notices.mbox', 'Notices of the weeks before, forwarded to a hotline', 'State election hotline'],
] as const;

/** Gives the sample case's folder; makes the case first where it is not there yet. */
export async function openSampleCase(home: string, env: Environment, places: SessionPlaces): Promise<string> {
  const dir = join(home, 'cases', SAMPLE_FOLDER);
  const isThere = await access(join(dir, 'journal.jsonl')).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await makeSample(dir, env, places);
  }
  return dir;
}

async function makeSample(dir: string, env: Environment, places: SessionPlaces): Promise<void> {
  const signer = await passingSigner(env);
  await createNewCase(dir, TITLE, signer, env);
  const session = await openSession(dir, 'write', env, places);
  try {
    for (const [name, source, receivedFrom] of ITEMS) {
      const path = sampleMail(places.resourcesDir, name);
      const note = 'Invented for the sample: reserved names, domains and addresses only.';
      await importInto(session, signer, { paths: [path], source, receivedFrom, note });
    }
  } finally {
    await session.close();
  }
}

/** A key that is never written down: nobody can sign as the sample's maker afterwards. */
async function passingSigner(env: Environment): Promise<Signer> {
  const subject = { name: 'Chainmail sample (not a person)', organisation: '' };
  const from = wholeSecond(env);
  const root = await makeRoot(subject, from, randomBytesOf(env));
  const { certificatePem, privateKey } = await makeExaminer(subject, root, from, randomBytesOf(env));
  return makeSigner({ ...subject, certificatePem, issuersPem: [root.certificatePem], privateKey });
}
