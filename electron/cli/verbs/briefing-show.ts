import { BRIEFING_SECTIONS, type Briefing, type BriefingSection, emptyContent } from '../../../shared/briefing/content';
import { lintBriefing } from '../../../shared/briefing/lint';
import { templates } from '../../../shared/briefing/templates';
import { textsOf } from '../../../shared/briefing/texts';
import { briefingSentences, sectionNames } from '../../../shared/wording/briefing';
import { briefingOf } from '../../engine/session/briefing';
import { hitLines, hitsWithAdvice } from '../briefing-hits';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { noMorePositionals, optionText, requiredPositional } from '../words';
import { checkedSection } from './briefing-set';

export const briefingShow: Verb = {
  usage: 'DIR [--section S]',
  options: { section: { type: 'string' } },
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    noMorePositionals(call, 1);
    const only = optionText(call, 'section');
    const names = only === undefined ? BRIEFING_SECTIONS : [checkedSection(only)];
    const briefing = await withCase(call, dir, 'read', async (session) => briefingOf(session));
    const hits = lintBriefing(briefing).filter(({ section }) => names.includes(section));
    return {
      json: {
        sections: Object.fromEntries(names.map((name) => [name, briefing[name] ?? unwritten(name)])),
        hits: hitsWithAdvice(hits),
        templates,
      },
      text: [...names.flatMap((name) => sectionLines(briefing, name)), ...hitLines(hits)],
    };
  },
};

/** A section that nobody wrote, so that its shape can be seen. */
function unwritten(section: BriefingSection) {
  return { content: emptyContent(section), by: '', at: '', entry: null };
}

function sectionLines(briefing: Briefing, section: BriefingSection): readonly string[] {
  const written = briefing[section];
  const title = `${sectionNames[section]} (${section})`;
  if (written === undefined) {
    return [`${title}: ${briefingSentences.nothing}`];
  }
  const pieces = textsOf(section, written.content).map(({ field, text }) => `  ${field}: ${text}`);
  return [`${title}: ${written.by}, ${written.at}, journal entry ${written.entry ?? ''}`, ...pieces];
}
