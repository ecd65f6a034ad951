import { memo, useState } from 'react';
import type { CaseState } from '../../../../../shared/contract/requests';
import { tree } from '../../../../../shared/wording/window/workbench';
import { askPaste, importByDialog } from '../../../actions/import-actions';
import { useCommandKey } from '../../../commands/use-command-key';
import { Button } from '../../../components/button';
import { MailText } from '../../../components/mail-text';
import { term } from '../../../format/query';
import { isReading, jobs } from '../../../state/jobs';
import { useStore } from '../../../state/store';
import { SHOWN_AT_FIRST, ShowMore } from './show-more';
import { TreeEntry } from './tree-entry';
import { TreeGroup } from './tree-group';

interface EvidenceGroupProps {
  readonly caseId: string;
  readonly evidence: CaseState['evidence'];
  readonly coming: CaseState['coming'];
}

/** The evidence items; of a great many the first ones, until the others are asked for. */
export function EvidenceGroup({ caseId, evidence, coming }: EvidenceGroupProps) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const addKey = useCommandKey('import.files');
  const busy = useStore(jobs, isReading);
  const none = busy ? tree.receiving : tree.noEvidence;
  return (
    <TreeGroup
      caseId={caseId}
      name={tree.evidence}
      count={evidence.length}
      empty={evidence.length + coming.length === 0 ? none : null}
      foot={
        <>
          <Button kind="link" keys={addKey} onPress={() => importByDialog('import-files')}>
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
      {evidence.slice(0, shown).map(({ number, name, messages }) => (
        <EvidenceEntry key={number} number={number} name={name} messages={messages} />
      ))}
      {coming.map(({ number, messages }) => (
        <TreeEntry
          key={number}
          query={term('evidence', number)}
          count={messages}
          mark={<span className="tree-number">{number}</span>}
        >
          <span className="muted">{tree.coming}</span>
        </TreeEntry>
      ))}
      <ShowMore shown={shown} of={evidence.length} onShow={setShown} />
    </TreeGroup>
  );
}

interface EvidenceEntryProps {
  readonly number: string;
  readonly name: string;
  readonly messages: number;
}

const EvidenceEntry = memo(function EvidenceEntry({ number, name, messages }: EvidenceEntryProps) {
  return (
    <TreeEntry query={term('evidence', number)} count={messages} mark={<span className="tree-number">{number}</span>}>
      <MailText text={name} />
    </TreeEntry>
  );
});
