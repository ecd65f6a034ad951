/** Certificates taken in as evidence, on the command line: the chain of a signer is told with them, and not without. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasProgram } from '../../helpers/has-program';
import { MAIL, type Made, OpensslAuthority } from '../signers/openssl-authority';
import { type CommandLine, commandLine } from './chainmail';

describe.skipIf(!hasProgram('openssl'))('certificates as evidence', () => {
  let cli: CommandLine;
  let dir: string;
  let lab: OpensslAuthority;
  let root: Made;

  beforeAll(() => {
    cli = commandLine();
    lab = new OpensslAuthority();
    dir = join(cli.folder, 'signed.chainmail');
    root = lab.issue(undefined, { name: 'Example Root' });
    const signer = lab.issue(root, { name: 'Anna Example', extensions: MAIL });
    writeFileSync(join(cli.folder, 'signed.eml'), lab.sign(signer, []));
    expect(cli.run(['identity', 'create', '--name', 'Jordan Examiner']).status).toBe(0);
    expect(cli.run(['case', 'create', dir, '--name', 'Signers']).status).toBe(0);
    expect(cli.run(['import', dir, join(cli.folder, 'signed.eml')]).status).toBe(0);
  });

  afterAll(() => cli?.remove());

  const chain = () =>
    (cli.run(['message', dir, 'E-001/1', '--json']).json['authentication'] as { signers: { chain: unknown }[] })
      .signers[0]?.chain;

  test('without certificates the chain is not determined', () => {
    expect(chain()).toMatchObject({ result: 'not-determined', certificates: [] });
  });

  test('a file of certificates is evidence of its own, told from its content', () => {
    const file = join(cli.folder, 'authorities.txt');
    writeFileSync(file, `# Authorities of the office\n\n${readFileSync(root.certificate, 'utf8')}`);
    const ran = cli.run(['import', dir, file, '--source', 'the office’s administrator', '--json']);
    expect(ran.json).toMatchObject({
      evidence: [{ number: 'E-002', format: 'certificates', messages: 0, setAside: [] }],
    });
    const { sha256 } = (ran.json['evidence'] as { sha256: string }[])[0] ?? { sha256: '' };
    expect(readFileSync(join(dir, 'objects', sha256.slice(0, 2), sha256.slice(2)), 'utf8')).toBe(
      readFileSync(file, 'utf8'),
    );
    const custody = cli.run(['custody', dir, '--json']).json['entries'] as { act: string }[];
    expect(custody.map(({ act }) => act).at(-1)).toBe('evidence.receive');
  });

  test('the chain leads to it, by evidence number, also from the journal alone', () => {
    const expected = {
      result: 'leads',
      certificates: [
        { name: 'Anna Example', evidence: null },
        { name: 'Example Root', evidence: 'E-002' },
      ],
      reason: expect.stringContaining('taken in as evidence E-002'),
    };
    expect(chain()).toMatchObject(expected);
    expect(cli.run(['verify', dir, '--json']).json).toMatchObject({ ok: true });
    for (const part of ['case.json', 'derived']) {
      rmSync(join(dir, part), { recursive: true, force: true });
    }
    expect(existsSync(join(dir, 'case.json'))).toBe(false);
    expect(chain()).toMatchObject(expected);
    expect(cli.run(['message', dir, 'E-001/1']).stdout).toContain(
      'chain        leads: The chain leads to the certificate',
    );
  });

  test('a folder with certificates among its files is looked through', () => {
    const other = join(cli.folder, 'other.chainmail');
    const folder = join(cli.folder, 'authorities');
    mkdirSync(folder);
    copyFileSync(root.certificate, join(folder, 'root.crt'));
    writeFileSync(join(folder, 'readme.txt'), 'The authorities of the office.\n');
    expect(cli.run(['case', 'create', other, '--name', 'Folder']).status).toBe(0);
    expect(cli.run(['import', other, join(cli.folder, 'signed.eml')]).status).toBe(0);
    cli.run(['import', other, folder, '--source', 'a test']);
    const json = cli.run(['message', other, 'E-001/1', '--json']).json;
    expect(json).toMatchObject({ authentication: { signers: [{ chain: { result: 'leads' } }] } });
  });

  test.each([
    ['DER', ['x509', '-outform', 'DER', '-in']],
    ['PKCS #7', ['crl2pkcs7', '-nocrl', '-outform', 'DER', '-certfile']],
    ['PKCS #7 as text', ['crl2pkcs7', '-nocrl', '-certfile']],
    ['text and certificate', ['x509', '-text', '-in']],
  ] as const)('%s', (name, words) => {
    const file = join(cli.folder, `${name.replace(/[^a-z]/gi, '')}.bin`);
    lab.run(...words, root.certificate, '-out', file);
    const ran = cli.run(['import', dir, file, '--source', 'a test', '--json']);
    expect(ran.json).toMatchObject({ evidence: [{ format: 'certificates', setAside: [] }] });
  });
});
