import { createHash } from 'node:crypto';
import { emptyContent } from '../../../shared/briefing/content';
import { countByPlace, type PlaceCount } from '../../../shared/briefing/count-list';
import { FailureError } from '../../../shared/contract/failure';
import { briefingSentences, impact } from '../../../shared/wording/briefing';
import { briefingOf, writeSection } from '../../engine/session/briefing';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { readGiven } from '../given-file';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const briefingCount: Verb = {
  usage: 'DIR --list FILE.csv [--state COLUMN] [--county COLUMN] [--identity FILE]',
  options: {
    list: { type: 'string' },
    state: { type: 'string' },
    county: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const { file, bytes } = await readGiven(requiredOption(call, 'list'));
    const columns = { state: optionText(call, 'state') ?? 'state', county: optionText(call, 'county') ?? 'county' };
    const reading = countByPlace(bytes.toString('utf8'), columns);
    if (!reading.ok) {
      throw new FailureError('bad-request', briefingSentences.noColumn(file, reading.missing, reading.columns.length));
    }
    const counted = impact.fromList(reading.rows, createHash('sha256').update(bytes).digest('hex'));
    const signer = await examinerSigner(call);
    const { entry, counts } = await withCase(call, dir, 'write', async (session) => {
      const standing = briefingOf(session).impact?.content ?? emptyContent('impact');
      const merged = withHarm(reading.counts, standing.counts);
      const written = await writeSection(session, signer, 'impact', { ...standing, counts: merged, counted });
      return { ...written, counts: merged };
    });
    return {
      json: { entry, counts, rows: reading.rows },
      text: [
        ...counts.map(({ state, county, people }) => `${String(people).padStart(9)}  ${state}  ${county}`),
        entry === null ? briefingSentences.unchanged : briefingSentences.recorded(entry),
      ],
    };
  },
};

/** What a place's people met with was written before: it stays with its place. */
function withHarm(counts: readonly PlaceCount[], before: readonly PlaceCount[]): readonly PlaceCount[] {
  return counts.map((count) => ({
    ...count,
    harm: before.find(({ state, county }) => state === count.state && county === count.county)?.harm ?? '',
  }));
}
