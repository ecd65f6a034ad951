import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../shared/wording/window/', import.meta.url);
const files = readdirSync(folder);

/** Every sentence of a module; functions are asked with values that show where they go. */
function sentences(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value === 'function') {
    const said: unknown = value('1', '2', '3', '4', '5');
    return typeof said === 'string' ? [said] : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentences) : [];
}

describe.each(files)('the words in %s', (file) => {
  test('are neutral: no "we", no exclamation, no accusation, no empty sentence', async () => {
    const said = sentences(await import(new URL(file, folder).href));

    expect(said.length).toBeGreaterThan(0);
    for (const sentence of said) {
      expect(sentence).not.toMatch(/\b(we|our|us|please|oops|sorry|fake|fraud|guilty)\b|!/i);
      expect(sentence.trim()).not.toBe('');
      expect(sentence).not.toContain('undefined');
    }
  });
});
