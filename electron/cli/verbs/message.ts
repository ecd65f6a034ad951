import type { HopView, MessageView } from '../../../shared/contract/model';
import { signatureForms } from '../../../shared/wording/signers';
import { readMessage } from '../../engine/session/read-message';
import type { Verb } from '../verb';
import { withCase } from '../with-case';
import { checkedRef, noMorePositionals, requiredPositional } from '../words';

export const message: Verb = {
  usage: 'DIR REF',
  options: {},
  run: async (call) => {
    const dir = requiredPositional(call, 0, "The case's folder");
    const ref = checkedRef(requiredPositional(call, 1, 'The message (such as E-001/42)'));
    noMorePositionals(call, 2);
    const view = await withCase(call, dir, 'read', (session) => readMessage(session, ref));
    return { json: view, text: messageLines(view) };
  },
};

function messageLines(view: MessageView): readonly string[] {
  return [
    `${view.ref}  ${view.subject}`,
    `  from         ${view.from}`,
    `  to           ${view.to}`,
    `  reply to     ${view.replyTo}`,
    `  return path  ${view.returnPath}`,
    `  date         ${view.dateAsWritten}`,
    `  message id   ${view.messageId}`,
    `  SHA-256      ${view.sha256}`,
    ...cameLines(view),
    ...view.authentication.signers.flatMap(signerLines),
    '',
    'Route, newest first:',
    ...view.route.flatMap(hopLines),
    '',
    `Findings: ${view.findings.length}`,
    ...view.findings.map((finding) => `  ${finding.severity.padEnd(6)} ${finding.rule}: ${finding.summary}`),
    '',
    `Attachments: ${view.attachments.length}`,
    ...view.attachments.map(
      (attachment) =>
        `  ${attachment.name || '(no name)'}  ${attachment.type}  ${attachment.bytes} bytes  ${attachment.sha256}`,
    ),
    ...(view.bodyProblem === null ? [] : ['', view.bodyProblem]),
  ];
}

type Signer = MessageView['authentication']['signers'][number];

function signerLines({ form, signer, addresses, content, signature, chain, key }: Signer): readonly string[] {
  const who = [signatureForms[form], signer, ...addresses].filter((part) => part !== '').join(' ');
  return [
    `  signed       ${who}: part ${content}, signature ${signature}`,
    ...(chain === null ? [] : [`  chain        ${chain.result}: ${chain.reason}`]),
    ...(key === null ? [] : [`  key          ${key.fingerprint}: ${key.reason}`]),
  ];
}

function hopLines(hop: HopView): readonly string[] {
  const { tls, registered, account, localUser, clock } = hop;
  const further = [
    ...(tls === null ? [] : [`encrypted: ${[tls.version, tls.cipher].filter((part) => part !== '').join(', ')}`]),
    ...(registered === null
      ? []
      : [
          `registered in ${[registered.country, registered.network, registered.asn].filter((part) => part !== '').join(', ')} (table of ${registered.tableDate})`,
        ]),
    ...(account === '' ? [] : [`account ${account}`]),
    ...(localUser === '' ? [] : [`user ${localUser} of that computer`]),
    ...(clock === null ? [] : [`clock ${-clock.offsetSeconds} s behind in ${clock.otherMessages} other messages`]),
  ];
  const claim = hop.trusted ? '' : '  (claimed, not verified)';
  return [
    `  ${hop.time ?? 'no time'}  ${hop.from || hop.helo || '?'} [${hop.ip}] -> ${hop.by}${claim}`,
    ...further.map((line) => `      ${line}`),
  ];
}

/** How it came, where it did not come as bytes of its own. */
function cameLines({ origin, parent, rebuilt }: MessageView): readonly string[] {
  return [
    ...(origin === 'acquired' ? [] : [`  origin       ${origin}${parent === null ? '' : `, inside ${parent}`}`]),
    ...(rebuilt === null ? [] : [`  rebuilt by   ${rebuilt.by}`]),
    ...(rebuilt === null ? [] : rebuilt.missing.map((one) => `  not stored   ${one}`)),
    ...(rebuilt?.done ?? []).map((one) => `  done         ${one}`),
  ];
}
