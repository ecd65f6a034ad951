import { organisationOf } from '../email/organisation';
import type { HeaderField, Hop } from '../email/types';
import { isResultsField, type MethodResult, readReceivedSpf, readResultsField } from './results-field';

/** A result that stands in the header: who says it, and whether the receiving side wrote it. */
export interface StatedResult extends MethodResult {
  readonly field: HeaderField;
  readonly authserv: string;
  /** ARC-Authentication-Results: the set's number; else 0. */
  readonly instance: number;
  /** Whether it stands where only the receiving side can have put it. Below that, anybody can have written it. */
  readonly trusted: boolean;
}

/** Every result that the header states, from the top. Never throws. */
export function readStatedResults(fields: readonly HeaderField[], route: readonly Hop[]): readonly StatedResult[] {
  const isTrusted = trustTest(fields, route);
  return fields.flatMap((field): readonly StatedResult[] => {
    if (field.key === 'received-spf') {
      const result = readReceivedSpf(field);
      const authserv = result?.properties.find(({ name }) => name === 'receiver')?.value ?? '';
      return result === undefined
        ? []
        : [{ ...result, field, authserv, instance: 0, trusted: isTrusted(field, authserv) }];
    }
    if (!isResultsField(field)) {
      return [];
    }
    const { authserv, instance, results } = readResultsField(field);
    const trusted = isTrusted(field, authserv);
    return results.map((result) => ({ ...result, field, authserv, instance, trusted }));
  });
}

/**
 * What stands above the lowest trusted Received field was written after the message had come in (RFC 8601 section 5).
 *
 * Google writes its results right below that field and takes away those that came in under its own name; so there, and
 * for Google only, the first field of a kind below it counts too.
 */
export function trustTest(
  fields: readonly HeaderField[],
  route: readonly Hop[],
): (field: HeaderField, authserv: string) => boolean {
  const last = route.findLast(({ trusted }) => trusted);
  const boundary = last?.span.end ?? 0;
  const below =
    last === undefined || organisationOf(last.by) !== 'family:google' ? [] : directlyBelow(fields, boundary);
  return (field, authserv) =>
    field.span.start < boundary ||
    (below.includes(field) && (authserv === '' || organisationOf(authserv) === 'family:google'));
}

function directlyBelow(fields: readonly HeaderField[], boundary: number): readonly HeaderField[] {
  const found = new Map<string, HeaderField>();
  for (const field of fields) {
    if (field.span.start < boundary) {
      continue;
    }
    if (field.key !== 'received-spf' && field.key !== 'authentication-results') {
      break;
    }
    if (!found.has(field.key)) {
      found.set(field.key, field);
    }
  }
  return [...found.values()];
}
