import { authenticationFacts } from '../../authentication/facts';
import type { StatedResult } from '../../authentication/stated-results';
import { organisationOf } from '../../email/organisation';
import type { Observation, Rule, RuleInput } from '../rule';
import { NOTHING, observed } from './observe';

/** Rules about results that stand in the header (RFC 8601): who says them, and whether they agree. */

/** Organisations whose hosts wrote the trusted part of the route. */
function receivers({ route }: RuleInput): ReadonlySet<string> {
  const names = route.filter(({ trusted }) => trusted).map(({ by }) => organisationOf(by));
  return new Set(names.filter((name) => name !== ''));
}

function isResult({ field, instance }: StatedResult): boolean {
  return field.key === 'authentication-results' && instance === 0;
}

const borrowedName: Rule = {
  id: 'authentication.result-in-receivers-name',
  version: 2,
  family: 'authentication',
  severity: 'medium',
  title: 'A result in the receiver’s name stands where the sender can write',
  summary: 'Below the first trustworthy step, a field in the name of {authserv} says: {results}.',
  explanation:
    'The receiving server checks signatures and writes down what it found, under its own name, above the step at ' +
    'which the message came in. Here such a field is below that step: it came with the message. Servers should ' +
    'remove such fields, because a reader may take them for the receiver’s own words.',
  innocent: [
    'a message that had passed the same provider before, such as one that went through a list or was forwarded',
    'a server whose filter writes its results below the server’s own Received field, as filters of Postfix and Sendmail do',
  ],
  settle: 'The receiver’s own records of the check; whether the message passed the named servers twice.',
  reference: 'RFC 8601 sections 5 and 7.1',
  look: (input) => {
    const houses = receivers(input);
    const passedBefore = new Set(input.route.filter(({ trusted }) => !trusted).map(({ by }) => organisationOf(by)));
    const fields = new Map<object, StatedResult[]>();
    for (const stated of authenticationFacts(input).stated) {
      const house = organisationOf(stated.authserv);
      if (isResult(stated) && !stated.trusted && houses.has(house) && !passedBefore.has(house)) {
        fields.set(stated.field, [...(fields.get(stated.field) ?? []), stated]);
      }
    }
    return [...fields.values()].flatMap(([first, ...rest]): readonly Observation[] => {
      if (first === undefined) {
        return NOTHING;
      }
      const results = [first, ...rest]
        .slice(0, 6)
        .map(({ method, result }) => `${method}=${result}`)
        .join(', ');
      return observed(
        first.field.nameSpan,
        { authserv: first.authserv, results },
        isNameOfHost(first, input) ? 'low' : undefined,
        [first, ...rest].map(({ span }) => span),
      );
    });
  },
};

/**
 * Filters of a server of one's own write below its Received field, in its full name: in honest mail that is the usual
 * cause. Large providers write above it, Google excepted, whose own field is known by its place.
 */
function isNameOfHost({ authserv }: StatedResult, { route }: RuleInput): boolean {
  const by = route.findLast(({ trusted }) => trusted)?.by.toLowerCase() ?? '';
  return by !== '' && by === authserv.toLowerCase() && !organisationOf(by).startsWith('family:');
}

/** What one field says about a method that has one answer for a message. */
const SINGLE: ReadonlySet<string> = new Set(['spf', 'dmarc']);
const GOOD: ReadonlySet<string> = new Set(['pass']);
const BAD: ReadonlySet<string> = new Set(['fail', 'softfail', 'permerror']);

const contradiction: Rule = {
  id: 'authentication.contradicting-results',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'Results in the header contradict each other',
  summary:
    'The receiving side recorded {method}={theirs}; another field, in the name of {authserv}, says {method}={other}.',
  explanation:
    'The receiving server recorded one result of a check. Another field of the header says the opposite. The ' +
    'receiving side’s field is the better evidence: the other came with the message, or was written at an ' +
    'earlier stop.',
  innocent: ['a message that was forwarded or went through a list: it can pass at the first stop and fail at the last'],
  settle: 'The records of both servers; the message as the first of them received it.',
  reference: 'RFC 8601 sections 5 and 7.1',
  look: (input) => {
    const stated = authenticationFacts(input).stated.filter((one) => isResult(one) && SINGLE.has(one.method));
    return [...SINGLE].flatMap((method): readonly Observation[] => {
      const ours = stated.find((one) => one.method === method && one.trusted);
      const other = stated.find(
        (one) =>
          one.method === method && !one.trusted && ours !== undefined && BAD.has(ours.result) && GOOD.has(one.result),
      );
      return ours === undefined || other === undefined
        ? NOTHING
        : observed(
            other.span,
            { method, theirs: ours.result, other: other.result, authserv: other.authserv || 'an unnamed server' },
            undefined,
            [ours.span],
          );
    });
  },
};

export const authenticationResultRules: readonly Rule[] = [borrowedName, contradiction];
