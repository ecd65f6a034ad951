import { useEffect } from 'react';
import { common } from '../../shared/wording/window/common';
import { followEngine } from './actions/engine-events';
import { loadKeyMap } from './commands/key-settings';
import { followKeyboard } from './commands/keyboard';
import { Button } from './components/button';
import { EmptyState } from './components/empty-state';
import { PaneBoundary } from './components/pane-boundary';
import { loadSession, session } from './state/session';
import { useStore } from './state/store';
import { DialogHost } from './views/dialogs/dialog-host';
import { DropTarget } from './views/drop-target';
import { Notices } from './views/notices';
import { StartView } from './views/start/view';
import { StatusLine } from './views/workbench/status-line';
import { WorkbenchView } from './views/workbench/view';

/** The window: the start screen or the open case, and what lies over either. */
export function App() {
  useEffect(() => {
    void loadSession();
    loadKeyMap();
    const stopEngine = followEngine();
    const stopKeyboard = followKeyboard();
    return () => {
      stopEngine();
      stopKeyboard();
    };
  }, []);
  return (
    <>
      <PaneBoundary>
        <Screen />
      </PaneBoundary>
      <DialogHost />
      <DropTarget />
      <Notices />
    </>
  );
}

function Screen() {
  const { app, openCase, failure } = useStore(session, (state) => state);
  useReadyMark(app !== null || failure !== null);
  if (failure !== null) {
    return (
      <main>
        <EmptyState title={failure}>
          <Button onPress={() => void loadSession()}>{common.retry}</Button>
        </EmptyState>
      </main>
    );
  }
  if (app === null) {
    return null;
  }
  return openCase === null ? (
    <div className="start-frame">
      <StartView app={app} />
      <StatusLine openCase={null} />
    </div>
  ) : (
    <WorkbenchView app={app} openCase={openCase} />
  );
}

/** Says in the document that the first view is painted: two frames after it was handed over. */
function useReadyMark(isReady: boolean): void {
  useEffect(() => {
    if (isReady) {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          document.documentElement.dataset['ready'] = 'true';
        }),
      );
    }
  }, [isReady]);
}
