/** A packet built by a changed program: what its journal says of roles and consent is looked at by whoever checks it. */
import { beforeAll, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { verifyPacket } from '../../../electron/engine/packet/verify-packet';
import {
  appendEntry,
  buildIn,
  contentOver,
  type LabJournal,
  makeJournal,
  makeLabSigner,
  sha256,
  withFolder,
} from './packet-lab';

let examiner: Signer;
let reviewer: Signer;
let ruled: LabJournal;

beforeAll(async () => {
  examiner = await makeLabSigner();
  reviewer = await makeLabSigner('R. Second');
  const certificate = { sha256: sha256(reviewer.certificatePem), size: reviewer.certificatePem.length };
  ruled = await makeJournal(examiner);
  ruled = await appendEntry(ruled, examiner, {
    act: 'role.assign',
    subject: { key: reviewer.fingerprint, role: 'reviewer' },
  });
  ruled = await appendEntry(ruled, examiner, { act: 'policy.set', subject: { twoPersons: ['release'] } });
  ruled = await appendEntry(ruled, reviewer, { act: 'key.enrol', subject: { key: reviewer.fingerprint, certificate } });
});

/** The line of the check, of a packet with this journal. */
async function rolesIn(journal: LabJournal) {
  let found: Awaited<ReturnType<typeof verifyPacket>>['checks'] = [];
  await withFolder(async (folder) => {
    const content = await contentOver(journal, examiner);
    const certificates = [examiner.certificatePem, reviewer.certificatePem];
    const { path } = await buildIn(folder, examiner, { ...content, certificates });
    found = (await verifyPacket(path)).checks;
  });
  // Everything else about the packet is in order: it is the rule alone that speaks.
  expect(found.filter(({ ok, name }) => !ok && name !== 'Roles' && name !== 'Result')).toEqual([]);
  return found.find(({ name }) => name === 'Roles');
}

async function proposedBy(signer: Signer): Promise<LabJournal> {
  const about = { exhibits: ['A', 'B'], redacted: false };
  return await appendEntry(ruled, signer, { act: 'release.propose', subject: { act: 'packet.export', about } });
}

test('a packet that nobody approved is told as such', async () => {
  expect(await rolesIn(ruled)).toMatchObject({
    ok: false,
    detail: expect.stringContaining('holds no approved proposal'),
  });
});

test('one that its proposer approved too', async () => {
  const proposed = await proposedBy(examiner);
  const own = await appendEntry(proposed, examiner, {
    act: 'release.decide',
    subject: { proposal: proposed.entries - 1, approved: true },
  });

  expect(await rolesIn(own)).toMatchObject({
    ok: false,
    detail: `entry ${proposed.entries} was not allowed when it was made: Whoever proposed something cannot also approve it.`,
  });
});

test('a reviewer who did more than a reviewer may', async () => {
  const more = await appendEntry(ruled, reviewer, { act: 'exhibit.remove', subject: { exhibits: [] } });

  expect(await rolesIn(more)).toMatchObject({
    ok: false,
    detail: expect.stringContaining(`entry ${ruled.entries} was not`),
  });
});

test('one that two people agreed on is in order, and says which entries', async () => {
  const proposed = await proposedBy(examiner);
  const approved = await appendEntry(proposed, reviewer, {
    act: 'release.decide',
    subject: { proposal: proposed.entries - 1, approved: true },
  });

  expect(await rolesIn(approved)).toEqual({
    name: 'Roles',
    ok: true,
    detail: `two people have to agree on packets: this one was proposed by entry ${proposed.entries - 1} and approved by another key in entry ${proposed.entries}`,
  });
});

test('a case without rules has no such line', async () => {
  expect(await rolesIn(await makeJournal(examiner))).toBeUndefined();
});
