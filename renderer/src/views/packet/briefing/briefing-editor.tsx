import { type BriefingContent, type BriefingSection, emptyContent } from '../../../../../shared/briefing/content';
import type { Output } from '../../../../../shared/contract/requests';
import { sectionNames } from '../../../../../shared/wording/briefing';
import { briefing as words } from '../../../../../shared/wording/window/briefing';
import { writeSection } from '../../../actions/packet-actions';
import { Button } from '../../../components/button';
import { Problem } from '../../../components/problem';
import { reportDesk, withDraft } from '../../../state/drafts';
import { notify } from '../../../state/notices';
import { useStore } from '../../../state/store';
import { useSubmit } from '../../dialogs/use-submit';
import { ReportPreview } from './report-preview';
import { SectionForm } from './section-form';
import { usePreview } from './use-preview';
import { WordingHits } from './wording-hits';

interface BriefingEditorProps {
  readonly section: BriefingSection;
  readonly recorded: Output<'briefing:show'>['briefing'];
}

/** One section: its fields on the left, and on the right the section as the report will set it, at every pause of typing. */
export function BriefingEditor({ section, recorded }: BriefingEditorProps) {
  const { drafts, template } = useStore(reportDesk, (state) => state);
  const standing: BriefingContent = recorded[section]?.content ?? emptyContent(section);
  const draft = drafts[section];
  const content = draft ?? standing;
  const { shown, failure } = usePreview({ section, content, template }, recorded[section]?.entry ?? null);
  const setDraft = (changed: BriefingContent | undefined): void =>
    reportDesk.update((state) => withDraft(state, section, changed));
  const submit = useSubmit(async () => {
    const done = await writeSection(section, content);
    if (done !== undefined) {
      setDraft(undefined);
      notify(done.entry === null ? words.unchanged : words.recorded(done.entry));
    }
  });
  return (
    <section className="briefing-editor" aria-label={sectionNames[section]}>
      <div className="briefing-head">
        <h3 className="place-title">{sectionNames[section]}</h3>
        <Button kind="link" onPress={() => reportDesk.update((state) => ({ ...state, open: null }))}>
          {words.back}
        </Button>
      </div>
      <div className="briefing-columns">
        <section className="briefing-form" aria-label={words.form}>
          <SectionForm section={section} content={content} onChange={setDraft} />
          <div className="packet-choices">
            <Button kind="primary" disabled={draft === undefined || submit.busy} onPress={submit.run}>
              {words.save}
            </Button>
            <Button disabled={draft === undefined} onPress={() => setDraft(undefined)}>
              {words.discard}
            </Button>
          </div>
          <Problem sentence={submit.problem} />
          <WordingHits hits={shown?.hits ?? []} />
        </section>
        <section className="briefing-preview" aria-label={words.preview}>
          <p className="muted">{words.previewNote}</p>
          {shown !== null && shown.sections.length === 0 && <p>{words.nothingToShow}</p>}
          {shown !== null && shown.sections.length > 0 && <ReportPreview sections={shown.sections} />}
          <Problem sentence={failure} />
        </section>
      </div>
    </section>
  );
}
