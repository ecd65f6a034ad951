import { useState } from 'react';
import { type CommandName, commandNames, palette, paneKeys } from '../../../../shared/wording/window/commands';
import { keyWords as words } from '../../../../shared/wording/window/keys';
import { keysOf, OWN_KEYS, withOwnKeys, withoutKeys, workingKeysOf } from '../../commands/key-map';
import { changeKeyMap, keyMap } from '../../commands/key-settings';
import { type Command, commands } from '../../commands/registry';
import { Button } from '../../components/button';
import { CheckRow } from '../../components/check-row';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { useStore } from '../../state/store';
import { KeyCapture } from './key-capture';
import './keys-dialog.css';

interface PaneKey {
  readonly keys: string;
  readonly name: string;
}

const paneColumns: readonly TableColumn<PaneKey>[] = [
  { id: 'keys', name: words.key, cell: (row) => <span className="key">{row.keys}</span> },
  { id: 'name', name: palette.keysFor, cell: (row) => row.name, kind: 'prose' },
];

/** All keys: those of commands to change, those of the panes to read. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const map = useStore(keyMap, (state) => state);
  const [asking, setAsking] = useState<CommandName | null>(null);
  return (
    <Dialog title={palette.keysTitle} width="wide" onClose={onClose}>
      <p className="dialog-lead">{palette.keysLead}</p>
      <div className="keys-settings">
        <CheckRow
          state={map.singleKeysOff ? 'off' : 'on'}
          onChange={(on) => changeKeyMap((before) => ({ ...before, singleKeysOff: !on }))}
        >
          {words.singleKeys}
        </CheckRow>
        <Button
          disabled={Object.keys(map.changed).length === 0}
          onPress={() => changeKeyMap(({ singleKeysOff }) => ({ ...OWN_KEYS, singleKeysOff }))}
        >
          {words.allBack}
        </Button>
      </div>
      <DataTable
        label={words.ofCommands}
        columns={commandColumns(asking, setAsking)}
        rows={commands}
        keyOf={({ id }) => id}
      />
      <h3 className="section-name">{words.ofPanes}</h3>
      <p className="muted">{words.ofPanesLead}</p>
      <DataTable
        label={words.ofPanes}
        columns={paneColumns}
        rows={paneKeys.map(({ keys, name, where }) => ({ keys, name: `${where}: ${name}` }))}
        keyOf={(row) => row.keys + row.name}
      />
    </Dialog>
  );
}

/** @param asking the command that waits for its key */
function commandColumns(
  asking: CommandName | null,
  ask: (command: CommandName | null) => void,
): readonly TableColumn<Command>[] {
  return [
    { id: 'name', name: palette.keysFor, cell: ({ id }) => commandNames[id], kind: 'prose' },
    {
      id: 'keys',
      name: words.key,
      cell: (command) =>
        asking === command.id ? (
          <KeyCapture command={command.id} onDone={() => ask(null)} />
        ) : (
          <Keys command={command} />
        ),
    },
    {
      id: 'change',
      name: words.change,
      cell: (command) =>
        command.keysFixed === true || asking === command.id ? null : (
          <KeyButtons command={command} onAsk={() => ask(command.id)} />
        ),
    },
  ];
}

/** Keys that are switched off stay to be seen, struck through. */
function Keys({ command }: { readonly command: Command }) {
  const map = useStore(keyMap, (state) => state);
  const keys = keysOf(map, command);
  const working = new Set(workingKeysOf(map, command));
  if (keys.length === 0) {
    return <span className="muted">{words.none}</span>;
  }
  return keys.map((chord) =>
    working.has(chord) ? (
      <kbd key={chord} className="key keys-chord">
        {chord}
      </kbd>
    ) : (
      <s key={chord} className="key keys-chord" title={words.off}>
        {chord}
      </s>
    ),
  );
}

function KeyButtons({ command, onAsk }: { readonly command: Command; readonly onAsk: () => void }) {
  const map = useStore(keyMap, (state) => state);
  const name = commandNames[command.id];
  return (
    <span className="keys-buttons">
      <Button kind="link" label={words.changeOf(name)} onPress={onAsk}>
        {words.change}
      </Button>
      {keysOf(map, command).length > 0 && (
        <Button
          kind="link"
          label={words.clearOf(name)}
          onPress={() => changeKeyMap((before) => withoutKeys(before, commands, command.id))}
        >
          {words.clear}
        </Button>
      )}
      {command.id in map.changed && (
        <Button
          kind="link"
          label={words.backOf(name)}
          onPress={() => changeKeyMap((before) => withOwnKeys(before, commands, command.id))}
        >
          {words.back}
        </Button>
      )}
    </span>
  );
}
