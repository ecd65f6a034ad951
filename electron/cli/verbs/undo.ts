import { undoVerb } from '../undo-verb';

export const undo = undoVerb('undo');
