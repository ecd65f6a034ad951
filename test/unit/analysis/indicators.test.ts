import { describe, expect, it } from 'vitest';
import { analyse } from '../../../shared/analysis/analyse';
import { indicatorsOf } from '../../../shared/analysis/indicators';
import fc from '../../helpers/properties';
import { bytesOf, HONEST, render, withField } from './honest-mail';

function found(message: string): readonly string[] {
  const bytes = bytesOf(message);
  return indicatorsOf(analyse(bytes), bytes).map(({ kind, value, where }) => `${kind} ${value} ${where}`);
}

const page = (html: string): string => render(withField('Content-Type', 'text/html; charset=utf-8'), html);

describe('indicators', () => {
  it('come from header, route and ids', () => {
    const all = found(
      render(
        withField('DKIM-Signature', 'v=1; d=example.org; s=key1; b=', withField('X-Originating-IP', '[198.51.100.7]')),
      ),
    );
    expect(all).toEqual(
      expect.arrayContaining([
        'ip 192.0.2.10 route',
        'domain mail.example.org route',
        'address anna@example.org from',
        'address ben@example.net route',
        'ip 198.51.100.7 x-originating-ip',
        'id key1._domainkey.example.org dkim-signature',
        'id <20210520141555.GA6045@desk.example.org> message-id',
      ]),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it('come from links with their wrappers undone, pictures and text', () => {
    const wrapped = 'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.com%2Fa&data=05';
    const all = found(
      page(
        `<a href="${wrapped}">a</a><img src="//img.example.net/p.gif">see https://www.example.org/b, or ask c@example.org`,
      ),
    );
    expect(all).toEqual(
      expect.arrayContaining([
        `url ${wrapped} link`,
        'url https://www.example.com/a link',
        'domain www.example.com link',
        'domain example.com link',
        'url https://img.example.net/p.gif picture',
        'url https://www.example.org/b text',
        'address c@example.org text',
      ]),
    );
  });

  it('are written so that no program makes a link of them', () => {
    const bytes = bytesOf(page('<a href="https://www.example.com/a">a</a>'));
    const shown = indicatorsOf(analyse(bytes), bytes)
      .filter(({ kind }) => kind !== 'id')
      .map(({ defanged }) => defanged);
    expect(shown).toContain('hxxps://www[.]example[.]com/a');
    expect(shown).toContain('anna[@]example[.]org');
    expect(shown.filter((text) => /https?:|\w\.\w+$|\w@\w/.test(text))).toEqual([]);
  });

  it('leave private addresses and names without a domain out', () => {
    const received = 'from laptop (laptop [10.1.2.3]) by localhost with SMTP; Thu, 20 May 2021 14:16:01 +0000';
    const all = found(render([['Received', received], ...HONEST.filter(([name]) => name !== 'Received')]));
    expect(all.filter((one) => /10\.1\.2\.3|laptop|localhost/.test(one))).toEqual([]);
  });

  it('never throw and are bounded', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const bytes = bytesOf(page(`<a href="${text}">${text}`));
        expect(indicatorsOf(analyse(bytes), bytes).length).toBeLessThan(3000);
      }),
      { numRuns: 200 },
    );
    const many = Array.from({ length: 5000 }, (_, index) => `https://h${index}.example.com/`).join(' ');
    expect(found(render(HONEST, many)).filter((one) => one.startsWith('url')).length).toBe(500);
  });
});
