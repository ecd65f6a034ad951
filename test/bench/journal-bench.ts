import process from 'node:process';
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

/**
 * How long a custody journal takes to verify, and its tree, roots and proofs to make. The goals for 100,000 entries: verified
 * in less than 5 seconds, one inclusion proof in less than 50 milliseconds.
 *
 *   npx rolldown test/bench/journal-bench.ts --platform node --format esm --file build/bench/journal-bench.mjs
 *   node build/bench/journal-bench.mjs [ENTRIES]
 */

const entries = Number(process.argv[2] ?? 100_000);

const inMs = (ms: number) => ms.toFixed(ms < 10 ? 3 : 0).padStart(9);

async function measured<T>(what: string, times: number, step: () => T | Promise<T>): Promise<T> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  let result = await step();
  for (let n = 1; n < times; n += 1) {
    result = await step();
  }
  const each = (performance.now() - start) / times;
  const { user, system } = process.cpuUsage(cpu);
  const cpuEach = (user + system) / 1_000 / times;
  process.stdout.write(`${what.padEnd(52)} ${inMs(each)} ms, ${inMs(cpuEach)} ms of CPU\n`);
  return result;
}

const signer = await testSigner();
const bytes = journalBytes(await measured(`signing ${entries} entries`, 1, () => sampleLines(signer, entries)));
process.stdout.write(`${'journal'.padEnd(52)} ${(bytes.length / 1e6).toFixed(1).padStart(9)} MB\n`);

const report = await measured('verifying it: form, chain, signatures', 1, () =>
  verifyJournal(bytes, {
    sha256: sha256Hex,
    verifySignature: makeThreadedVerifier(),
    keyFingerprint,
    certificate: () => signer.certificatePem,
  }),
);
const tree = await measured('tree, one pass', 1, () => treeOf(bytes));
await measured('tree, one pass, with the pure hash of packet pages', 1, () => {
  const pure = new MerkleTree(pureSha256);
  for (const { start, end } of wholeLines(bytes)) {
    pure.append(bytes.subarray(start, end));
  }
});
const root = await measured('root', 100, () => tree.root());
const index = Math.floor(entries / 3);
const proof = await measured('inclusion proof', 100, () => tree.inclusionProof(index));
const first = Math.max(1, Math.floor(entries / 2) - 1);
const continuation = await measured('consistency proof', 100, () => tree.consistencyProof(first));
const [line] = [...wholeLines(bytes)].slice(index);
const leaf = leafHash(sha256Bytes, bytes.subarray(line?.start, line?.end));
const isIncluded = await measured('checking the inclusion proof', 100, () =>
  verifyInclusion(sha256Bytes, { index, hash: leaf }, { size: entries, root }, proof),
);
const isContinued = await measured('checking the consistency proof', 100, () =>
  verifyConsistency(sha256Bytes, { size: first, root: tree.root(first) }, { size: entries, root }, continuation),
);
process.stdout.write(`ok: ${report.ok && isIncluded && isContinued}; proof of ${proof.length} hashes\n`);
process.exitCode = report.ok && isIncluded && isContinued ? 0 : 1;
