import { useState } from 'react';
import { toldFingerprint } from '../../../../shared/text/told-fingerprint';
import { verification } from '../../../../shared/wording/window/handover';
import { checkPacket } from '../../actions/packet-actions';
import { choose } from '../../api/desktop';
import { Button } from '../../components/button';
import { Field } from '../../components/field';
import { Group } from '../../components/group';
import { MailText } from '../../components/mail-text';
import { Problem } from '../../components/problem';
import type { PacketCheck } from '../../state/checked-packets';
import { useSubmit } from './use-submit';

interface FurtherCheckProps {
  /** How the packet was checked this time. */
  readonly before: PacketCheck;
  readonly onStarted: () => void;
}

/** The same packet once more, with what the person knows of its signer or holds beside it. */
export function FurtherCheck({ before, onStarted }: FurtherCheckProps) {
  const [told, setTold] = useState(before.fingerprint ?? '');
  const [files, setFiles] = useState(before.beside);
  const fingerprint = toldFingerprint(told) ?? null;
  const isWrong = told.trim() !== '' && fingerprint === null;
  const isReady = !isWrong && (fingerprint !== null || files.length > 0);
  const submit = useSubmit(async () => {
    await checkPacket({ place: before.place, beside: files, fingerprint });
    onStarted();
  });
  const ask = async (): Promise<void> => {
    const chosen = await choose('beside-packet');
    setFiles((present) => (chosen.length > 0 ? chosen : present));
  };
  return (
    <form
      className="further-check"
      aria-label={verification.furtherTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) {
          submit.run();
        }
      }}
    >
      <p className="muted">{verification.furtherLead}</p>
      <Field
        label={verification.told}
        value={told}
        onChange={setTold}
        maxLength={200}
        evidence
        hint={isWrong ? verification.toldWrong : verification.toldHint}
      />
      <Group className="further-files" label={verification.chosen}>
        <Button onPress={ask}>{verification.choose}</Button>
        {files.map(({ token, name }) => (
          <MailText key={token} text={name} />
        ))}
      </Group>
      <Problem sentence={submit.problem} />
      <Button submits disabled={submit.busy || !isReady}>
        {verification.again}
      </Button>
    </form>
  );
}
