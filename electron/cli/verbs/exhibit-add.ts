import { addExhibits } from '../../engine/session/choose-exhibits';
import { exhibitVerb } from '../exhibit-verb';
import type { Verb } from '../verb';

export const exhibitAdd: Verb = exhibitVerb('add', addExhibits);
