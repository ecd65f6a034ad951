import { figure as words } from '../../../shared/wording/window/message';
import { request } from '../api/client';
import { choose } from '../api/desktop';
import { notify } from '../state/notices';
import { attempt } from './perform';

/** Asks where a figure is to lie, and writes it. */
export function saveFigure(name: string, svg: string): Promise<void> {
  return attempt(async () => {
    const [chosen] = await choose('figure-file', name);
    if (chosen !== undefined) {
      const { file } = await request('figure:save', { svg, place: chosen.token });
      notify(words.saved(file));
    }
  });
}
