import type { BriefingContent, BriefingSection } from '../../../shared/briefing/content';
import type { TemplateName } from '../../../shared/briefing/templates';
import { createStore } from './store';

/** What is being written for the report of one case: words that are not recorded yet stay while other places are visited. */
export interface ReportDesk {
  readonly caseId: string;
  readonly template: TemplateName;
  /** The section that is open for writing. */
  readonly open: BriefingSection | null;
  readonly drafts: { readonly [S in BriefingSection]?: BriefingContent<S> };
}

export const EMPTY_REPORT: ReportDesk = { caseId: '', template: 'general', open: null, drafts: {} };

export const reportDesk = createStore<ReportDesk>(EMPTY_REPORT);

/** The desk of another case begins empty. */
export function forCase(state: ReportDesk, caseId: string): ReportDesk {
  return state.caseId === caseId ? state : { ...EMPTY_REPORT, caseId };
}

export function withDraft<S extends BriefingSection>(
  state: ReportDesk,
  section: S,
  content: BriefingContent<S> | undefined,
): ReportDesk {
  const { [section]: _, ...others } = state.drafts;
  return { ...state, drafts: content === undefined ? others : { ...others, [section]: content } };
}
