import { undoVerb } from '../undo-verb';

export const redo = undoVerb('redo');
