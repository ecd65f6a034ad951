import type { AppState, CaseState } from '../../../../shared/contract/requests';
import { frame } from '../../../../shared/wording/window/workbench';
import { PaneBoundary } from '../../components/pane-boundary';
import { clamped } from '../../components/split-model';
import { SplitSeparator } from '../../components/split-separator';
import { desk } from '../../state/desk';
import { useStore } from '../../state/store';
import { ClocksView } from '../clocks/view';
import { CustodyView } from '../custody/view';
import { MessagePane } from '../message/view';
import { OverviewView } from '../overview/view';
import { PacketView } from '../packet/view';
import { RelationsView } from '../relations/view';
import { VotersView } from '../voters/view';
import { HeaderLine } from './header-line';
import { ListPane } from './list-pane';
import { useRememberedSize } from './sizes';
import { StatusLine } from './status-line';
import { TreePane } from './tree/tree-pane';
import { useWindowSize } from './use-window-size';
import './view.css';

interface WorkbenchViewProps {
  readonly app: AppState;
  readonly openCase: CaseState;
}

/** The frame: header line, three panes or one of the other places, status line. */
export function WorkbenchView({ app, openCase }: WorkbenchViewProps) {
  const [left, setLeft] = useRememberedSize(openCase.info.id, 'left', 236);
  const place = useStore(desk, (state) => state.place);
  const { width } = useWindowSize();
  const leftLimits = { min: 160, max: Math.min(420, width / 3) };
  return (
    <div className="workbench">
      <HeaderLine app={app} openCase={openCase} />
      {openCase.readOnly !== null && (
        <p role="status" className="read-only">
          {frame.readOnly(openCase.readOnly)}
        </p>
      )}
      {openCase.info.ruleSet.recorded !== openCase.info.ruleSet.current && (
        <p role="status" className="read-only">
          {frame.otherRules(openCase.info.ruleSet.added, openCase.info.ruleSet.gone)}
        </p>
      )}
      <main className="workbench-panes">
        <div className="workbench-left" style={{ inlineSize: clamped(left, leftLimits) }}>
          <PaneBoundary>
            <TreePane key={openCase.info.id} openCase={openCase} />
          </PaneBoundary>
        </div>
        <SplitSeparator
          label={frame.separatorLeft}
          orientation="vertical"
          grows={1}
          size={clamped(left, leftLimits)}
          limits={leftLimits}
          onResize={setLeft}
        />
        {place === 'messages' && <MessagesPlace caseId={openCase.info.id} left={clamped(left, leftLimits)} />}
        {place === 'overview' && (
          <PaneBoundary>
            <OverviewView openCase={openCase} />
          </PaneBoundary>
        )}
        {place === 'relations' && (
          <PaneBoundary>
            <RelationsView openCase={openCase} />
          </PaneBoundary>
        )}
        {place === 'voters' && (
          <PaneBoundary>
            <VotersView openCase={openCase} />
          </PaneBoundary>
        )}
        {place === 'clocks' && (
          <PaneBoundary>
            <ClocksView />
          </PaneBoundary>
        )}
        {place === 'custody' && (
          <PaneBoundary>
            <CustodyView />
          </PaneBoundary>
        )}
        {place === 'packet' && (
          <PaneBoundary>
            <PacketView app={app} openCase={openCase} />
          </PaneBoundary>
        )}
      </main>
      <StatusLine openCase={openCase} />
    </div>
  );
}

/** Below this width the message lies under the list instead of beside it. */
const NARROW = 1100;

/** Below this height, such as at 200 % zoom, the message gets all that the list can spare. */
const SHORT = 600;

/** List and message, side by side or one above the other. */
function MessagesPlace({ caseId, left }: { readonly caseId: string; readonly left: number }) {
  const { width, height } = useWindowSize();
  const narrow = width < NARROW;
  const open = useStore(desk, (state) => state.open);
  const [wide, setWide] = useRememberedSize(caseId, 'right', Math.round((width - left) * 0.5));
  const [high, setHigh] = useRememberedSize(caseId, 'below', Math.round(height * (height < SHORT ? 0.65 : 0.52)));
  const limits = narrow
    ? { min: 160, max: height - (height < SHORT ? 165 : 220) }
    : { min: 340, max: width - left - 340 };
  const size = clamped(narrow ? high : wide, limits);
  return (
    <div className={narrow ? 'messages-place messages-narrow' : 'messages-place'}>
      <PaneBoundary>
        <ListPane caseId={caseId} />
      </PaneBoundary>
      <SplitSeparator
        label={frame.separatorRight}
        orientation={narrow ? 'horizontal' : 'vertical'}
        grows={-1}
        size={size}
        limits={limits}
        onResize={narrow ? setHigh : setWide}
      />
      <div className="workbench-right" style={narrow ? { blockSize: size } : { inlineSize: size }}>
        <PaneBoundary resetKey={open}>
          <MessagePane />
        </PaneBoundary>
      </div>
    </div>
  );
}
