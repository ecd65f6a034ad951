/** One message, whole: facts and findings, body, attachments, signatures. Runs in a worker; never throws for bad mail. */
import { createHash } from 'node:crypto';
import { analyse } from '../../../shared/analysis/analyse';
import type { Analysis } from '../../../shared/analysis/analysis';
import type { CaseContext } from '../../../shared/analysis/case-context';
import { type Indicator, indicatorsOf } from '../../../shared/analysis/indicators';
import type { AuthenticationView } from '../../../shared/contract/authentication';
import type { AttachmentView } from '../../../shared/contract/model';
import { type DnsAnswer, DnsAnswers } from '../../../shared/dns/records';
import { headerFindings, headerOnly } from './analyse-message';
import type { MessagePlace } from './analysed-message';
import { readAuthentication } from './authentication';
import { type BodyReading, readBody } from './body-reading';
import { LIMITS, TRUNCATED_SENTENCE } from './limits';
import { readPlace } from './read-place';
import type { HeldForSigners } from './signers-view';
import { undoQuoting } from './undo-quoting';

export interface ReadRequest {
  readonly place: MessagePlace;
  /** The container quoted lines of `>From ` in a way that can be undone (mboxrd). */
  readonly unquotes: boolean;
  /** Without: facts and findings only, for a message whose body took too long. */
  readonly withBody: boolean;
  /** The header alone: for a message of which not even the facts could be read within the limits. */
  readonly headerOnly?: boolean;
  /** What the case knows, the message's own boundary included. */
  readonly context: CaseContext;
  /** DNS answers that the case holds. */
  readonly dns: readonly DnsAnswer[];
  /** What it holds to check the signatures of authors by. */
  readonly signers: HeldForSigners;
}

export interface MessageReading {
  /** Of the bytes that were read, where they are the whole message; null where only a part was read. */
  readonly sha256: string | null;
  readonly analysis: Analysis;
  readonly authentication: AuthenticationView;
  readonly attachments: readonly AttachmentView[];
  /** Without the hashes of files. */
  readonly indicators: readonly Indicator[];
  readonly text: string;
  /** A whole page for the frame; empty when the message has no HTML. */
  readonly page: string;
  readonly links: BodyReading['links'];
  readonly remoteImages: readonly string[];
  readonly problem: string | null;
}

const NO_BODY: BodyReading = { attachments: [], text: '', page: '', links: [], remoteImages: [], problems: [] };

export async function readMessage(request: ReadRequest): Promise<MessageReading> {
  const { place, unquotes, withBody, context, dns, signers } = request;
  const bytes =
    request.headerOnly === true
      ? headerOnly(readPlace(place, LIMITS.headerBytes))
      : readPlace(place, LIMITS.messageBytes);
  const content = unquotes ? undoQuoting(bytes) : bytes;
  const isWhole = bytes.length === place.length;
  const analysis = isWhole ? analyse(bytes, context) : headerFindings(analyse(bytes, context));
  const body = withBody ? await readBody(content, unquotes ? undefined : analysis.anatomy) : NO_BODY;
  const problems = [...(isWhole ? [] : [TRUNCATED_SENTENCE]), ...body.problems];
  return {
    sha256: isWhole ? createHash('sha256').update(bytes).digest('hex') : null,
    analysis,
    authentication: readAuthentication(bytes, analysis, isWhole, new DnsAnswers(dns), signers),
    attachments: body.attachments,
    indicators: indicatorsOf(analysis, bytes),
    text: body.text,
    page: body.page,
    links: body.links,
    remoteImages: body.remoteImages,
    problem: problems.length === 0 ? null : problems.join(' '),
  };
}
