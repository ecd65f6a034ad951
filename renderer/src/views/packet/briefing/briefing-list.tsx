import { BRIEFING_SECTIONS, type BriefingSection } from '../../../../../shared/briefing/content';
import { TEMPLATES } from '../../../../../shared/briefing/templates';
import type { Output } from '../../../../../shared/contract/requests';
import { sectionNames, templateNames } from '../../../../../shared/wording/briefing';
import { briefing as words } from '../../../../../shared/wording/window/briefing';
import { Button } from '../../../components/button';
import { DataTable, type TableColumn } from '../../../components/data-table';
import { SelectField } from '../../../components/select-field';
import { grouped } from '../../../format/numbers';
import { type ReportDesk, reportDesk } from '../../../state/drafts';
import { useStore } from '../../../state/store';

interface BriefingListProps {
  readonly recorded: Output<'briefing:show'>;
}

interface Row {
  readonly section: BriefingSection;
  readonly state: string;
  readonly remarks: number;
}

/** For whom the report is laid out, and which of its sections are written. */
export function BriefingList({ recorded }: BriefingListProps) {
  const { template, drafts } = useStore(reportDesk, (state) => state);
  return (
    <section aria-label={words.title} className="briefing-list">
      <h3 className="place-name">{words.title}</h3>
      <p className="muted">{words.lead}</p>
      <SelectField
        label={words.template}
        value={template}
        options={TEMPLATES.map((value) => [value, templateNames[value]] as const)}
        onChange={(chosen) => reportDesk.update((state) => ({ ...state, template: chosen }))}
      />
      <DataTable
        label={words.sections}
        columns={columns}
        rows={rowsOf(recorded, drafts)}
        keyOf={({ section }) => section}
      />
    </section>
  );
}

function rowsOf({ briefing, hits }: Output<'briefing:show'>, drafts: ReportDesk['drafts']): readonly Row[] {
  return BRIEFING_SECTIONS.map((section) => ({
    section,
    state: drafts[section] === undefined ? stateOf(briefing, section) : words.drafted,
    remarks: hits.filter((hit) => hit.section === section).length,
  }));
}

function stateOf(briefing: Output<'briefing:show'>['briefing'], section: BriefingSection): string {
  const written = briefing[section];
  return written === undefined ? words.unwritten : words.written(written.by, grouped(written.entry ?? 0));
}

const columns: readonly TableColumn<Row>[] = [
  { id: 'section', name: words.columns.section, cell: ({ section }) => sectionNames[section] },
  { id: 'state', name: words.columns.state, cell: ({ state }) => state },
  {
    id: 'wording',
    name: words.columns.wording,
    cell: ({ remarks }) => (remarks === 0 ? '' : <b className="wording-count">{words.remarks(remarks)}</b>),
  },
  {
    id: 'open',
    name: words.columns.act,
    cell: ({ section }) => (
      <Button
        kind="link"
        label={words.edit(sectionNames[section])}
        onPress={() => reportDesk.update((state) => ({ ...state, open: section }))}
      >
        {words.open}
      </Button>
    ),
  },
];
