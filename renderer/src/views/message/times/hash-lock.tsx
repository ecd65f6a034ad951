import { useState } from 'react';
import { times as words } from '../../../../../shared/wording/window/message';
import { solveHashes } from '../../../actions/judgement-actions';
import { attempt } from '../../../actions/perform';
import { Button } from '../../../components/button';

/** The way to find a time that a script hashed into an id: how far to look, and the search itself. */
export function HashLock({ messageRef }: { readonly messageRef: string }) {
  const [seconds, setSeconds] = useState<number>(words.windows[0].seconds);
  return (
    <section className="hash-lock" aria-label={words.hashLock}>
      <p>{words.hashLockText}</p>
      <label>
        {words.window}{' '}
        <select value={seconds} onChange={(event) => setSeconds(Number(event.target.value))}>
          {words.windows.map((window) => (
            <option key={window.seconds} value={window.seconds}>
              {window.name}
            </option>
          ))}
        </select>
      </label>
      <Button onPress={() => void attempt(() => solveHashes([messageRef], seconds))}>{words.solve}</Button>
    </section>
  );
}
