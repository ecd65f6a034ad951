import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import type { CaseState } from '../../../../../shared/contract/requests';
import { frame, tree } from '../../../../../shared/wording/window/workbench';
import { goTo, verifyCase } from '../../../actions/packet-actions';
import { Button } from '../../../components/button';
import { useRoving } from '../../../components/use-roving';
import { grouped } from '../../../format/numbers';
import { term } from '../../../format/query';
import { desk } from '../../../state/desk';
import { useStore } from '../../../state/store';
import { EvidenceGroup } from './evidence-group';
import { FindingsGroup } from './findings-group';
import { PlaceEntry } from './place-entry';
import { SearchesGroup } from './searches-group';
import { TagsGroup } from './tags-group';
import { TreeEntry } from './tree-entry';
import { TreeGroup } from './tree-group';
import './tree.css';

/** The left pane: everything that the list can be narrowed to, and the other places of the case. */
export function TreePane({ openCase }: { readonly openCase: CaseState }) {
  const { info, evidence, coming, rules, tags, exhibits } = openCase;
  const { id } = info;
  const listed = coming.reduce((sum, { messages }) => sum + messages, info.messages);
  const pane = useRef<HTMLElement>(null);
  const roving = useRoving(pane);
  /** From an entry the left arrow leads to the head of its group. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'ArrowLeft' && !event.defaultPrevented && event.target instanceof Element) {
      event.target.closest('section')?.querySelector<HTMLElement>('[data-fold]')?.focus();
    }
    roving.onKeyDown(event);
  };
  return (
    <nav
      ref={pane}
      className="pane tree-pane"
      aria-label={frame.tree}
      data-pane="tree"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onFocus={roving.onFocus}
    >
      <TreeEntry query="" count={listed}>
        {tree.all}
      </TreeEntry>
      <PlaceEntry place="overview">{tree.overview}</PlaceEntry>
      <PlaceEntry place="relations">{tree.relations}</PlaceEntry>
      <PlaceEntry place="voters">{tree.voters}</PlaceEntry>
      <PlaceEntry place="clocks">{tree.clocks}</PlaceEntry>
      <EvidenceGroup caseId={id} evidence={evidence} coming={coming} />
      <SearchesGroup caseId={id} />
      <FindingsGroup caseId={id} rules={rules} />
      <TagsGroup caseId={id} tags={tags} />
      <div className="tree-end">
        <TreeGroup
          caseId={id}
          name={tree.exhibits}
          empty={exhibits.length === 0 ? tree.noExhibits : null}
          foot={<PlaceButton place="packet">{tree.exportPacket}</PlaceButton>}
        >
          {exhibits.length > 0 && (
            <TreeEntry query={term('is', 'exhibit')} count={exhibits.length}>
              {exhibitRange(exhibits.map((exhibit) => exhibit.label))}
            </TreeEntry>
          )}
        </TreeGroup>
        <TreeGroup
          caseId={id}
          name={tree.custody}
          empty={null}
          foot={
            <>
              <PlaceButton place="custody">
                {tree.journal} <span className="muted">{grouped(info.custodyEntries)}</span>
              </PlaceButton>
              <Button kind="link" onPress={verifyCase}>
                {tree.verify}
              </Button>
            </>
          }
        />
      </div>
    </nav>
  );
}

function PlaceButton({ place, children }: { readonly place: 'custody' | 'packet'; readonly children: ReactNode }) {
  const here = useStore(desk, (state) => state.place === place);
  return (
    <Button kind="link" className={here ? 'place-here' : ''} onPress={() => goTo(here ? 'messages' : place)}>
      {children}
    </Button>
  );
}

/** `A to F` for many labels, the labels themselves for a few. */
function exhibitRange(labels: readonly string[]): string {
  return labels.length <= 4 ? labels.join(', ') : `${labels[0]} – ${labels.at(-1)}`;
}
