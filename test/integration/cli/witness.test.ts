/** A second examiner as a witness: signs a checkpoint from a file, never one that contradicts what their key signed. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CommandLine, commandLine } from './chainmail';

let cli: CommandLine;
let dir: string;
let handed: string;
let signed: string;
let owner: string;

/** The witness works elsewhere: a profile of their own. */
const there = () => ({ env: { CHAINMAIL_HOME: join(cli.folder, 'witness') } });
const at = (name: string) => join(cli.folder, name);

beforeAll(() => {
  cli = commandLine();
  dir = at('case.chainmail');
  handed = at('handed.checkpoint');
  signed = at('signed.checkpoint');
  owner = at('owner.crt');
  cli.run(['identity', 'create', '--name', 'Jordan Examiner']);
  cli.run(['identity', 'create', '--name', 'Robin Second'], there());
  cli.run(['case', 'create', dir, '--name', 'Witnessed', '--number', 'EC-1']);
  writeFileSync(owner, String(cli.run(['identity', 'show', '--json']).json['certificate']));
});

afterAll(() => cli.remove());

const cosign = (file: string, out: string, certificate = owner) =>
  cli.run(['custody', 'cosign', file, '--certificate', certificate, '--out', at(out)], there());

const add = (file: string, certificate = `${signed}.crt`) =>
  cli.run(['custody', 'checkpoint', dir, '--add', file, '--certificate', certificate]);

describe('at a hand-over', () => {
  test('the words say how, and the witness signs a file alone', () => {
    const said = cli.run(['custody', 'hand-over', dir, '--to', 'Robin Second', '--reason', 'Leave']).stdout;
    cli.run(['custody', 'checkpoint', dir, '--out', handed]);
    const ran = cosign(handed, 'signed.checkpoint');

    expect(said).toContain('chainmail custody cosign FILE');
    expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('has signed no checkpoint of this case')]);
    expect(readFileSync(signed, 'utf8').match(/^\u2014 /gm)).toHaveLength(2);
    expect(readFileSync(signed, 'utf8')).toContain(readFileSync(handed, 'utf8').trimEnd());
  });

  test('the signature is taken into the case, which verifies with both names', () => {
    const ran = add(signed);
    const verified = cli.run(['verify', dir, '--quiet']);

    expect([ran.status, ran.stdout]).toEqual([0, expect.stringContaining('the signature of Robin Second')]);
    expect(verified.status).toBe(0);
    expect(verified.stdout).toMatch(/signed by Jordan Examiner \(\w+…\), Robin Second \(/);
    expect(add(signed).stderr).toContain('holds no signature by the key of a given certificate that the case lacks');
  });

  test('the same checkpoint is signed again, compared with the first time', () => {
    const ran = cosign(handed, 'again.checkpoint');

    expect([ran.status, ran.stdout.includes('nothing to compare')]).toEqual([0, false]);
  });
});

describe('the witness refuses', () => {
  test('what no examiner signed, or somebody else did', () => {
    const spoiled = at('spoiled.checkpoint');
    writeFileSync(spoiled, readFileSync(handed, 'utf8').replace(/\n\d+\n/, '\n9\n'));

    expect(cosign(spoiled, 'none').stderr).toContain('is not signed by the key');
    expect(cosign(handed, 'none', `${signed}.crt`).stderr).toContain('is not signed by the key');
    expect(cosign(owner, 'none').stderr).toContain('is not a signed note');
    expect(readdirSync(cli.folder)).not.toContain('none');
  });

  test('a journal that the owner wrote anew to the same length', () => {
    const before = at('before.chainmail');
    const anew = at('anew.checkpoint');
    cpSync(dir, before, { recursive: true });
    // The owner puts back the case as it was when it was made, and goes on differently, on a computer that saw nothing.
    const lines = readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(dir, 'journal.jsonl'), `${lines.slice(0, 2).join('\n')}\n`);
    rmSync(join(dir, 'case.json'));
    rmSync(join(dir, 'checkpoints'), { recursive: true });
    const fresh = { env: { CHAINMAIL_HOME: at('fresh') } };
    cpSync(join(at('home'), 'identity.json'), join(at('fresh'), 'identity.json'), { recursive: true });
    cli.run(['custody', 'hand-over', dir, '--to', 'Somebody', '--reason', 'Else'], fresh);
    cli.run(['custody', 'checkpoint', dir, '--out', anew], fresh);
    const entries = readFileSync(join(dir, 'journal.jsonl'), 'utf8').trimEnd().split('\n').length;
    const alone = cosign(anew, 'none');
    const inCase = cli.run(['custody', 'checkpoint', dir], there());
    rmSync(dir, { recursive: true });
    cpSync(before, dir, { recursive: true });

    expect(entries).toBe(lines.length);
    expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining('the journal was written anew')]);
    expect([inCase.status, inCase.stderr]).toEqual([
      2,
      expect.stringContaining('does not continue what a key of this profile signed'),
    ]);
  });

  test('a longer journal from a file alone, and signs it where the case lies', () => {
    const longer = at('longer.checkpoint');
    cli.run(['custody', 'hand-over', dir, '--to', 'Robin Second', '--reason', 'Again']);
    cli.run(['custody', 'checkpoint', dir, '--out', longer]);
    const alone = cosign(longer, 'none');
    const inCase = cli.run(['custody', 'checkpoint', dir, '--json'], there());

    expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining("only the case's folder shows")]);
    expect(inCase.json['signers']).toMatchObject([{ name: 'Jordan Examiner' }, { name: 'Robin Second' }]);
    expect(cosign(longer, 'longer-signed').status).toBe(0);
  });

  test('when what the key signed before was spoiled', () => {
    const folder = join(cli.folder, 'witness', 'cosigned');
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), 'chainmail/nothing\n');

    expect(cosign(handed, 'none').stderr).toContain('cannot be read');
  });
});

describe('the case takes in', () => {
  test('no signature over something else, and none without its certificate', () => {
    const other = at('other.checkpoint');
    writeFileSync(other, readFileSync(signed, 'utf8').replace(/\n\d+\n/, '\n2\n'));

    expect(add(other).stderr).toContain('is not over the case');
    expect(add(signed, owner).stderr).toContain('that the case lacks');
    expect(cli.run(['custody', 'checkpoint', dir, '--add', signed]).stderr).toContain('--certificate is missing');
  });
});
