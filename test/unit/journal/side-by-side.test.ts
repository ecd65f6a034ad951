/** Signatures checked side by side in the system's threads: the same findings in the same order as one by one. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Signer } from '../../../electron/engine/identity/signer';
import { makeThreadedVerifier } from '../../../electron/engine/identity/threaded-verifier';
import { verifyLineSignature } from '../../../electron/engine/identity/verify-line-signature';
import { verifyJournal } from '../../../shared/packet-format/verify-journal';
import { testSigner } from '../../helpers/test-signer';
import { journalBytes, sampleLines, toolsFor } from './sample-journal';

let signer: Signer;
let lines: string[];

beforeAll(async () => {
  signer = await testSigner();
  lines = await sampleLines(signer, 700);
});

async function bothWays(changed: readonly string[]) {
  const bytes = journalBytes(changed);
  const one = await verifyJournal(bytes, toolsFor(signer));
  const many = await verifyJournal(bytes, { ...toolsFor(signer), verifySignature: makeThreadedVerifier() });
  return { one, many };
}

describe('a journal', () => {
  test('that is whole gives the same report', async () => {
    const { one, many } = await bothWays(lines);

    expect(many).toEqual(one);
    expect(many.ok).toBe(true);
  });

  test('with many lines changed gives the same findings in the same order', async () => {
    const changed = lines
      .map((line, n) => (n % 3 === 1 ? line.replace('"-05:00"', '"-06:00"') : line))
      .toSpliced(300, 2);
    const { one, many } = await bothWays(changed);

    expect(many).toEqual(one);
    expect(many.findings.filter(({ problem }) => problem === 'signature').length).toBeGreaterThan(200);
  });
});

describe('the check in threads', () => {
  test('answers as the one without, also for what is no signature or no certificate', async () => {
    const verify = makeThreadedVerifier();
    const bytes = Buffer.from('text');
    const good = Buffer.from(await signer.sign(bytes)).toString('base64');
    const cases: readonly (readonly [Uint8Array, string, string])[] = [
      [bytes, good, signer.certificatePem],
      [Buffer.from('other'), good, signer.certificatePem],
      [bytes, 'AAAA', signer.certificatePem],
      [bytes, '', signer.certificatePem],
      [bytes, 'not base64!', signer.certificatePem],
      [bytes, `${good}=`, signer.certificatePem],
      [bytes, good, 'no certificate'],
    ];
    const answers = await Promise.all(cases.map((one) => verify(one[0], one[1], one[2])));

    expect(answers).toEqual(cases.map((one) => verifyLineSignature(one[0], one[1], one[2])));
    expect(answers).toEqual([true, false, false, false, false, false, false]);
  });
});
