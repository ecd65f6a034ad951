import { type KeyboardEvent, useEffect, useRef } from 'react';
import { headers } from '../../../../../shared/wording/window/headers';
import { Button } from '../../../components/button';
import { grouped } from '../../../format/numbers';
import { MOST_FOUND } from './find';
import type { Find } from './use-find';

interface FindBarProps {
  readonly find: Find;
  readonly onClose: () => void;
}

/** Finds bytes in the header: Enter goes on, Shift+Enter goes back, Esc closes. Nothing while nothing is looked for. */
export function FindBar({ find, onClose }: FindBarProps) {
  const close = (): void => {
    find.close();
    onClose();
  };
  return find.text === null ? null : <OpenBar find={find} text={find.text} onClose={close} />;
}

function OpenBar({ find, text, onClose }: FindBarProps & { readonly text: string }) {
  const { found, at, ask, look, step } = find;
  const field = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again means focused again
  useEffect(() => field.current?.select(), [ask]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== 'Escape') {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      onClose();
    } else {
      step(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <search className="find-bar">
      <input
        ref={field}
        type="search"
        className="find-field"
        aria-label={headers.find}
        placeholder={headers.find}
        value={text}
        maxLength={400}
        spellCheck={false}
        onChange={(event) => look(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <span className="muted" role="status">
        {text === '' ? '' : headers.found(grouped(at), grouped(found.length), found.length >= MOST_FOUND)}
      </span>
      <Button kind="quiet" label={headers.findPrevious} disabled={found.length === 0} onPress={() => step(-1)}>
        ↑
      </Button>
      <Button kind="quiet" label={headers.findNext} disabled={found.length === 0} onPress={() => step(1)}>
        ↓
      </Button>
      <Button kind="quiet" label={headers.findClose} onPress={onClose}>
        ✕
      </Button>
    </search>
  );
}
