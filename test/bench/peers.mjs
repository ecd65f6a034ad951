/** What else reads the same messages, where it is installed: a command line, and what brings it to its beginning before each run. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PYTHON = `
import email, os, sys
n = 0
for name in os.listdir(sys.argv[1]):
    with open(os.path.join(sys.argv[1], name), 'rb') as f:
        m = email.message_from_bytes(f.read())
    for part in m.walk():
        if not part.is_multipart():
            part.get_payload(decode=True)
    n += 1
print(n)
`;

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const first = (program, ...args) => (spawnSync(program, args).stdout ?? '').toString().trim().split('\n')[0];

/** @returns {{ name: string, version: string, prepare?: () => void, command: string[], env?: object }[]} */
export function peers(folder, { maildir }) {
  const cur = join(maildir, 'cur');
  const found = [];
  if (has('mu')) {
    const home = join(folder, 'mu');
    found.push({
      name: 'mu index',
      version: first('mu', '--version'),
      prepare: () => {
        rmSync(home, { recursive: true, force: true });
        spawnSync('mu', ['init', `--muhome=${home}`, `--maildir=${maildir}`, '--quiet']);
      },
      command: ['mu', 'index', `--muhome=${home}`, '--quiet'],
    });
  }
  if (has('notmuch')) {
    const config = join(folder, 'notmuch.conf');
    const database = join(folder, 'notmuch');
    const text = `[database]\npath=${database}\nmail_root=${maildir}\n[user]\nname=x\nprimary_email=x@example.org\n[new]\ntags=new\n`;
    writeFileSync(config, text);
    const env = { NOTMUCH_CONFIG: config };
    found.push({
      name: 'notmuch new',
      version: first('notmuch', '--version'),
      prepare: () => {
        rmSync(database, { recursive: true, force: true });
        mkdirSync(database, { recursive: true });
      },
      command: ['notmuch', 'new', '--quiet'],
      env,
    });
  }
  if (has('python3')) {
    found.push({
      name: 'Python email',
      version: first('python3', '--version'),
      command: ['python3', '-c', PYTHON, cur],
    });
  }
  const script = fileURLToPath(new URL('mailparser-child.mjs', import.meta.url));
  found.push({ name: 'mailparser', version: 'as in package.json', command: [process.execPath, script, cur] });
  return found;
}
