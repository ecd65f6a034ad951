import type { AppState, CaseState } from '../../../../shared/contract/requests';
import { common } from '../../../../shared/wording/window/common';
import { identity } from '../../../../shared/wording/window/start';
import { frame } from '../../../../shared/wording/window/workbench';
import { lockKey, unlockKey } from '../../actions/case-actions';
import { focusList } from '../../commands/registry';
import { useCommandKey } from '../../commands/use-command-key';
import { Button } from '../../components/button';
import { openDialog } from '../../state/dialogs';
import { SearchField } from './search/search-field';

interface HeaderLineProps {
  readonly app: AppState;
  readonly openCase: CaseState;
}

/** The top line: which case, the search, who acts. */
export function HeaderLine({ app, openCase }: HeaderLineProps) {
  const { name, number } = openCase.info;
  const paletteKey = useCommandKey('help.palette');
  return (
    <header className="header-line">
      <Button kind="quiet" className="skip-link" onPress={focusList}>
        {frame.skipToList}
      </Button>
      <h1 className="header-case" aria-label={`${frame.caseLabel}: ${number} ${name}`}>
        <span className="header-product">{common.product}</span>
        {number !== '' && <span className="header-number">{number}</span>}
        <span className="header-name" title={name}>
          {name}
        </span>
      </h1>
      <SearchField />
      <div className="header-right">
        <Button kind="quiet" keys={paletteKey} onPress={() => openDialog({ kind: 'palette' })}>
          {frame.commands} <span className="key">{paletteKey}</span>
        </Button>
        <KeyState app={app} />
      </div>
    </header>
  );
}

/** Who acts, and whether the key is open; one press changes it. */
function KeyState({ app }: { readonly app: AppState }) {
  if (app.examiner === null) {
    return (
      <Button kind="quiet" onPress={() => openDialog({ kind: 'identity', settle: () => {} })}>
        {identity.noExaminer}
      </Button>
    );
  }
  const state = app.unlocked ? identity.unlocked : identity.locked;
  return (
    <Button
      kind="quiet"
      label={`${app.examiner.name}, ${state}`}
      onPress={() => (app.unlocked ? void lockKey() : unlockKey())}
    >
      {app.examiner.name} <span className={app.unlocked ? 'key-state key-open' : 'key-state'} />
      <span className="meta">{state}</span>
    </Button>
  );
}
