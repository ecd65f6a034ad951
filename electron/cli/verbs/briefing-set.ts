import {
  BRIEFING_SECTIONS,
  type BriefingContent,
  type BriefingSection,
  emptyContent,
  isBriefingSection,
} from '../../../shared/briefing/content';
import { FailureError } from '../../../shared/contract/failure';
import { briefingSentences } from '../../../shared/wording/briefing';
import { briefingOf, writeSection } from '../../engine/session/briefing';
import type { CaseSession } from '../../engine/session/case-session';
import { hitLines, hitsWithAdvice } from '../briefing-hits';
import { examinerSigner, IDENTITY_OPTION } from '../examiner';
import { readGiven } from '../given-file';
import type { Verb, VerbCall } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredOption, requiredPositional } from '../words';

export const briefingSet: Verb = {
  usage: 'DIR --section S (--file FILE | --text TEXT) [--identity FILE]',
  options: {
    section: { type: 'string' },
    file: { type: 'string' },
    text: { type: 'string' },
    ...IDENTITY_OPTION,
  },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const section = checkedSection(requiredOption(call, 'section'));
    const given = await givenWords(call);
    const signer = await examinerSigner(call);
    const { entry, hits } = await withCase(call, dir, 'write', async (session) =>
      writeSection(session, signer, section, contentOf(session, section, given)),
    );
    const own = hits.filter((hit) => hit.section === section);
    return {
      json: { entry, section, hits: hitsWithAdvice(own) },
      text: [entry === null ? briefingSentences.unchanged : briefingSentences.recorded(entry), ...hitLines(own)],
    };
  },
};

export function checkedSection(name: string): BriefingSection {
  if (!isBriefingSection(name)) {
    throw new FailureError('bad-request', briefingSentences.unknownSection(name, BRIEFING_SECTIONS));
  }
  return name;
}

interface Given {
  readonly source: string;
  readonly text: string;
}

async function givenWords(call: VerbCall): Promise<Given> {
  const [file, text] = [optionText(call, 'file'), optionText(call, 'text')];
  if ((file === undefined) === (text === undefined)) {
    throw new FailureError('bad-request', briefingSentences.oneSource);
  }
  return file === undefined
    ? { source: '--text', text: text ?? '' }
    : { source: file, text: (await readGiven(file)).bytes.toString('utf8').replace(/^\ufeff/, '') };
}

/** Fields as JSON; other text becomes the section's text and leaves its tables as they stand. */
function contentOf(session: CaseSession, section: BriefingSection, { source, text }: Given): unknown {
  if (text.trimStart().startsWith('{')) {
    return parsedJson(source, text);
  }
  const standing: BriefingContent = briefingOf(session)[section]?.content ?? emptyContent(section);
  if (!('text' in standing)) {
    throw new FailureError('bad-request', briefingSentences.notJson(source));
  }
  return { ...standing, text: text.trimEnd() };
}

function parsedJson(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FailureError('bad-request', briefingSentences.notJson(source), { cause: error });
  }
}
