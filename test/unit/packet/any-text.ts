import fc from '../../helpers/properties';

/** Any text, half surrogate pairs included; half of its characters are ones that matter to a reader, a shell or a sheet. */
export const anyText = (maxLength = 12) =>
  fc.string({
    unit: fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(...'aA1 ./\\-=+@"\',\r\n\t\0\u001b\u202e\u200d\ufeff\u0430%~:'),
    ),
    maxLength,
  });
