import { describe, expect, test } from 'vitest';
import { isPlainSvg } from '../../../shared/text/plain-svg';

const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inside}</svg>\n`;

describe('a figure that may be saved', () => {
  test('is made of lines, shapes and text', () => {
    expect(isPlainSvg(svg('<title>E-001/1</title><g fill="#000000"><text x="1">a &lt;b&gt; c</text></g>'))).toBe(true);
    expect(isPlainSvg(svg('<line x1="0" y1="0" x2="1" y2="1" stroke="#ff0000"/>'))).toBe(true);
  });

  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['an event', '<g onload="x()"/>'],
    ['a link', '<a href="https://example.com"><text>x</text></a>'],
    ['a picture', '<image href="data:image/png;base64,AAAA"/>'],
    ['a page inside', '<foreignObject><p>x</p></foreignObject>'],
    ['a style', '<style>*{fill:url(https://example.com)}</style>'],
    ['a reference', '<rect fill="url(#a)"/>'],
    ['a use', '<use href="#a"/>'],
    ['an animation', '<animate attributeName="href"/>'],
    ['a quote that is not closed', '<g fill="><script>x</script>'],
    ['single quotes', "<g onload='x()'/>"],
    ['a comment', '<!-- x -->'],
    ['an instruction', '<?xml-stylesheet href="x"?>'],
    ['a type', '<!DOCTYPE svg>'],
    ['upper case', '<SCRIPT>x</SCRIPT>'],
  ])('is refused with %s', (_, inside) => {
    expect(isPlainSvg(svg(inside))).toBe(false);
  });

  test('is refused where something stands before it', () => {
    expect(isPlainSvg(`<p>x</p>${svg('')}`)).toBe(false);
    expect(isPlainSvg('')).toBe(false);
  });
});
