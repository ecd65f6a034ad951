/** Blocks of plain text for the web form of the Internet Crime Complaint Center, which takes header text and no files. */

import { plainLine } from '../../text/visible-text';
import { ic3 } from '../../wording/packet-forms';
import type { ReportContent, ReportExhibit } from '../report-content';

/** What a field of a web form takes without trouble. */
const LONGEST = 8_000;

export function ic3Sheet(content: ReportContent): string {
  const senders = [...new Set(content.exhibits.map(({ message }) => plainLine(message.from)))];
  const blocks: readonly (readonly [title: string, text: string])[] = [
    [ic3.blocks.incident, ic3.summary(content.exhibits.length)],
    [ic3.blocks.addresses, senders.join('\n')],
    ...content.exhibits.map((exhibit) => [ic3.blocks.headers(exhibit.label), headerText(exhibit)] as const),
    [ic3.blocks.preserved, preservedText(content)],
  ];
  return [ic3.heading, '', ic3.introduction, ...blocks.map(([title, text]) => blockText(title, text))].join('\n');
}

/** Lines as they lie in the message; what is no printable ASCII is written as a code point, as pasting would change it. */
function headerText({ header }: ReportExhibit): string {
  return header
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => plainLine(line.replaceAll('\t', '    ')))
    .join('\n');
}

function preservedText({ packetId, exhibits, redaction }: ReportContent): string {
  const sentence = redaction === undefined ? ic3.preserved(packetId) : ic3.preservedElsewhere(packetId);
  return [sentence, ...exhibits.map(({ label, message }) => `${label}: SHA-256 ${message.sha256}`)].join('\n');
}

function blockText(title: string, text: string): string {
  const cut = text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}\n${ic3.cut(text.length - LONGEST)}`;
  return `\n---- ${title} (${cut.length}) ----\n${cut}\n`;
}
