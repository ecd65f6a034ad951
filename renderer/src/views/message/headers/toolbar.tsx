import { useState } from 'react';
import type { SpanData } from '../../../../../shared/contract/model';
import { headers } from '../../../../../shared/wording/window/headers';
import { Button } from '../../../components/button';
import { readRange } from './model';

interface ToolbarProps {
  readonly findings: number;
  readonly length: number;
  readonly span: SpanData | null;
  readonly lineEnds: boolean;
  readonly onLineEnds: (shown: boolean) => void;
  readonly wrap: boolean;
  readonly onWrap: (wraps: boolean) => void;
  readonly onFind: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onAnnotate: () => void;
  readonly onCite: () => void;
  readonly onMark: (span: SpanData) => void;
}

/** What can be done with findings and with bytes; everything here has a key as well. */
export function Toolbar(props: ToolbarProps) {
  const [marking, setMarking] = useState(false);
  return (
    <div role="toolbar" aria-label={headers.toolbar} className="header-toolbar">
      <span className="muted">{headers.findingCount(props.findings)}</span>
      <Button
        kind="quiet"
        label={headers.previous}
        keys="p"
        disabled={props.findings === 0}
        onPress={() => props.onStep(-1)}
      >
        ↑
      </Button>
      <Button
        kind="quiet"
        label={headers.next}
        keys="n"
        disabled={props.findings === 0}
        onPress={() => props.onStep(1)}
      >
        ↓
      </Button>
      <Button kind="quiet" keys="a" disabled={props.span === null} onPress={props.onAnnotate}>
        {headers.annotate}
      </Button>
      <Button kind="quiet" keys="Ctrl+Shift+C" onPress={props.onCite}>
        {headers.copyCitation}
      </Button>
      <Button kind="quiet" pressed={props.lineEnds} onPress={() => props.onLineEnds(!props.lineEnds)}>
        {headers.showLineEnds}
      </Button>
      <Button kind="quiet" pressed={props.wrap} onPress={() => props.onWrap(!props.wrap)}>
        {headers.wrap}
      </Button>
      <Button kind="quiet" keys="Ctrl+F" onPress={props.onFind}>
        {headers.findShort}
      </Button>
      <Button kind="quiet" pressed={marking} onPress={() => setMarking(!marking)}>
        {headers.markBytes}
      </Button>
      {marking && <MarkBytes length={props.length} onMark={props.onMark} />}
    </div>
  );
}

/** Bytes by number, for those who do not drag. */
function MarkBytes({ length, onMark }: { readonly length: number; readonly onMark: (span: SpanData) => void }) {
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const range = readRange(from, to, length);
  return (
    <form
      className="mark-bytes"
      onSubmit={(event) => {
        event.preventDefault();
        if (range !== null) {
          onMark(range);
        }
      }}
    >
      <input
        className="offset-field"
        inputMode="numeric"
        aria-label={headers.markFrom}
        placeholder={headers.markFrom}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      />
      <input
        className="offset-field offset-to"
        inputMode="numeric"
        aria-label={headers.markTo}
        placeholder={headers.markTo}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button kind="quiet" submits disabled={range === null}>
        {headers.mark}
      </Button>
    </form>
  );
}
