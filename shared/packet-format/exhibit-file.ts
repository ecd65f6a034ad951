import type { ReportExhibit } from './report-content';

/** The file that stands for an exhibit in the packet: the message itself, or its redacted copy. */
export function exhibitFile({ message, derivative }: Pick<ReportExhibit, 'message' | 'derivative'>): {
  readonly sha256: string;
  readonly bytes: number;
} {
  return derivative ?? { sha256: message.sha256, bytes: message.length };
}
