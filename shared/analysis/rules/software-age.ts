import { firstField } from '../../email/anatomy';
import type { HeaderField } from '../../email/types';
import { roughAgeInWords, timeInWords } from '../../wording/rules';
import type { Observation, Rule, RuleInput } from '../rule';
import { SERVER_RELEASES, SOFTWARE_RELEASES, type SoftwareRelease } from '../software-releases';
import { isPlausibleTime } from '../times/decoder';
import { fieldsOf, matchToken, type Token } from '../tokens';
import { DAY_MS, NOTHING, observed } from './observe';

/** Rules about the age of the program that a message names, and about tokens that providers change over the years. */

/** Test versions run before the release. */
const BEFORE_RELEASE_MS = 365 * DAY_MS;
const AFTER_END_MS = 5 * 365 * DAY_MS;

interface ClaimedRelease {
  readonly token: Token;
  readonly release: SoftwareRelease;
}

function claimedRelease({ anatomy }: RuleInput): ClaimedRelease | undefined {
  const field = firstField(anatomy, 'x-mailer') ?? firstField(anatomy, 'user-agent');
  return field && releaseIn(field, SOFTWARE_RELEASES);
}

function releaseIn(field: HeaderField, releases: readonly SoftwareRelease[]): ClaimedRelease | undefined {
  for (const release of releases) {
    const token = matchToken(field, release.pattern);
    if (token !== undefined) {
      return { token, release };
    }
  }
  return undefined;
}

/** `PHPMailer [version 1.73` and `(Exim 4.89` without the bracket that is never closed in what was matched. */
function nameOf({ text }: Token): string {
  return text.replace(/[[(](?:version )?/, '');
}

/** Compares the Date field with the claimed program, where the message has both. */
function withDate(
  input: RuleInput,
  observe: (claim: ClaimedRelease, dateMs: number) => readonly Observation[],
): readonly Observation[] {
  const claim = claimedRelease(input);
  const dateMs = input.anatomy.date?.instantMs;
  return claim === undefined || dateMs === undefined || !isPlausibleTime(dateMs) ? NOTHING : observe(claim, dateMs);
}

const oldMailer: Rule = {
  id: 'software.old-web-mailer',
  version: 1,
  family: 'software',
  severity: 'medium',
  title: 'The message names a program that its maker gave up long ago',
  summary:
    'The message names the program “{program}”. Its maker gave it up about {age} before the date of the message.',
  explanation:
    'Scripts for mass mail often bear the name of an old program that was copied once and never changed. Few ' +
    'people use a program many years after its end.',
  innocent: ['an old computer or an old website that is still in use', 'a device with built-in software'],
  settle: 'The website or device that sent the message and the program installed there; other mail from it.',
  reference: 'Release and end-of-support dates as published by the makers',
  look: (input) =>
    withDate(input, ({ token, release }, dateMs) => {
      const age = dateMs - (release.abandonedMs ?? dateMs);
      return age <= AFTER_END_MS
        ? NOTHING
        : observed(token.span, { program: nameOf(token), age: roughAgeInWords(age) });
    }),
};

const newerThanDate: Rule = {
  id: 'software.newer-than-date',
  version: 1,
  family: 'software',
  severity: 'high',
  title: 'The message is dated before the program that it names came out',
  summary: 'The Date field says {dateTime}. The program “{program}” came out about {age} later.',
  explanation:
    'A message cannot have been written with a program that did not exist yet. Either the date or the name of ' +
    'the program does not fit.',
  innocent: ['a wrong clock on the author’s computer', 'a test version of the program'],
  settle: 'The maker’s list of releases; the log of the first server; other messages by the same sender of those days.',
  reference: 'Release dates as published by the makers',
  look: (input) =>
    withDate(input, ({ token, release }, dateMs) => {
      const early = release.releasedMs - dateMs;
      const date = input.anatomy.date;
      return early <= BEFORE_RELEASE_MS || date === undefined
        ? NOTHING
        : observed(
            date.span,
            { program: nameOf(token), dateTime: timeInWords(dateMs), age: roughAgeInWords(early) },
            undefined,
            [token.span],
          );
    }),
};

/** One look for what the patterns of servers begin with: most lines hold none of it. */
const NAMES_RELEASE = /\((?:Exim 4\.[89]|8\.1[2-8]\.)/;

/** Makers of systems build servers from test versions, some months before the release. */
const BEFORE_SERVER_RELEASE_MS = 180 * DAY_MS;

const serverNewerThanDate: Rule = {
  id: 'received.software-newer-than-date',
  version: 1,
  family: 'software',
  severity: 'high',
  title: 'A step of the route is dated before the program that it names came out',
  summary: 'The line of {host} is dated {hopTime}. The program “{program}” that it names came out about {age} later.',
  explanation:
    'Mail servers write their version and the time into the lines that they add. A server cannot have run a ' +
    'version that did not exist yet. Either the date or the version does not fit, or the line was written by ' +
    'something else.',
  innocent: ['a server whose clock was set to another year', 'a test version of the program'],
  settle:
    'The log of the server that is named; other mail through it in those weeks, with the version that it wrote ' +
    'then.',
  reference: 'Release dates as published by the makers: exim.org, sendmail.org',
  look: ({ anatomy, route }) => {
    const fields = fieldsOf(anatomy, 'received');
    return route.flatMap(({ by, date }, index) => {
      const field = fields[index];
      const timeMs = date?.instantMs;
      const claim = field && NAMES_RELEASE.test(field.body) ? releaseIn(field, SERVER_RELEASES) : undefined;
      if (date === undefined || timeMs === undefined || claim === undefined || !isPlausibleTime(timeMs)) {
        return NOTHING;
      }
      const early = claim.release.releasedMs - timeMs;
      const values = {
        host: by === '' ? 'a server without a name' : by,
        hopTime: timeInWords(timeMs),
        program: nameOf(claim.token),
        age: roughAgeInWords(early),
      };
      return early <= BEFORE_SERVER_RELEASE_MS ? NOTHING : observed(date.span, values, undefined, [claim.token.span]);
    });
  },
};

export const softwareAgeRules: readonly Rule[] = [oldMailer, newerThanDate, serverNewerThanDate];
