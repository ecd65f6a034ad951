import type { ReactNode } from 'react';
import type { CaseState } from '../../../../shared/contract/requests';
import { frame, tree } from '../../../../shared/wording/window/workbench';
import { askPaste, importByDialog } from '../../actions/import-actions';
import { goTo, verifyCase } from '../../actions/packet-actions';
import { Button } from '../../components/button';
import { MailText } from '../../components/mail-text';
import { SeverityMark } from '../../components/severity-mark';
import { grouped } from '../../format/numbers';
import { term } from '../../format/query';
import { desk } from '../../state/desk';
import { useStore } from '../../state/store';
import { readSeverity } from './row-model';
import { TreeEntry } from './tree-entry';

/** The left pane: everything that the list can be narrowed to, and the two other places of the case. */
export function TreePane({ openCase }: { readonly openCase: CaseState }) {
  const { info, evidence, rules, tags, exhibits } = openCase;
  return (
    <nav className="pane tree-pane" aria-label={frame.tree} data-pane="tree" tabIndex={-1}>
      <TreeEntry query="" count={info.messages}>
        {tree.all}
      </TreeEntry>
      <TreeGroup
        name={tree.evidence}
        empty={evidence.length === 0 ? tree.noEvidence : null}
        foot={
          <>
            <Button kind="link" keys="Ctrl+O" onPress={() => importByDialog('import-files')}>
              {tree.addEvidence}
            </Button>
            <Button kind="link" onPress={() => importByDialog('import-folder')}>
              {tree.addFolder}
            </Button>
            <Button kind="link" onPress={askPaste}>
              {tree.pasteHeaders}
            </Button>
          </>
        }
      >
        {evidence.map((item) => (
          <TreeEntry key={item.number} query={term('evidence', item.number)} count={item.messages}>
            <span className="tree-number">{item.number}</span> <MailText text={item.name} />
          </TreeEntry>
        ))}
      </TreeGroup>
      <TreeGroup name={tree.findings} empty={rules.length === 0 ? tree.noFindings : null}>
        {rules.map((rule) => (
          <TreeEntry key={rule.rule} query={term('rule', rule.rule)} count={rule.messages} hint={rule.rule}>
            <SeverityMark severity={readSeverity(rule.severity)} /> {rule.title}
          </TreeEntry>
        ))}
      </TreeGroup>
      <TreeGroup name={tree.tags} empty={tags.length === 0 ? tree.noTags : null}>
        {tags.map((tag) => (
          <TreeEntry key={tag.tag} query={term('tag', tag.tag)} count={tag.messages}>
            <span className="examiner-ink">
              <MailText text={tag.tag} />
            </span>
          </TreeEntry>
        ))}
      </TreeGroup>
      <TreeGroup
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

interface TreeGroupProps {
  readonly name: string;
  readonly empty: string | null;
  readonly children?: ReactNode;
  readonly foot?: ReactNode;
}

function TreeGroup({ name, empty, children, foot }: TreeGroupProps) {
  return (
    <section className="tree-group" aria-label={name}>
      <h2 className="tree-name">{name}</h2>
      {empty !== null && <p className="tree-empty">{empty}</p>}
      {children}
      {foot !== undefined && <div className="tree-foot">{foot}</div>}
    </section>
  );
}

/** `A to F` for many labels, the labels themselves for a few. */
function exhibitRange(labels: readonly string[]): string {
  return labels.length <= 4 ? labels.join(', ') : `${labels[0]} – ${labels.at(-1)}`;
}
