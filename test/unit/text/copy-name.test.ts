import { describe, expect, test } from 'vitest';
import { dangerOf, extensionOf } from '../../../shared/analysis/content/file-kind';
import { copyName } from '../../../shared/text/copy-name';
import fc from '../../helpers/properties';

describe('the name that is proposed for a copy', () => {
  test.each([
    ['report.pdf', 'report.pdf'],
    ['Résumé of Ann.PDF', 'Resume-of-Ann.pdf'],
    ['../../etc/passwd', 'etc-passwd'],
    ['.bashrc', 'unnamed.bashrc'],
    ['evil.ex\u00e9', 'evil.exe.saved'],
    ['E-001/7.eml', 'E-001-7.eml'],
    ['invoice.pdf.exe', 'invoice.pdf.exe.saved'],
    ['invoice\u202efdp.exe', 'invoice-fdp.exe.saved'],
    ['disc.iso', 'disc.iso.saved'],
    ['CON.txt', 'file-CON.txt'],
    ['', 'unnamed'],
    [`${'a'.repeat(500)}.png`, `${'a'.repeat(60)}.png`],
    ['日本.docx', 'unnamed.docx'],
  ])('of %j is %j', (written, proposed) => {
    expect(copyName(written)).toBe(proposed);
  });

  test('of any text is plain, names nothing that runs, and stays as it is when proposed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (written) => {
        const name = copyName(written);
        expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
        expect(dangerOf(extensionOf(name))).toBeUndefined();
        expect(copyName(name)).toBe(name);
      }),
    );
  });
});
