import { useState } from 'react';
import type { CaseState } from '../../../../../shared/contract/requests';
import { tree } from '../../../../../shared/wording/window/workbench';
import { MailText } from '../../../components/mail-text';
import { term } from '../../../format/query';
import { SHOWN_AT_FIRST, ShowMore } from './show-more';
import { TreeEntry } from './tree-entry';
import { TreeGroup } from './tree-group';

interface TagsGroupProps {
  readonly caseId: string;
  readonly tags: CaseState['tags'];
}

export function TagsGroup({ caseId, tags }: TagsGroupProps) {
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  return (
    <TreeGroup caseId={caseId} name={tree.tags} count={tags.length} empty={tags.length === 0 ? tree.noTags : null}>
      {tags.slice(0, shown).map(({ tag, messages }) => (
        <TreeEntry key={tag} query={term('tag', tag)} count={messages}>
          <span className="examiner-ink">
            <MailText text={tag} />
          </span>
        </TreeEntry>
      ))}
      <ShowMore shown={shown} of={tags.length} onShow={setShown} />
    </TreeGroup>
  );
}
