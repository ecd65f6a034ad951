/** The BagIt 1.0 declaration and bag-info (RFC 8493 sections 2.1.1 and 2.2.2). */

import { plainLine } from '../text/visible-text';
import type { ReportContent } from './report-content';

export const BAG_DECLARATION_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

export function bagInfo(content: ReportContent, oxum: Oxum): string {
  const rows: readonly (readonly [string, string])[] = [
    ['Source-Organization', content.examiner.organisation],
    ['Contact-Name', content.examiner.name],
    ['External-Description', `Briefing packet, case ${content.case.number} ${content.case.name}`],
    ['External-Identifier', content.packetId],
    ['Bagging-Date', content.createdAt.slice(0, 10)],
    ['Bag-Software-Agent', `Chainmail ${content.toolVersion}`],
    ['Payload-Oxum', oxumText(oxum)],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${plainLine(value).trim()}\n`)
    .join('');
}

export function oxumText({ bytes, files }: Oxum): string {
  return `${bytes}.${files}`;
}

/** The Payload-Oxum of a bag-info text; undefined when it has none. */
export function statedOxum(text: string): string | undefined {
  return /^Payload-Oxum: (\d+\.\d+)$/m.exec(text)?.[1];
}
