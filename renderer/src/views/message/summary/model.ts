import { SEVERITIES } from '../../../../../shared/analysis/rule';
import type { AuthenticationView } from '../../../../../shared/contract/authentication';
import type { FindingView, MessageView } from '../../../../../shared/contract/model';
import { summary } from '../../../../../shared/wording/window/message';
import { inUtc } from '../../../format/time';

/** How many observations are read aloud; the rest stands behind "more". */
export const OBSERVATIONS_SHOWN = 7;

/** Findings, the strongest first; among equals in the order of their bytes. */
export function strongestFirst(findings: readonly FindingView[]): readonly FindingView[] {
  const first = (finding: FindingView): number => finding.spans[0]?.start ?? 0;
  return findings.toSorted(
    (one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || first(one) - first(other),
  );
}

/** What can be said without believing the sender: trusted hops, trusted results, body hashes. */
export function supportedBy(message: MessageView): readonly string[] {
  return [
    ...routeSentences(message),
    ...resultSentences(message.authentication),
    ...hashSentences(message.authentication),
  ];
}

function routeSentences({ route }: MessageView): readonly string[] {
  const trusted = route.filter((hop) => hop.trusted);
  const furthest = trusted.at(-1);
  if (furthest === undefined) {
    return [summary.noTrustedHop];
  }
  const handedOver = summary.handedOver(furthest.from || furthest.helo || furthest.ip, furthest.ip, furthest.by);
  const received = trusted[0]?.time;
  return received == null ? [handedOver] : [handedOver, summary.received(inUtc(received))];
}

function resultSentences({ results }: AuthenticationView): readonly string[] {
  return results.map(({ authserv, method, result, trusted }) =>
    trusted
      ? summary.authentication(authserv, method, result)
      : summary.authenticationClaimed(authserv, method, result),
  );
}

function hashSentences({ dkim }: AuthenticationView): readonly string[] {
  return dkim.flatMap(({ domain, bodyHash }) => {
    const said = { match: [summary.dkimMatch(domain)], mismatch: [summary.dkimMismatch(domain)], 'not-determined': [] };
    return said[bodyHash];
  });
}

/** What cannot be said, and why: absence is never a failure. */
export function missingIn(message: MessageView): readonly string[] {
  const { authentication, route, date, bodyProblem } = message;
  const missing: readonly (readonly [boolean, string])[] = [
    [route.length === 0, summary.missingReceived],
    [date === null, summary.missingDate],
    [authentication.dkim.length === 0, summary.missingDkim],
    [authentication.dnsEvidence === null, summary.missingDns],
    [bodyProblem !== null, summary.missingBody(bodyProblem ?? '')],
  ];
  return missing.filter(([isMissing]) => isMissing).map(([, sentence]) => sentence);
}

/** In one line how the message came, where it did not come as bytes of its own; else empty. */
export function howItCame({ origin, parent, rebuilt }: Pick<MessageView, 'origin' | 'parent' | 'rebuilt'>): string {
  const byWhom = (by: string): string => {
    if (origin === 'enclosed') {
      return summary.rebuiltWithin(by);
    }
    return rebuilt?.done === undefined ? summary.rebuilt(by) : summary.changed(by, rebuilt.done.join('; '));
  };
  return [
    ...(parent === null ? [] : [summary.enclosed(parent)]),
    ...(origin === 'transcribed' ? [summary.transcribed] : []),
    ...(rebuilt === null ? [] : [byWhom(rebuilt.by)]),
    ...(rebuilt === null || rebuilt.missing.length === 0 ? [] : [summary.notStored(rebuilt.missing.join('; '))]),
  ].join(' ');
}
