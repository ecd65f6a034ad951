/** Under whatever runs it: the vectors, and a checkpoint that is signed and checked. Prints one JSON object. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { treeOf } from '../../electron/engine/custody/journal-tree';
import { verifyLineSignature } from '../../electron/engine/identity/verify-line-signature';
import { checkSignatures } from '../../shared/packet-format/tree/check-signatures';
import { formatCheckpoint, headText, parseCheckpoint } from '../../shared/packet-format/tree/checkpoint';
import { keyIdOf } from '../../shared/packet-format/tree/signed-note';
import { testSigner } from '../helpers/test-signer';
import { checkVectors } from './merkle-vectors';

const report = checkVectors(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));

const signer = await testSigner();
const tree = treeOf(Buffer.from('one\ntwo\nthree\n'));
const head = { origin: 'chainmail/case', size: tree.size, root: tree.root() };
const text = headText(head);
const signature = await signer.sign(Buffer.from(text, 'utf8'));
const checkpoint = {
  ...head,
  text,
  signatures: [{ name: head.origin, keyId: keyIdOf(signer.fingerprint), signature }],
};
const reading = parseCheckpoint(Buffer.from(formatCheckpoint(checkpoint), 'utf8'));
const key = { fingerprint: signer.fingerprint, name: signer.name, certificate: signer.certificatePem };
const signers = reading.ok ? (await checkSignatures(reading.value, [key], verifyLineSignature)).signers : [];

process.stdout.write(
  JSON.stringify({ ...report, electron: process.versions['electron'] ?? null, signers: signers.length }),
);
