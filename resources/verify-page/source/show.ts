/** Putting words and results on the page: text only, never mark-up, as a packet's words may be anybody's. */
import { fingerprintLines } from '../../../shared/packet-format/report/report-terms';
import type { PacketVerdict } from '../../../shared/packet-format/verify-packet';
import { plainLine } from '../../../shared/text/visible-text';
import { verifyPage } from '../../../shared/wording/verify-page';

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  content: string | readonly Node[] = '',
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.append(...(typeof content === 'string' ? [content] : content));
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

/** The state in one box, who signed, and every check with its own line. */
export function resultOf(verdict: PacketVerdict): HTMLElement {
  const { title, text } = verifyPage.states[verdict.state];
  return element('section', [
    element('div', [element('h2', title), element('p', text)], {
      class: `state ${verdict.state}`,
      role: 'status',
      id: 'state',
    }),
    ...signerOf(verdict),
    element('h3', verifyPage.checksTitle),
    checkTable(verdict),
  ]);
}

function signerOf({ signer }: PacketVerdict): readonly Node[] {
  if (signer === null) {
    return [];
  }
  return [
    element('dl', [
      element('dt', verifyPage.signer),
      element('dd', plainLine(signer.name), { class: 'quoted' }),
      element('dt', verifyPage.fingerprint),
      element('dd', fingerprintLines(signer.fingerprint).join('\n'), { class: 'fingerprint', id: 'fingerprint' }),
    ]),
  ];
}

function checkTable({ checks }: PacketVerdict): HTMLElement {
  const { check, result, detail } = verifyPage.columns;
  const head = element(
    'tr',
    [check, result, detail].map((text) => element('th', text, { scope: 'col' })),
  );
  const rows = checks.map((one) =>
    element(
      'tr',
      [
        element('th', one.name, { scope: 'row' }),
        element('td', one.ok ? `✓ ${verifyPage.ok}` : `✗ ${verifyPage.failed}`),
        element('td', plainLine(one.detail)),
      ],
      { class: one.ok ? 'holds' : 'fails' },
    ),
  );
  return element('table', [element('thead', [head]), element('tbody', rows)], { id: 'checks' });
}
