import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../../../renderer/src/design/tokens.css', import.meta.url), 'utf8');

interface Colour {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** Tokens of a block as pairs; a colour without light-dark() is the same in both themes. */
function tokensOf(block: string): ReadonlyMap<string, readonly [Colour, Colour]> {
  const found = new Map<string, readonly [Colour, Colour]>();
  for (const [, name = '', value = ''] of block.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)) {
    const colours = [...value.matchAll(/oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/g)].map(
      ([, lightness, chroma, hue]): Colour => ({
        lightness: Number(lightness) / 100,
        chroma: Number(chroma),
        hue: Number(hue),
      }),
    );
    const [light, dark] = colours;
    if (light !== undefined) {
      found.set(name, [light, dark ?? light]);
    }
  }
  return found;
}

function block(selector: string): string {
  const at = css.indexOf(selector);
  return css.slice(at, css.indexOf('}', at));
}

/** OKLCH to linear sRGB (Ottosson 2020), clipped to the gamut as a screen does. */
function linear({ lightness, chroma, hue }: Colour): readonly [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance(colour: Colour): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((first, second) => first - second);
  return (light + 0.05) / (dark + 0.05);
}

const base = tokensOf(block(':root {'));
const highContrast = new Map([...base, ...tokensOf(block(':root[data-theme="contrast"]'))]);

const SURFACES = ['surface-0', 'surface-1', 'surface-2', 'surface-claimed', 'surface-hover', 'surface-selected'];
const TEXTS = ['ink', 'ink-muted', 'accent', 'examiner', 'broken', 'intact', 'proof', 'high'];
const MARKS = ['proof', 'high', 'medium', 'low', 'info', 'intact', 'broken', 'examiner', 'accent', 'control-border'];
const THEMES = [
  ['light', base, 0],
  ['dark', base, 1],
  ['high contrast', highContrast, 1],
] as const;

const pairs = (names: readonly string[]): readonly (readonly [string, string])[] =>
  names.flatMap((name) => SURFACES.map((surface) => [name, surface] as const));

describe.each(THEMES)('contrast in the %s theme', (_, tokens, theme) => {
  const colour = (name: string): Colour => {
    const found = tokens.get(name);
    if (found === undefined) {
      throw new Error(`no token ${name}`);
    }
    return found[theme];
  };

  test('black on white is 21 to 1, so that the arithmetic can be trusted', () => {
    expect(contrast({ lightness: 0, chroma: 0, hue: 0 }, { lightness: 1, chroma: 0, hue: 0 })).toBeCloseTo(21, 1);
  });

  test.each(pairs(TEXTS))('text in %s on %s is at least 4.5 to 1', (name, surface) => {
    expect(contrast(colour(name), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(MARKS))('a mark in %s on %s is at least 3 to 1', (name, surface) => {
    expect(contrast(colour(name), colour(surface))).toBeGreaterThanOrEqual(3);
  });

  test('text on filled buttons, on selected bytes and on broken links', () => {
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('on-accent'), colour('broken'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('ink'), colour('byte-selection'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('examiner'), colour('examiner-wash'))).toBeGreaterThanOrEqual(4.5);
  });
});
