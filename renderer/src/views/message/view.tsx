import type { MessageView } from '../../../../shared/contract/model';
import { common } from '../../../../shared/wording/window/common';
import { message as words } from '../../../../shared/wording/window/message';
import { frame } from '../../../../shared/wording/window/workbench';
import { askSaveMessage } from '../../actions/copy-actions';
import { changeExhibits } from '../../actions/judgement-actions';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';
import { MailText } from '../../components/mail-text';
import { PaneBoundary } from '../../components/pane-boundary';
import { Problem } from '../../components/problem';
import { type TabItem, Tabs } from '../../components/tabs';
import { desk, MESSAGE_TABS, type MessageTab, withTab } from '../../state/desk';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { AttachmentsView } from './attachments/view';
import { BodyView } from './body/view';
import { MessageCustodyView } from './custody/view';
import { HeadersView } from './headers/view';
import { RouteView } from './route/view';
import { StructureView } from './structure/view';
import { SummaryView } from './summary/view';
import { TimesView } from './times/view';
import './view.css';

/** The right pane: the open message, or what would be here. */
export function MessagePane() {
  const open = useStore(desk, (state) => state.open);
  return (
    <section className="pane message-pane" aria-label={frame.message} data-pane="message" tabIndex={-1}>
      {open === null ? <EmptyState title={words.nothingOpen} /> : <OpenMessage key={open} messageRef={open} />}
    </section>
  );
}

function OpenMessage({ messageRef }: { readonly messageRef: string }) {
  const revision = useStore(session, (state) => state.revision);
  const tab = useStore(desk, (state) => state.tab);
  const { value, failure } = useRequest('message:read', { ref: messageRef }, revision);
  if (value === null) {
    return failure === null ? <p className="message-waiting muted">{words.reading}</p> : <Problem sentence={failure} />;
  }
  const { message, header } = value;
  return (
    <>
      <MessageHead message={message} />
      <Tabs
        label={words.tabList}
        items={tabItems(message)}
        chosen={tab}
        onChoose={(next) => desk.update((state) => withTab(state, next))}
      >
        <PaneBoundary resetKey={`${messageRef} ${tab}`}>
          <TabContent tab={tab} message={message} header={header} />
        </PaneBoundary>
      </Tabs>
    </>
  );
}

function tabItems(message: MessageView): readonly TabItem<MessageTab>[] {
  const counts: Partial<Record<MessageTab, number>> = {
    headers: message.findings.length,
    attachments: message.attachments.length,
  };
  return MESSAGE_TABS.map((id) => {
    const count = counts[id];
    return count === undefined ? { id, name: words.tabs[id] } : { id, name: words.tabs[id], count };
  });
}

function MessageHead({ message }: { readonly message: MessageView }) {
  const { ref, exhibit, subject } = message;
  const act = exhibit === null ? 'exhibit:add' : 'exhibit:remove';
  return (
    <header className="message-head">
      <div className="message-line">
        <span className="evidence">{ref}</span>
        {exhibit !== null && <span className="message-exhibit">{words.exhibit(exhibit)}</span>}
        <span className="message-act">
          <Button kind="link" onPress={() => askSaveMessage(message)}>
            {words.saveOriginal}
          </Button>
          <Button kind="link" onPress={() => changeExhibits(act, [ref])}>
            {exhibit === null ? words.addExhibit : words.removeExhibit}
          </Button>
        </span>
      </div>
      <h2 className="message-subject">
        {subject === '' ? (
          <span className="muted">{common.noSubject}</span>
        ) : (
          <MailText text={subject.slice(0, 2000)} />
        )}
      </h2>
    </header>
  );
}

interface TabContentProps {
  readonly tab: MessageTab;
  readonly message: MessageView;
  readonly header: string;
}

/** One line a tab. */
function TabContent({ tab, message, header }: TabContentProps) {
  switch (tab) {
    case 'summary':
      return <SummaryView message={message} />;
    case 'headers':
      return <HeadersView message={message} header={header} />;
    case 'route':
      return <RouteView message={message} />;
    case 'times':
      return <TimesView message={message} />;
    case 'body':
      return <BodyView message={message} />;
    case 'attachments':
      return <AttachmentsView message={message} />;
    case 'structure':
      return <StructureView message={message} />;
    case 'custody':
      return <MessageCustodyView messageRef={message.ref} />;
  }
}
