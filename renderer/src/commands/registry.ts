import type { CommandName } from '../../../shared/wording/window/commands';
import { askNewCase, closeCase, lockKey, openCaseByDialog, openSample, unlockKey } from '../actions/case-actions';
import { writeDnsQuestions } from '../actions/dns-actions';
import { askPaste, importByDialog } from '../actions/import-actions';
import { askAnnotation, changeExhibits, chosenRefs } from '../actions/judgement-actions';
import { askOnChosen, toggleTag } from '../actions/many-actions';
import { goTo, verifyCase, verifyPacket } from '../actions/packet-actions';
import { askSaveSearch } from '../actions/search-actions';
import { redo, undo } from '../actions/undo-actions';
import { desk, type MessageTab, showingHeaders, withTab } from '../state/desk';
import { openDialog } from '../state/dialogs';
import { session } from '../state/session';
import { chooseTheme } from '../state/theme';
import { cyclePane, focusBoundary, focusPaneNamed, focusSearch } from './panes';

/** Something that a person can ask for by palette, key or menu. */
export interface Command {
  readonly id: CommandName;
  readonly keys: readonly string[];
  /** Keys that everybody has to find where they are. */
  readonly keysFixed?: boolean;
  /** What has to be open for the command to make sense. */
  readonly needs: 'nothing' | 'case' | 'message';
  /** Fields that are typed into have the same of their own, which goes first. */
  readonly fieldsFirst?: boolean;
  readonly run: () => unknown;
}

const tab = (name: MessageTab) => () => {
  goTo('messages');
  desk.update((state) => withTab(state, name));
};

const stepToFinding = (step: 1 | -1) => () => {
  goTo('messages');
  desk.update((state) => showingHeaders(state, { step }));
};

/** The field for the boundary is focused once the route tab is drawn. */
const toBoundary = () => {
  goTo('messages');
  desk.update((state) => withTab(state, 'route'));
  requestAnimationFrame(() => requestAnimationFrame(focusBoundary));
};

/** Without a message, what can be found in is the case. */
const findInMessage = () => {
  if (desk.get().open === null) {
    focusSearch();
    return;
  }
  goTo('messages');
  desk.update((state) => showingHeaders(state, { find: true }));
};

/** All commands, one line each; the menu's events, the palette, the key help and the keyboard read this list. */
export const commands: readonly Command[] = [
  { id: 'case.new', keys: ['Ctrl+N'], needs: 'nothing', run: askNewCase },
  { id: 'case.open', keys: ['Ctrl+Shift+O'], needs: 'nothing', run: openCaseByDialog },
  { id: 'case.sample', keys: [], needs: 'nothing', run: openSample },
  { id: 'case.close', keys: ['Ctrl+Shift+W'], needs: 'case', run: closeCase },
  { id: 'case.verify', keys: ['Ctrl+Shift+V'], needs: 'case', run: verifyCase },
  { id: 'import.files', keys: ['Ctrl+O'], needs: 'case', run: () => importByDialog('import-files') },
  { id: 'import.folder', keys: [], needs: 'case', run: () => importByDialog('import-folder') },
  { id: 'import.paste', keys: [], needs: 'case', run: askPaste },
  { id: 'dns.questions', keys: [], needs: 'case', run: writeDnsQuestions },
  { id: 'packet.export', keys: ['Ctrl+E'], needs: 'case', run: () => goTo('packet') },
  { id: 'packet.verify', keys: [], needs: 'nothing', run: () => verifyPacket('packet-file') },
  { id: 'packet.verify-folder', keys: [], needs: 'nothing', run: () => verifyPacket('packet-folder') },
  { id: 'edit.undo', keys: ['Ctrl+Z'], needs: 'case', fieldsFirst: true, run: undo },
  { id: 'edit.redo', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], needs: 'case', fieldsFirst: true, run: redo },
  { id: 'view.messages', keys: ['Ctrl+1'], needs: 'case', run: () => goTo('messages') },
  { id: 'view.custody', keys: ['Ctrl+2'], needs: 'case', run: () => goTo('custody') },
  { id: 'view.overview', keys: ['Ctrl+3'], needs: 'case', run: () => goTo('overview') },
  { id: 'view.relations', keys: ['Ctrl+4'], needs: 'case', run: () => goTo('relations') },
  { id: 'view.voters', keys: ['Ctrl+5'], needs: 'case', run: () => goTo('voters') },
  { id: 'view.clocks', keys: ['Ctrl+6'], needs: 'case', run: () => goTo('clocks') },
  { id: 'view.summary', keys: ['Alt+1'], needs: 'message', run: tab('summary') },
  { id: 'view.headers', keys: ['Alt+2', 'Ctrl+U'], needs: 'message', run: tab('headers') },
  { id: 'view.route', keys: ['Alt+3'], needs: 'message', run: tab('route') },
  { id: 'view.times', keys: ['Alt+4'], needs: 'message', run: tab('times') },
  { id: 'view.body', keys: ['Alt+5'], needs: 'message', run: tab('body') },
  { id: 'view.attachments', keys: ['Alt+6'], needs: 'message', run: tab('attachments') },
  { id: 'view.structure', keys: ['Alt+7'], needs: 'message', run: tab('structure') },
  { id: 'finding.next', keys: ['n'], needs: 'message', run: stepToFinding(1) },
  { id: 'finding.previous', keys: ['p'], needs: 'message', run: stepToFinding(-1) },
  { id: 'message.annotate', keys: ['a'], needs: 'message', run: askAnnotation },
  { id: 'messages.assess', keys: ['s'], needs: 'case', run: () => askOnChosen('assess-many') },
  { id: 'messages.annotate', keys: [], needs: 'case', run: () => askOnChosen('annotate-many') },
  { id: 'messages.tag', keys: ['t'], needs: 'case', run: () => askOnChosen('tag') },
  { id: 'tag.toggle-1', keys: ['1'], needs: 'case', run: () => toggleTag(1) },
  { id: 'tag.toggle-2', keys: ['2'], needs: 'case', run: () => toggleTag(2) },
  { id: 'tag.toggle-3', keys: ['3'], needs: 'case', run: () => toggleTag(3) },
  { id: 'tag.toggle-4', keys: ['4'], needs: 'case', run: () => toggleTag(4) },
  { id: 'tag.toggle-5', keys: ['5'], needs: 'case', run: () => toggleTag(5) },
  { id: 'tag.toggle-6', keys: ['6'], needs: 'case', run: () => toggleTag(6) },
  { id: 'tag.toggle-7', keys: ['7'], needs: 'case', run: () => toggleTag(7) },
  { id: 'tag.toggle-8', keys: ['8'], needs: 'case', run: () => toggleTag(8) },
  { id: 'tag.toggle-9', keys: ['9'], needs: 'case', run: () => toggleTag(9) },
  { id: 'message.boundary', keys: ['b'], needs: 'message', run: toBoundary },
  { id: 'case.redact', keys: [], needs: 'case', run: () => openDialog({ kind: 'redact' }) },
  { id: 'case.protect', keys: [], needs: 'case', run: () => openDialog({ kind: 'protect' }) },
  { id: 'custody.record', keys: [], needs: 'case', run: () => openDialog({ kind: 'custody' }) },
  { id: 'case.people', keys: [], needs: 'case', run: () => openDialog({ kind: 'people' }) },
  { id: 'message.exhibit', keys: ['e'], needs: 'case', run: () => changeExhibits('exhibit:add', chosenRefs()) },
  { id: 'message.unexhibit', keys: [], needs: 'case', run: () => changeExhibits('exhibit:remove', chosenRefs()) },
  { id: 'message.find', keys: ['Ctrl+F'], needs: 'case', run: findInMessage },
  { id: 'search.focus', keys: ['/', 'Ctrl+Shift+F'], needs: 'case', run: focusSearch },
  { id: 'search.save', keys: ['Ctrl+S'], needs: 'case', run: askSaveSearch },
  { id: 'pane.next', keys: ['F6'], keysFixed: true, needs: 'case', run: () => cyclePane(1) },
  { id: 'pane.previous', keys: ['Shift+F6'], keysFixed: true, needs: 'case', run: () => cyclePane(-1) },
  { id: 'identity.unlock', keys: [], needs: 'nothing', run: unlockKey },
  { id: 'identity.lock', keys: ['Ctrl+L'], needs: 'nothing', run: lockKey },
  { id: 'identity.show', keys: [], needs: 'nothing', run: () => openDialog({ kind: 'key' }) },
  { id: 'theme.system', keys: [], needs: 'nothing', run: () => chooseTheme('system') },
  { id: 'theme.light', keys: [], needs: 'nothing', run: () => chooseTheme('light') },
  { id: 'theme.dark', keys: [], needs: 'nothing', run: () => chooseTheme('dark') },
  { id: 'theme.contrast', keys: [], needs: 'nothing', run: () => chooseTheme('contrast') },
  { id: 'help.palette', keys: ['Ctrl+K', 'F1'], needs: 'nothing', run: () => openDialog({ kind: 'palette' }) },
  { id: 'help.keys', keys: ['?'], needs: 'nothing', run: () => openDialog({ kind: 'keys' }) },
  { id: 'help.about', keys: [], needs: 'nothing', run: () => openDialog({ kind: 'about' }) },
];

export function isAvailable(command: Command): boolean {
  if (command.needs === 'nothing') {
    return true;
  }
  return session.get().openCase !== null && (command.needs === 'case' || desk.get().open !== null);
}

/** Runs a command by its name; a name that is unknown or makes no sense now does nothing. */
export function runCommand(id: string): void {
  const command = commands.find((known) => known.id === id);
  if (command !== undefined && isAvailable(command)) {
    command.run();
  }
}

/** Focuses the list from anywhere, for the skip link. */
export function focusList(): void {
  focusPaneNamed('list');
}
