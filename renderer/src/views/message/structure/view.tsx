import { useMemo, useState } from 'react';
import type { MessageView, SpanData } from '../../../../../shared/contract/model';
import type { StructureView as Structure } from '../../../../../shared/contract/structure';
import { common } from '../../../../../shared/wording/window/common';
import { structure as words } from '../../../../../shared/wording/window/structure';
import { useRequest } from '../../../api/use-request';
import { Problem } from '../../../components/problem';
import { desk } from '../../../state/desk';
import { useStore } from '../../../state/store';
import { BytePages } from '../source/byte-pages';
import { partAt, partTree } from './model';
import { PartFacts } from './part-facts';
import { PartTreeView } from './part-tree';
import './view.css';

/** The MIME tree beside the chosen part: what it declares, what it is, and its very bytes. */
export function StructureView({ message }: { readonly message: MessageView }) {
  const { value, failure } = useRequest('message:structure', { ref: message.ref }, 0);
  if (value === null) {
    return failure === null ? (
      <p className="message-waiting muted">{common.loading}</p>
    ) : (
      <Problem sentence={failure} />
    );
  }
  return <Parts messageRef={message.ref} structure={value} />;
}

function Parts({ messageRef, structure }: { readonly messageRef: string; readonly structure: Structure }) {
  const tree = useMemo(() => partTree(structure.parts), [structure]);
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<SpanData | null>(null);
  const target = useStore(desk, (state) => state.part);
  const [followed, setFollowed] = useState<number | null>(null);
  if (target !== null && target.ask !== followed) {
    setFollowed(target.ask);
    setActive(partAt(structure.parts, target.span.start));
    setShown(target.span);
  }
  const part = structure.parts[active];
  const choose = (index: number): void => {
    setActive(index);
    setShown(null);
  };
  return (
    <div className="structure-view">
      <Problem sentence={structure.problem} />
      <div className="structure-panes">
        <PartTreeView tree={tree} active={active} onActive={choose} />
        {part !== undefined && (
          <div className="part-pane">
            <PartFacts part={part} onBytes={setShown} />
            <BytePages
              key={active}
              messageRef={messageRef}
              start={part.start}
              end={part.end}
              shown={shown}
              label={words.source(part.path === '' ? words.whole : part.path)}
            />
          </div>
        )}
      </div>
    </div>
  );
}
