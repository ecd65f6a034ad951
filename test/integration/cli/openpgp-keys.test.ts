/** Keys of OpenPGP taken in as evidence, on the command line: a signature is verified with them, and not without. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasProgram } from '../../helpers/has-program';
import { HONEST, render, withField } from '../../unit/analysis/honest-mail';
import { SIGNED_PART, signedBody } from '../../unit/analysis/signatures/sample-signatures';
import { GpgLab } from '../signers/gpg-lab';
import { type CommandLine, commandLine } from './chainmail';

describe.skipIf(!hasProgram('gpg'))('OpenPGP keys as evidence', () => {
  let cli: CommandLine;
  let dir: string;
  let lab: GpgLab;
  let key: string;

  beforeAll(() => {
    cli = commandLine();
    lab = new GpgLab();
    dir = join(cli.folder, 'signed.chainmail');
    key = lab.key('Anna Example <anna@example.org>', 'ed25519');
    const [type, body] = signedBody('pgp', lab.detached(key, SIGNED_PART).replaceAll('\n', '\r\n'));
    writeFileSync(join(cli.folder, 'signed.eml'), render(withField('Content-Type', type, HONEST), body));
    expect(cli.run(['identity', 'create', '--name', 'Jordan Examiner']).status).toBe(0);
    expect(cli.run(['case', 'create', dir, '--name', 'Signers']).status).toBe(0);
    expect(cli.run(['import', dir, join(cli.folder, 'signed.eml')]).status).toBe(0);
  });

  afterAll(() => {
    lab?.close();
    cli?.remove();
  });

  const signer = () =>
    (cli.run(['message', dir, 'E-001/1', '--json']).json['authentication'] as { signers: unknown[] }).signers[0];

  test('without the key it is not verified', () => {
    expect(signer()).toMatchObject({ form: 'pgp', signature: 'not-determined', key: null, chain: null });
  });

  test('a file of keys is evidence of its own, told from its content', () => {
    const file = join(cli.folder, 'keys.txt');
    writeFileSync(file, lab.exported(key, '--armor'));
    const ran = cli.run(['import', dir, file, '--source', 'the office’s directory', '--json']);
    expect(ran.json).toMatchObject({
      evidence: [{ number: 'E-002', format: 'openpgp-keys', messages: 0, setAside: [] }],
    });
    expect(signer()).toMatchObject({
      content: 'unchanged',
      signature: 'good',
      addresses: ['anna@example.org'],
      isFrom: true,
      key: { fingerprint: key, source: 'evidence', evidence: 'E-002', problems: [] },
    });
    expect(cli.run(['message', dir, 'E-001/1']).stdout).toContain('The key was taken in as evidence E-002.');
  });

  test('bare packets too', () => {
    const file = join(cli.folder, 'ring.gpg');
    writeFileSync(file, lab.exported(key));
    expect(cli.run(['import', dir, file, '--source', 'a test', '--json']).json).toMatchObject({
      evidence: [{ format: 'openpgp-keys', setAside: [] }],
    });
  });
});
