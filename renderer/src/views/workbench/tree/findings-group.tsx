import { useDeferredValue } from 'react';
import type { CaseState } from '../../../../../shared/contract/requests';
import { tree } from '../../../../../shared/wording/window/workbench';
import { SeverityMark } from '../../../components/severity-mark';
import { grouped } from '../../../format/numbers';
import { term } from '../../../format/query';
import { readSeverity } from '../grid/row-model';
import { type Family, familiesOf, type RuleEntry } from './families';
import { FoldHead } from './fold-head';
import { TreeEntry } from './tree-entry';
import { TreeGroup } from './tree-group';
import { useFold } from './use-fold';

interface FindingsGroupProps {
  readonly caseId: string;
  readonly rules: CaseState['rules'];
}

const NONE_YET: CaseState['rules'] = [];

/** Findings by rule, the most severe first; a long list by family. They come after the messages: who opens a case waits for those. */
export function FindingsGroup({ caseId, rules }: FindingsGroupProps) {
  const shown = useDeferredValue(rules, NONE_YET);
  const families = familiesOf(shown);
  return (
    <TreeGroup
      caseId={caseId}
      name={tree.findings}
      count={rules.length}
      empty={rules.length === 0 ? tree.noFindings : null}
    >
      {families === null
        ? shown.map((rule) => <FindingEntry key={rule.rule} rule={rule} />)
        : families.map((family) => <FamilyEntries key={family.name} caseId={caseId} family={family} />)}
    </TreeGroup>
  );
}

function FamilyEntries({ caseId, family }: { readonly caseId: string; readonly family: Family }) {
  const [folded, fold] = useFold(caseId, `${tree.findings}.${family.name}`);
  return (
    <section aria-label={family.name}>
      <FoldHead className="tree-family" folded={folded} onFold={fold}>
        <SeverityMark severity={readSeverity(family.rules[0]?.severity ?? '')} />
        <span className="tree-label">{family.name}</span>
        <span className="tree-size">{tree.rules(grouped(family.rules.length))}</span>
      </FoldHead>
      {!folded && (
        <div className="tree-inner">
          {family.rules.map((rule) => (
            <FindingEntry key={rule.rule} rule={rule} />
          ))}
        </div>
      )}
    </section>
  );
}

function FindingEntry({ rule: { rule, severity, title, messages } }: { readonly rule: RuleEntry }) {
  return (
    <TreeEntry
      query={term('rule', rule)}
      count={messages}
      hint={rule}
      mark={<SeverityMark severity={readSeverity(severity)} />}
    >
      {title}
    </TreeEntry>
  );
}
