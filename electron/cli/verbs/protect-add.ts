import { withMore } from '../../engine/session/change-protection';
import { protectVerb } from '../protect-verb';
import type { Verb } from '../verb';

export const protectAdd: Verb = protectVerb(withMore);
