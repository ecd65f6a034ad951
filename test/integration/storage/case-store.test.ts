import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addExhibits,
  annotateMessage,
  assessFinding,
  noteIdentity,
  removeExhibits,
} from '../../../electron/engine/case/acts';
import { createCase, openCase } from '../../../electron/engine/case/case-store';
import { handOver } from '../../../electron/engine/case/custody-acts';
import { labelAt } from '../../../electron/engine/case/exhibit-label';
import { systemEnvironment as env } from '../../../electron/engine/environment';
import type { Signer } from '../../../electron/engine/identity/signer';
import { tempFolder } from '../../helpers/temp-folder';
import { testSigner } from '../../helpers/test-signer';

let signer: Signer;

beforeAll(async () => {
  signer = await testSigner();
});

describe('a case', () => {
  test('is created with its key enrolled, kept and opened again as it was', async () => {
    const store = await createCase(join(tempFolder(), 'one'), { name: 'One', number: '7' }, signer, env);
    await assessFinding(store, signer, {
      ref: 'E-001/1',
      message: 'a'.repeat(64),
      rule: 'date.future',
      ruleVersion: 1,
      decision: 'confirmed',
      reason: 'because',
    });
    await annotateMessage(store, signer, {
      ref: 'E-001/1',
      message: 'a'.repeat(64),
      note: 'n',
      tags: ['t'],
      span: null,
    });
    await addExhibits(store, signer, [{ ref: 'E-001/1', message: 'a'.repeat(64) }]);
    await handOver(store, signer, { to: 'Counsel', reason: 'review' });
    const notice = { about: 'loss', key: signer.fingerprint, note: 'left in a taxi' } as const;
    expect((await noteIdentity(store, signer, notice)).entry.subject).not.toHaveProperty('note');
    const view = store.view;
    await store.close();
    const bytes = readFileSync(join(store.dir, 'case.json'), 'utf8');

    const again = await openCase(store.dir, { mode: 'write' }, env);
    expect(again.view).toEqual(view);
    expect(again.notes).toEqual([]);
    expect(view).toMatchObject({ name: 'One', number: '7', head: { seq: 6 }, exhibits: [{ label: 'A' }] });
    await again.close();

    rmSync(join(store.dir, 'case.json'));
    const rebuilt = await openCase(store.dir, { mode: 'write' }, env);
    await rebuilt.close();
    expect(readFileSync(join(store.dir, 'case.json'), 'utf8')).toBe(bytes);
    expect(statSync(join(store.dir, 'case.json')).mode & 0o777).toBe(0o600);
  });
});

describe('exhibit labels', () => {
  test('run A to Z, AA to ZZ, AAA', () => {
    expect([0, 25, 26, 27, 51, 52, 701, 702].map(labelAt)).toEqual(['A', 'Z', 'AA', 'AB', 'AZ', 'BA', 'ZZ', 'AAA']);
  });

  test('given by hand are kept and passed over, and are used once', async () => {
    const store = await createCase(join(tempFolder(), 'labels'), { name: 'L', number: '' }, signer, env);
    const message = 'b'.repeat(64);
    await addExhibits(store, signer, [{ ref: 'E-001/1', message }], 'B');
    const refs = ['E-001/1', 'E-001/2', 'E-001/3', 'E-001/3'];
    const exhibits = await addExhibits(
      store,
      signer,
      refs.map((ref) => ({ ref, message })),
    );
    expect(exhibits).toEqual([
      { label: 'B', ref: 'E-001/1' },
      { label: 'A', ref: 'E-001/2' },
      { label: 'C', ref: 'E-001/3' },
    ]);
    await expect(addExhibits(store, signer, [{ ref: 'E-001/9', message }], 'C')).rejects.toMatchObject({
      code: 'bad-request',
    });
    expect(await removeExhibits(store, signer, ['E-001/2', 'E-009/9'])).toHaveLength(2);
    await store.close();
  });
});
