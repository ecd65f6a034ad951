/** A custody journal: verified, its tree, roots and proofs made: `node journal-child.mjs ENTRIES`; prints one JSON object. */
import process, { argv, stdout } from 'node:process';
import { sha256Bytes, treeOf } from '../../electron/engine/custody/journal-tree';
import { keyFingerprint } from '../../electron/engine/identity/key-pair';
import { makeThreadedVerifier } from '../../electron/engine/identity/threaded-verifier';
import { sha256Hex } from '../../electron/engine/journal/journal-file';
import { leafHash, pureSha256 } from '../../shared/packet-format/tree/merkle-hash';
import { MerkleTree } from '../../shared/packet-format/tree/merkle-tree';
import { verifyConsistency, verifyInclusion } from '../../shared/packet-format/tree/verify-proofs';
import { verifyJournal, wholeLines } from '../../shared/packet-format/verify-journal';
import { testSigner } from '../helpers/test-signer';
import { journalBytes, sampleLines } from '../unit/journal/sample-journal';

const ENTRIES = Number(argv[2]);
const ROUNDS = 3;
const PROOFS = 100;

const steps: { readonly what: string; readonly ms: number; readonly cpuMs: number }[] = [];

/** Wall-clock and CPU of one time, on average over so many. */
async function measured<T>(what: string, times: number, step: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let result = await step();
  for (let n = 1; n < times; n += 1) {
    result = await step();
  }
  const { user, system } = process.cpuUsage(cpu);
  steps.push({ what, ms: (performance.now() - start) / times, cpuMs: (user + system) / 1_000 / times });
  return result;
}

const signer = await testSigner();
const bytes = journalBytes(await sampleLines(signer, ENTRIES));
const report = await measured('verified: form, chain, signatures', ROUNDS, () =>
  verifyJournal(bytes, {
    sha256: sha256Hex,
    verifySignature: makeThreadedVerifier(),
    keyFingerprint,
    certificate: () => signer.certificatePem,
  }),
);
const tree = await measured('its tree', ROUNDS, () => treeOf(bytes));
await measured('its tree, with the hash of packet pages', 1, () => {
  const pure = new MerkleTree(pureSha256);
  for (const { start, end } of wholeLines(bytes)) {
    pure.append(bytes.subarray(start, end));
  }
});
const root = await measured('a root', PROOFS, () => tree.root());
const index = Math.floor(ENTRIES / 3);
const proof = await measured('an inclusion proof', PROOFS, () => tree.inclusionProof(index));
const first = Math.max(1, Math.floor(ENTRIES / 2) - 1);
const continuation = await measured('a consistency proof', PROOFS, () => tree.consistencyProof(first));
const [line] = [...wholeLines(bytes)].slice(index);
const leaf = leafHash(sha256Bytes, bytes.subarray(line?.start, line?.end));
const isIncluded = await measured('an inclusion proof checked', PROOFS, () =>
  verifyInclusion(sha256Bytes, { index, hash: leaf }, { size: ENTRIES, root }, proof),
);
const isContinued = await measured('a consistency proof checked', PROOFS, () =>
  verifyConsistency(sha256Bytes, { size: first, root: tree.root(first) }, { size: ENTRIES, root }, continuation),
);
const ok = report.ok && isIncluded && isContinued;
stdout.write(`${JSON.stringify({ entries: ENTRIES, bytes: bytes.length, ok, steps })}\n`);
