import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { searchHash } from '../../../../electron/engine/hash-lock/search-hash';
import { recipesFor } from '../../../../electron/engine/hash-lock/solve-target';
import { fillBlock, hashesTo, hashWords, LONGEST_TEXT, makeBlock } from '../../../../shared/analysis/hash-lock/md5';
import { HASH_RECIPES, searchRecipe } from '../../../../shared/analysis/hash-lock/recipes';
import { hashTargets, searchCentres, secondsAround } from '../../../../shared/analysis/hash-lock/targets';
import { readTimes } from '../../../../shared/analysis/times';
import { readAnatomy } from '../../../../shared/email/anatomy';
import { readRoute } from '../../../../shared/email/route';
import fc from '../../../helpers/properties';
import { bytesOf, HONEST, multipart, render, withField } from '../honest-mail';

const md5 = (text: string): string => createHash('md5').update(text, 'latin1').digest('hex');

/** The worked example of the reference: a real message of 2024. */
const WORKED = { second: 1_731_176_026, preimage: '1731176026672fa65a8723c', hash: '28d7d19d2f924806d0fe283e67e6ffb2' };

describe('MD5 of one block', () => {
  it('agrees with another implementation on any short text', () => {
    const block = makeBlock();
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: LONGEST_TEXT }), (text) => {
        fillBlock(block, text);
        const words = hashWords(md5(text));
        expect(words !== undefined && hashesTo(block.words, words)).toBe(true);
        expect(words !== undefined && hashesTo(block.words, [words[0] ^ 1, words[1], words[2], words[3]])).toBe(false);
      }),
    );
  });

  test.each(['', 'xyz', 'g'.repeat(32), 'a'.repeat(31)])('refuses %j as a hash', (text) => {
    expect(hashWords(text)).toBeUndefined();
  });
});

describe('hash-locked ids', () => {
  it('solves the worked example to the microsecond', () => {
    const { hit, tried } = searchHash({
      hash: WORKED.hash,
      recipes: ['hash-lock.phpmailer'],
      seconds: [WORKED.second - 1, WORKED.second],
    });

    expect(hit).toEqual({
      kind: 'hash-lock.phpmailer',
      preimage: WORKED.preimage,
      second: WORKED.second,
      microseconds: 553_532,
      precisionSeconds: 1e-6,
    });
    expect(tried).toBe(2_000_000);
  });

  it.skipIf(spawnSync('md5sum', ['--version']).error !== undefined)('can be checked by md5sum', () => {
    const output = execFileSync('md5sum', { input: WORKED.preimage, encoding: 'utf8' });
    expect(output.slice(0, 32)).toBe(WORKED.hash);
  });

  // The boundaries of the loop: first and last texts, and where the last digit goes from 9 to a.
  test.each([0, 1, 3, 9, 10, 0x89, 0x8a, 999_998, 999_999])('finds microsecond %d', (microseconds) => {
    const second = 1_600_000_000;
    const head = `${second}${second.toString(16)}`;
    const hash = md5(head + microseconds.toString(16).padStart(5, '0'));
    const search = { hash, recipes: ['hash-lock.phpmailer'], seconds: [second] };
    expect(searchHash(search).hit?.microseconds).toBe(microseconds);
  });

  it('finds md5(uniqid()) and md5(time())', () => {
    const recipes = HASH_RECIPES.map(({ kind }) => kind);
    const uniqid = searchHash({ hash: md5('5f5e1000abcde'), recipes, seconds: [0x5f5e1000] });
    const time = searchHash({ hash: md5('1600000000'), recipes, seconds: [1_600_000_000] });
    expect([uniqid.hit?.kind, time.hit?.kind]).toEqual(['hash-lock.php-uniqid', 'hash-lock.php-time']);
  });

  test.each([
    ['1557205874.59931', 599_300],
    ['1557205874.61', 600_000],
    ['15572058741', 0],
    ['1557205874.59930', 599_300],
    ['1557205874.6120', 612_000],
    ['15572058740', 0],
    ['1557205874.599312', 599_300],
  ])('finds Zend’s %s', (preimage, microseconds) => {
    const recipe = HASH_RECIPES.find(({ kind }) => kind === 'hash-lock.zend');
    const found = recipe && searchRecipe(recipe, md5(preimage), 1_557_205_874);
    expect(found).toMatchObject({ preimage, microseconds });
  });

  test.each([
    ['1557205874.129', 0.009],
    ['1557205874.12340', 1e-4],
  ])('says how far the end of the number in %s is unknown', (preimage, precisionSeconds) => {
    const recipe = HASH_RECIPES.find(({ kind }) => kind === 'hash-lock.zend');
    const found = recipe && searchRecipe(recipe, md5(preimage), 1_557_205_874);
    expect(found?.precisionSeconds).toBe(precisionSeconds);
  });

  it('finds nothing where the id is random', () => {
    const hash = '0123456789abcdef0123456789abcdef';
    const recipes = HASH_RECIPES.map(({ kind }) => kind);
    expect(searchHash({ hash, recipes, seconds: [1_600_000_000] })).toEqual({ hit: null, tried: 2_140_001 });
  });
});

describe('ids that may be hashes', () => {
  const targetsOf = (text: string) => hashTargets(readAnatomy(bytesOf(text)));

  it('names one id that stands at several places once, with every place', () => {
    const { hash } = WORKED;
    const text = multipart(`b1_${hash}`, withField('Message-ID', `<${hash}@mail.example.org>`));

    const [target, ...others] = targetsOf(text);

    expect(others).toEqual([]);
    expect(target?.spans.map(({ start, end }) => text.slice(start, end))).toEqual([hash, hash]);
    expect(target?.source).toBe('message-id');
  });

  it('takes an id in capitals for the same number', () => {
    const text = render(withField('Message-ID', `<${WORKED.hash.toUpperCase()}@mail.example.org>`));
    expect(targetsOf(text).map(({ hash }) => hash)).toEqual([WORKED.hash]);
  });

  it('tries what fits the form only', () => {
    const zend = targetsOf(multipart(`=_${WORKED.hash}`))[0];
    expect(zend && recipesFor(zend)).toEqual(['hash-lock.php-time', 'hash-lock.zend']);
  });

  test.each([
    ['an ordinary message', render(HONEST)],
    ['a long id', render(withField('Message-ID', `<${'a'.repeat(2000)}@example.org>`))],
    ['another length', render(withField('Message-ID', '<28d7d19d2f924806d0fe283e67e6ffb@example.org>'))],
  ])('names none in %s', (_, text) => {
    expect(targetsOf(text)).toEqual([]);
  });

  it('searches the nearest seconds first, and each once', () => {
    expect(secondsAround([100, 102], 2)).toEqual([100, 102, 99, 101, 103, 98, 104]);
  });

  it('reads any bytes without an exception, with spans inside', () => {
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (body) => {
        const bytes = new Uint8Array([...bytesOf('Content-Type: multipart/mixed; boundary='), ...body]);
        const outside = hashTargets(readAnatomy(bytes)).flatMap(({ spans }) =>
          spans.filter(({ end }) => end > bytes.length),
        );
        expect(outside).toEqual([]);
      }),
    );
  });
});

const SAMPLES = resolve('../shared/corpora/phish/phishing_pot');
const SOLVABLE = ['sample-13.eml', 'sample-1903.eml', 'sample-480.eml'];
const present = SOLVABLE.map((name) => ({ name, file: findSample(name) })).filter(({ file }) => file !== undefined);

function findSample(name: string): string | undefined {
  return [join(SAMPLES, name), join(SAMPLES, 'email', name)].find((file) => existsSync(file));
}

if (present.length === 0) {
  console.warn('skipped: no mail at ../shared/corpora/phish/phishing_pot');
}

describe.skipIf(present.length === 0)('real messages of PHPMailer', () => {
  it.each(present)('$name is solved within a second of its Date', ({ file }) => {
    const bytes = new Uint8Array(readFileSync(file ?? ''));
    const anatomy = readAnatomy(bytes);
    const route = readRoute(anatomy);
    const centres = searchCentres(anatomy, route, readTimes(bytes, anatomy, route));
    const [target] = hashTargets(anatomy);
    const search = { hash: target?.hash ?? '', recipes: ['hash-lock.phpmailer'], seconds: secondsAround(centres, 1) };

    const { hit } = searchHash(search);

    expect(md5(hit?.preimage ?? '')).toBe(target?.hash);
  });
});
