import { useState } from 'react';
import type { CasePeople } from '../../../../shared/contract/case-people';
import type { Input } from '../../../../shared/contract/requests';
import { people as words } from '../../../../shared/wording/window/custody-acts';
import { recordAct } from '../../actions/custody-actions';
import { useRequest } from '../../api/use-request';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { DataTable, type TableColumn } from '../../components/data-table';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Group } from '../../components/group';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import { notify } from '../../state/notices';
import { session } from '../../state/session';
import { useStore } from '../../state/store';
import { useSubmit } from './use-submit';

type Role = CasePeople['people'][number]['role'];
type Guard = CasePeople['twoPersons'][number];
type Proposal = CasePeople['proposals'][number];

const columns: readonly TableColumn<CasePeople['people'][number]>[] = [
  {
    id: 'name',
    name: words.columns.name,
    cell: ({ name }) => (name === null ? <span className="muted">{words.unnamed}</span> : <MailText text={name} />),
  },
  { id: 'role', name: words.columns.role, cell: ({ role }) => words.roles[role] },
  { id: 'key', name: words.columns.key, cell: ({ key }) => key, kind: 'evidence' },
];

/** Who may do what in the case, what two people have to agree on, and what waits for a second person. */
export function PeopleDialog({ onClose }: { readonly onClose: () => void }) {
  const revision = useStore(session, (state) => state.revision);
  const { value, failure } = useRequest('people:list', {}, revision);
  return (
    <Dialog title={words.title} width="wide" onClose={onClose}>
      <p className="muted">{words.lead}</p>
      <Problem sentence={failure} />
      {value !== null && (
        <>
          <DataTable label={words.title} columns={columns} rows={value.people} keyOf={({ key }) => key} />
          {value.everybodyIsExaminer && <p>{words.everybody}</p>}
          <RoleForm isRuled={value.twoPersons.length > 0} />
          <RuleForm key={value.twoPersons.join()} twoPersons={value.twoPersons} />
          <Proposals proposals={value.proposals.filter(({ closedBy }) => closedBy === null)} />
        </>
      )}
    </Dialog>
  );
}

/** Records an act and says its entry. */
async function told<N extends Parameters<typeof recordAct>[0]>(name: N, input: Input<N>): Promise<void> {
  const entry = await recordAct(name, input);
  if (entry !== undefined) {
    notify(words.saved(entry));
  }
}

/** While two people have to agree, a role is proposed first; the same button gives it once that is approved. */
function RoleForm({ isRuled }: { readonly isRuled: boolean }) {
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('reviewer');
  const fingerprint = key.replaceAll(/[\s:]/g, '').toLowerCase();
  const isKey = /^[0-9a-f]{64}$/.test(fingerprint);
  const give = useSubmit(() => told('people:assign', { key: fingerprint, role, name: name.trim(), reason: '' }));
  const propose = useSubmit(() => told('release:propose', { act: 'role.assign', key: fingerprint, role, note: '' }));
  return (
    <section className="dialog-section">
      <h3>{words.give}</h3>
      <Field label={words.key} evidence maxLength={200} value={key} onChange={setKey} />
      <Field label={words.name} maxLength={400} value={name} onChange={setName} />
      <Choice
        label={words.columns.role}
        options={[
          ['reviewer', words.roles.reviewer],
          ['examiner', words.roles.examiner],
          ['read-only', words.roles['read-only']],
        ]}
        value={role}
        onChange={setRole}
      />
      <Group className="choices" label={words.give}>
        <Button disabled={!isKey || give.busy} onPress={give.run}>
          {words.assign}
        </Button>
        {isRuled && (
          <Button disabled={!isKey || propose.busy} onPress={propose.run}>
            {words.proposeRole}
          </Button>
        )}
      </Group>
      <Problem sentence={give.problem ?? propose.problem} />
    </section>
  );
}

const GUARDS: readonly Guard[] = ['release', 'redaction'];

function RuleForm({ twoPersons }: { readonly twoPersons: readonly Guard[] }) {
  const [wanted, setWanted] = useState(twoPersons);
  const toggle = (guard: Guard) =>
    setWanted(GUARDS.filter((one) => (one === guard ? !wanted.includes(one) : wanted.includes(one))));
  const isSame = wanted.join() === twoPersons.join();
  const set = useSubmit(() => told('people:two-people', { twoPersons: [...wanted], reason: '' }));
  const propose = useSubmit(() => told('release:propose', { act: 'policy.set', twoPersons: [...wanted], note: '' }));
  return (
    <section className="dialog-section">
      <h3>{words.rule}</h3>
      <Group className="choices" label={words.rule}>
        {GUARDS.map((guard) => (
          <Button key={guard} pressed={wanted.includes(guard)} onPress={() => toggle(guard)}>
            {words.guards[guard]}
          </Button>
        ))}
        <Button disabled={isSame || set.busy} onPress={set.run}>
          {words.set}
        </Button>
        {twoPersons.length > 0 && (
          <Button disabled={isSame || propose.busy} onPress={propose.run}>
            {words.proposeRule}
          </Button>
        )}
      </Group>
      <Problem sentence={set.problem ?? propose.problem} />
    </section>
  );
}

function Proposals({ proposals }: { readonly proposals: readonly Proposal[] }) {
  const propose = useSubmit(() => told('release:propose', { act: 'packet.export', redacted: false, note: '' }));
  return (
    <section className="dialog-section">
      <h3>{words.proposals}</h3>
      {proposals.length === 0 && <p className="muted">{words.noProposals}</p>}
      {proposals.map((proposal) => (
        <ProposalLine key={proposal.entry} proposal={proposal} />
      ))}
      <Button disabled={propose.busy} onPress={propose.run}>
        {words.proposePacket}
      </Button>
      <Problem sentence={propose.problem} />
    </section>
  );
}

function ProposalLine({ proposal }: { readonly proposal: Proposal }) {
  const { entry, act, about, decisions, by } = proposal;
  const last = decisions.filter((one) => one.by !== by).at(-1);
  const approve = useSubmit(() => told('release:decide', { proposal: entry, approved: true, reason: '' }));
  const refuse = useSubmit(() => told('release:decide', { proposal: entry, approved: false, reason: '' }));
  return (
    <>
      <Group className="choices" label={words.proposal(entry)}>
        <b>{words.proposal(entry)}</b>
        <span>
          {words.what[act]} <span className="evidence">{about}</span>
        </span>
        <span className="muted">{stateOf(last)}</span>
        <Button disabled={approve.busy} onPress={approve.run}>
          {words.approve}
        </Button>
        <Button disabled={refuse.busy} onPress={refuse.run}>
          {words.refuse}
        </Button>
      </Group>
      <Problem sentence={approve.problem ?? refuse.problem} />
    </>
  );
}

function stateOf(last: Proposal['decisions'][number] | undefined): string {
  if (last === undefined) {
    return words.undecided;
  }
  return last.approved ? words.approved(last.entry) : words.refused(last.entry);
}
