import type { MessageView } from '../../contract/model';
import {
  attachmentColumns,
  authenticationColumns,
  authenticationSource,
  dkimDetail,
  exhibitWords,
  precisionWords,
  signerDetail,
  timeColumns,
} from '../../wording/packet-exhibit';
import { grouped } from '../../wording/packet-numbers';
import { signatureForms } from '../../wording/signers';
import { agreementWords, boundWords, ownerWords } from '../../wording/times';
import { type Block, evidence, muted, strong, type TableCell, tool } from '../report-model';
import { hashGroups, quoted, readableTime } from './report-terms';

const ROWS_MAX = 60;
const CELL_MAX = 240;

/** What authentication results were recorded, and what could be checked from the bytes alone. */
export function authenticationBlocks(message: MessageView): readonly Block[] {
  const { results, signers, dkim, arc, spf, dmarc } = message.authentication;
  const rows: readonly (readonly TableCell[])[] = [
    ...results.map((row) => authenticationRow(row.method, row.result, authenticationSource(row.authserv, row.trusted))),
    ...signers.map((row) => authenticationRow(signatureForms[row.form], row.signature, signerDetail(row))),
    ...dkim.map((row) =>
      authenticationRow('dkim', row.signature, dkimDetail(row.domain, row.selector, row.bodyHash, row.reason)),
    ),
    ...arc.map((row) => authenticationRow(`arc ${row.instance}`, row.signature, row.reason)),
    authenticationRow('spf', spf.result, spf.reason),
    authenticationRow('dmarc', dmarc.result, dmarc.reason),
  ];
  return [
    { kind: 'heading', level: 2, text: exhibitWords.authenticationTitle },
    {
      kind: 'table',
      columns: [
        { title: authenticationColumns.method, share: 12 },
        { title: authenticationColumns.result, share: 20 },
        { title: authenticationColumns.detail, share: 68 },
      ],
      rows: rows.slice(0, ROWS_MAX),
    },
  ];
}

function authenticationRow(method: string, result: string, detail: string): readonly TableCell[] {
  return [
    { content: [strong(method.slice(0, CELL_MAX))] },
    { content: [tool(result.slice(0, CELL_MAX))] },
    { content: [tool(detail.slice(0, CELL_MAX))] },
  ];
}

/** Times that already stand on the exhibit's pages: those of the hops in the route, the Date beside its field. */
const SHOWN_BEFORE = ['received', 'date'];

/** Every time that the message holds beside those, with its precision. */
export function timeBlocks(message: MessageView): readonly Block[] {
  const times = message.times.filter(({ kind }) => !SHOWN_BEFORE.includes(kind));
  if (times.length === 0) {
    return [];
  }
  return [
    { kind: 'heading', level: 2, text: exhibitWords.timesTitle },
    { kind: 'paragraph', content: [tool(exhibitWords.timesIntroduction)] },
    {
      kind: 'table',
      columns: [
        { title: timeColumns.time, share: 21 },
        { title: timeColumns.source, share: 37 },
        { title: timeColumns.clock, share: 17 },
        { title: timeColumns.agreed, share: 17 },
        { title: timeColumns.precision, share: 8, align: 'right' },
      ],
      rows: times
        .slice(0, ROWS_MAX)
        .map((time) => [
          { content: [...boundOf(time), strong(readableTime(time.time))] },
          { content: [tool(time.source.slice(0, CELL_MAX)), muted(`  ${time.kind.slice(0, CELL_MAX)}`)] },
          { content: [tool(`${ownerWords[time.whose]}, ${time.clock === 'utc' ? 'UTC' : 'local'}`)] },
          { content: [tool(agreementWords(time))] },
          { content: [tool(precisionWords(time.precisionSeconds))] },
        ]),
    },
  ];
}

/** `not before` ahead of a bound; an equal time needs no word. */
function boundOf({ bound }: MessageView['times'][number]) {
  return bound === 'equality' ? [] : [tool(`${boundWords[bound]} `)];
}

/** Attachments with their hashes, or why they could not be read; that there are none stands with the source. */
export function attachmentBlocks(message: MessageView): readonly Block[] {
  if (message.attachments.length === 0 && message.bodyProblem === null) {
    return [];
  }
  const heading: Block = { kind: 'heading', level: 2, text: exhibitWords.attachmentsTitle };
  const problem: readonly Block[] =
    message.bodyProblem === null
      ? []
      : [{ kind: 'paragraph', content: [tool(exhibitWords.bodyProblem(message.bodyProblem))] }];
  if (message.attachments.length === 0) {
    return [heading, ...problem, { kind: 'paragraph', content: [tool(exhibitWords.noAttachments)] }];
  }
  return [heading, ...problem, attachmentTable(message)];
}

function attachmentTable(message: MessageView): Block {
  return {
    kind: 'table',
    columns: [
      { title: attachmentColumns.name, share: 34 },
      { title: attachmentColumns.type, share: 22 },
      { title: attachmentColumns.bytes, share: 12, align: 'right' },
      { title: attachmentColumns.hash, share: 32 },
    ],
    rows: message.attachments
      .slice(0, ROWS_MAX)
      .map((attachment) => [
        { content: quoted(attachment.name, CELL_MAX) },
        { content: quoted(attachment.type, CELL_MAX) },
        { content: [tool(grouped(attachment.bytes))] },
        { content: [evidence(hashGroups(attachment.sha256))] },
      ]),
  };
}
