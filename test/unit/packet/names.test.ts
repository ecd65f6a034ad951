import { describe, expect, test } from 'vitest';
import { exhibitPaths, isSafePath, safeName } from '../../../shared/packet-format/payload-names';
import fc from '../../helpers/properties';
import { anyText } from './any-text';

const labelled = (labels: readonly string[]) => labels.map((label) => ({ label }));

describe('names in a packet', () => {
  test.each(['data/packet.json', 'bag-info.txt', 'data/exhibits/A.eml', 'data/keys/examiner-0a-1.crt'])(
    '%s is safe',
    (path) => {
      expect(isSafePath(path)).toBe(true);
    },
  );

  test.each([
    '../x',
    'data/../x',
    '/x',
    'data//x',
    'data/',
    '',
    '.hidden',
    'data/.x',
    'a b',
    'a%20',
    'a\\b',
    'a:b',
    'data/x.',
    'é',
    '~/x',
    'a\nb',
    'a/b/c/d/e/f/g',
    'x'.repeat(121),
  ])('%j is not', (path) => {
    expect(isSafePath(path)).toBe(false);
  });

  test('labels become files, reserved and equal ones apart', () => {
    expect(exhibitPaths(labelled(['A', 'a', 'CON', 'lpt1.x', '../../etc/passwd', '', '\u202e', 'Zoë 1', 'A']))).toEqual(
      [
        'data/exhibits/A.eml',
        'data/exhibits/a-2.eml',
        'data/exhibits/exhibit-CON.eml',
        'data/exhibits/exhibit-lpt1.x.eml',
        'data/exhibits/etc-passwd.eml',
        'data/exhibits/unnamed.eml',
        'data/exhibits/unnamed-2.eml',
        'data/exhibits/Zoe-1.eml',
        'data/exhibits/A-3.eml',
      ],
    );
  });

  test('any labels give safe paths that are unique where case is ignored', () => {
    fc.assert(
      fc.property(fc.array(anyText(), { maxLength: 20 }), (labels) => {
        const paths = exhibitPaths(labelled(labels));
        const isUnique = new Set(paths.map((path) => path.toLowerCase())).size === labels.length;
        return isUnique && paths.every(isSafePath);
      }),
    );
  });

  test('a name is never empty', () => {
    expect(safeName('...')).toBe('unnamed');
  });
});
