import { list, tree } from '../../../../shared/wording/window/workbench';
import { importByDialog } from '../../actions/import-actions';
import { Button } from '../../components/button';
import { EmptyState } from '../../components/empty-state';

/** What stands where messages would be while the case has none: the way to the first ones. */
export function EmptyCase() {
  return (
    <EmptyState title={list.emptyCase} next={list.emptyCaseNext}>
      <Button kind="primary" onPress={() => importByDialog('import-files')}>
        {tree.addEvidence}
      </Button>
    </EmptyState>
  );
}
