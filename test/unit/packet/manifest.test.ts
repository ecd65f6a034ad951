import { describe, expect, test } from 'vitest';
import { formatManifest, parseManifest } from '../../../shared/packet-format/manifest';
import fc from '../../helpers/properties';
import { anyText } from './any-text';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('a manifest', () => {
  test('is written in the order of its paths, as sha256sum reads it', () => {
    const text = formatManifest([
      { sha256: B, path: 'data/b.txt' },
      { sha256: A, path: 'data/Z.txt' },
    ]);

    expect(text).toBe(`${A}  data/Z.txt\n${B}  data/b.txt\n`);
  });

  test.each([
    ['upper-case digits', `${A.toUpperCase()}  data/a\n`, 1, 'malformed'],
    ['one blank', `${A} data/a\n`, 1, 'malformed'],
    ['a binary mark', `${A} *data/a\n`, 1, 'malformed'],
    ['a blank in a name', `${A}  data/a b\n`, 1, 'malformed'],
    ['CR LF', `${A}  data/a\r\n`, 1, 'malformed'],
    ['an empty line', `${A}  data/a\n\n`, 2, 'malformed'],
    ['the same path twice', `${A}  data/a\n${A}  data/a\n`, 2, 'duplicate'],
    ['another order', `${A}  data/b\n${A}  data/a\n`, 2, 'order'],
    ['no last line end', `${A}  data/a`, 1, 'end'],
    ['a byte order mark', `\ufeff${A}  data/a\n`, 1, 'malformed'],
  ])('with %s is refused, the line named', (_, text, line, problem) => {
    expect(parseManifest(text)).toEqual({ ok: false, line, problem });
  });

  test('is read back as it was written', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/).map((text) => `data/${text}`);
    fc.assert(
      fc.property(fc.uniqueArray(name), (paths) => {
        const entries = paths.map((path) => ({ path, sha256: A }));
        expect(parseManifest(formatManifest(entries))).toEqual({
          ok: true,
          entries: new Map(entries.map(({ path }): [string, string] => [path, A])),
        });
      }),
    );
  });

  test('never throws, whatever it is given', () => {
    fc.assert(fc.property(anyText(), (text) => typeof parseManifest(text).ok === 'boolean'));
  });
});
