import type { AuthenticationView } from '../../../../../shared/contract/authentication';
import { signatureForms } from '../../../../../shared/wording/signers';
import { authenticationWords as words } from '../../../../../shared/wording/window/authentication';
import { Button } from '../../../components/button';
import { MailText } from '../../../components/mail-text';

interface AuthenticationPanelProps {
  readonly authentication: AuthenticationView;
  /** Where the signature begins whose cover is shaded. */
  readonly covered: number | null;
  readonly onCover: (start: number | null) => void;
}

/** Signatures, chain and recorded results, with what each stands on; closed until it is asked for, absent where there are none. */
export function AuthenticationPanel({ authentication, covered, onCover }: AuthenticationPanelProps) {
  const { dkim, arc, arcChain, signers, spf, dmarc, results, furtherResults, dnsEvidence } = authentication;
  const stated = [...results, ...furtherResults].sort((one, other) => one.start - other.start);
  const signatures = dkim.length + arc.length + signers.length;
  if (signatures + stated.length === 0 && dnsEvidence === null) {
    return null;
  }
  return (
    <details className="authentication">
      <summary>
        {words.title}: {words.summary(signatures, stated.length)}
      </summary>
      <ul>
        {signers.map((signer) => (
          <Signer key={signer.start} signer={signer} />
        ))}
        {dkim.map((signature) => (
          <Signature key={signature.start} signature={signature} covered={covered} onCover={onCover} />
        ))}
        {arc.map((set) => (
          <li key={set.start}>
            <strong>
              <MailText text={words.arc(set.instance, set.domain)} />
            </strong>{' '}
            {`${words.body}: ${set.bodyHash}, ${words.signed}: ${set.signature}, ${words.seal}: ${set.seal}`}
            <span className="authentication-reason muted">{set.reason}</span>
          </li>
        ))}
        {arc.length > 0 && <Verdict name={words.chain} {...arcChain} />}
        <Verdict name={words.spf} {...spf} />
        <Verdict name={words.dmarc} {...dmarc} />
      </ul>
      {stated.length > 0 && (
        <>
          <strong>{words.recorded}</strong>
          <ul>
            {stated.map(({ authserv, method, result, trusted, start }) => (
              <li key={start}>
                <MailText text={words.result(authserv, method, result)} />
                {!trusted && <span className="muted"> ({words.claimed})</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted">{dnsEvidence === null ? words.noEvidence : words.evidence(dnsEvidence)}</p>
    </details>
  );
}

interface SignatureProps extends Omit<AuthenticationPanelProps, 'authentication'> {
  readonly signature: AuthenticationView['dkim'][number];
}

function Signature({ signature, covered, onCover }: SignatureProps) {
  const { domain, selector, bodyHash, signature: result, reason, start, uncovered } = signature;
  const isShaded = covered === start;
  const names = [...new Set(uncovered.map(({ name }) => name))].join(', ');
  return (
    <li>
      <strong>
        <MailText text={words.signature(domain, selector)} />
      </strong>{' '}
      {`${words.body}: ${bodyHash}, ${words.signed}: ${result} `}
      <Button kind="link" pressed={isShaded} onPress={() => onCover(isShaded ? null : start)}>
        {words.cover}
      </Button>
      <span className="authentication-reason muted">
        <MailText text={names === '' ? reason : `${reason} ${words.uncovered(names)}`} />
      </span>
    </li>
  );
}

/** A signature by whoever wrote the message. */
function Signer({ signer }: { readonly signer: AuthenticationView['signers'][number] }) {
  const { form, signer: name, addresses, issuer, content, signature, reason, chain, key } = signer;
  return (
    <li>
      <strong>
        <MailText text={words.signer(signatureForms[form], name, addresses.join(', '))} />
      </strong>{' '}
      {`${words.content}: ${content}, ${words.signed}: ${signature}`}
      <span className="authentication-reason muted">
        <MailText text={issuer === '' ? reason : `${words.issuer(issuer)} ${reason}`} />
      </span>
      {key !== null && (
        <span className="authentication-reason muted">
          <MailText text={`${words.key(key.fingerprint)}: ${key.reason}`} />
        </span>
      )}
      {chain !== null && (
        <span className="authentication-reason muted">
          {`${words.certificates}: ${words.chainResults[chain.result]}. `}
          <MailText text={chain.reason} />
        </span>
      )}
    </li>
  );
}

function Verdict({
  name,
  result,
  reason,
}: {
  readonly name: string;
  readonly result: string;
  readonly reason: string;
}) {
  return (
    <li>
      <strong>{name}</strong> {result}
      <span className="authentication-reason muted">
        <MailText text={reason} />
      </span>
    </li>
  );
}
