/** The packet's tables for people with spreadsheets and for programs: exhibits, custody ledger, findings. */
import { formatCsv } from './csv';
import { exhibitFile } from './exhibit-file';
import { exhibitPaths } from './payload-names';
import type { ReportContent } from './report-content';
import { safeJson } from './safe-json';

const CELL_MAX = 4_000;

/** data/exhibits.csv: what each exhibit is and where its bytes came from. */
export function exhibitTable(content: ReportContent): string {
  const paths = exhibitPaths(content.exhibits);
  return formatCsv(
    [
      'exhibit',
      'file',
      'ref',
      'evidence',
      'evidence_name',
      'source',
      'container_sha256',
      'offset',
      'bytes',
      'sha256',
      'content_sha256',
      'received_at',
      'from',
      'date_as_written',
      'subject',
      'message_id',
      'file_bytes',
      'file_sha256',
      'redacted',
    ],
    content.exhibits.map((exhibit, index) => {
      const { label, message, evidence, derivative } = exhibit;
      const file = exhibitFile(exhibit);
      return [
        clipped(label),
        paths[index] ?? '',
        message.ref,
        evidence.number,
        clipped(evidence.name),
        clipped(message.source),
        message.object,
        message.offset,
        message.length,
        message.sha256,
        message.contentSha256,
        evidence.receivedAt,
        clipped(message.from),
        clipped(message.dateAsWritten),
        clipped(message.subject),
        clipped(message.messageId),
        file.bytes,
        file.sha256,
        derivative === undefined ? 'no' : 'yes',
      ];
    }),
  );
}

function clipped(text: string): string {
  return text.length <= CELL_MAX ? text : `${text.slice(0, CELL_MAX)} [${text.length - CELL_MAX} more characters]`;
}

/** data/custody/journal.csv: the journal in sentences; the entries themselves stand in journal.jsonl. */
export function custodyLedger(content: ReportContent): string {
  return formatCsv(
    ['entry', 'time', 'by', 'act', 'sentence', 'hash'],
    content.custody.map((entry) => [entry.seq, entry.time, entry.actor, entry.act, entry.sentence, entry.hash]),
  );
}

/** data/findings.jsonl: one observation a line. */
export function findingLines(content: ReportContent): string {
  return content.exhibits
    .flatMap(({ label, message }) => message.findings.map((finding) => `${safeJson({ exhibit: label, ...finding })}\n`))
    .join('');
}
