import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkVectors, type MerkleVectors } from '../../tools/merkle-vectors';

test('the 196 vectors of transparency-dev/merkle are judged as by their makers', () => {
  const vectors: MerkleVectors = JSON.parse(readFileSync('test/fixtures/merkle-vectors.json', 'utf8'));

  expect([vectors.inclusion.length, vectors.consistency.length]).toEqual([98, 98]);
  expect(checkVectors(vectors)).toEqual({ checked: 196, wrong: [] });
});
