import { frame, list } from '../../../../shared/wording/window/workbench';
import { changeExhibits } from '../../actions/judgement-actions';
import { askOnChosen } from '../../actions/many-actions';
import { useCommandKey } from '../../commands/use-command-key';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { Problem } from '../../components/problem';
import { grouped } from '../../format/numbers';
import { desk, withQuery } from '../../state/desk';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { EmptyCase } from './empty-case';
import { MessageList } from './message-list';
import { keyOf } from './page-cache';
import { useMessagePages } from './use-message-pages';

/** The middle pane: how many, what can be done with the chosen ones, and the grid. */
export function ListPane({ caseId }: { readonly caseId: string }) {
  const query = useStore(desk, (state) => state.query);
  const sort = useStore(desk, (state) => state.sort);
  const descending = useStore(desk, (state) => state.descending);
  const revision = useStore(session, (state) => state.revision);
  const question = { query, sort, descending };
  const pages = useMessagePages(question, revision);
  const { cache } = pages;
  const answered = cache.question !== null;
  return (
    <section
      className="pane list-pane"
      aria-label={frame.list}
      aria-busy={cache.question !== keyOf(question)}
      data-pane="list"
      data-query={query}
      tabIndex={-1}
    >
      <div className="pane-bar">
        <p role="status" className="list-count">
          {answered ? list.count(grouped(cache.total), grouped(cache.of)) : ''}
          {answered && cache.reading > 0 ? `, ${list.reading(grouped(cache.reading))}` : ''}
        </p>
        <SelectionBar />
      </div>
      <Problem sentence={pages.failure} />
      {answered && cache.total === 0 ? (
        <NothingHere inCase={cache.of} />
      ) : (
        <MessageList key={caseId} caseId={caseId} pages={pages} question={question} />
      )}
    </section>
  );
}

function SelectionBar() {
  const selection = useStore(desk, (state) => state.selection);
  const tagKey = useCommandKey('messages.tag');
  if (selection.size === 0) {
    return null;
  }
  const refs = [...selection];
  return (
    <>
      <span role="status">{list.selected(grouped(selection.size))}</span>
      <Button kind="link" onPress={() => askOnChosen('assess-many')}>
        {list.assess}
      </Button>
      <Button kind="link" onPress={() => askOnChosen('annotate-many')}>
        {list.annotate}
      </Button>
      <Button kind="link" keys={tagKey} onPress={() => askOnChosen('tag')}>
        {list.tag}
      </Button>
      <Button kind="link" onPress={() => changeExhibits('exhibit:add', refs)}>
        {list.addExhibits}
      </Button>
      <Button kind="link" onPress={() => changeExhibits('exhibit:remove', refs)}>
        {list.removeExhibits}
      </Button>
      <Button
        kind="link"
        label={list.clearSelection}
        onPress={() => desk.update((state) => ({ ...state, selection: new Set() }))}
      >
        {list.clear}
      </Button>
    </>
  );
}

function NothingHere({ inCase }: { readonly inCase: number }) {
  if (inCase > 0) {
    return (
      <EmptyState title={list.emptyQuery} next={list.emptyQueryNext}>
        <Button onPress={() => desk.update((state) => withQuery(state, ''))}>{frame.clearSearch}</Button>
      </EmptyState>
    );
  }
  return <EmptyCase />;
}
