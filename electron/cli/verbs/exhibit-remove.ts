import { removeExhibits } from '../../engine/session/choose-exhibits';
import { exhibitVerb } from '../exhibit-verb';
import type { Verb } from '../verb';

export const exhibitRemove: Verb = exhibitVerb('remove', removeExhibits);
