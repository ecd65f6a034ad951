import { checkCms } from '../../signers/check-cms';
import { verifyRsa } from '../../signers/rsa';
import { durationInWords, listInWords, timeInWords } from '../../wording/rules';
import { signatureForms } from '../../wording/signers';
import { isSameOrganisation } from '../domain';
import type { Observation, Rule, RuleInput } from '../rule';
import type { MessageSignature } from '../signatures/message-signature';
import { signedParts } from '../signatures/signed-parts';
import { gradeOfDistance, HOUR_MS, NOTHING, observed } from './observe';
import { sameBytesAs } from './same-bytes';

/** Rules about signatures by whoever wrote the message: S/MIME and OpenPGP. Whose keys they are is not judged. */

const SIGNED = 'RFC 8551 section 2.5.1 (S/MIME); RFC 5652 section 11.3; RFC 9580 section 5.2.3.11 (OpenPGP)';

const MAX_SIGNATURES = 5;

/** Those over what this message says; of enclosed messages and files others hold. */
function ownSignatures(input: RuleInput): readonly MessageSignature[] {
  return signedParts(input)
    .signatures.filter(({ isOwn }) => isOwn)
    .slice(0, MAX_SIGNATURES);
}

const forEach = (input: RuleInput, look: (one: MessageSignature) => readonly Observation[]): readonly Observation[] =>
  ownSignatures(input).flatMap(look);

const contentChanged: Rule = {
  id: 'signature.content-changed',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'The signed part of this copy is not what was signed',
  summary:
    'The message was signed with {form}. The digest ({hash}) in the signature is not that of the signed part as it lies in this copy.',
  explanation:
    'A signature contains a digest: a number computed from what was signed, which differs when a single ' +
    'character is changed. Line ends and the quoting of mailbox files were undone before it was computed here. ' +
    'The part was changed after it was signed, or the signature belongs to something else. It does not tell what ' +
    'was changed, or by whom.' +
    sameBytesAs('The message carries a signature of the kind that authors make'),
  innocent: [
    'a server or list that put the part into another encoding, or added a banner or footer to it',
    'names that were taken out of this copy to protect somebody',
    'an export that rewrote the part',
    'a program that makes its digest in another way than the standard asks for',
  ],
  settle: 'The message as it lies in the sender’s mailbox or at another recipient, fetched without conversion.',
  reference: 'RFC 1847 section 2.1; RFC 5652 section 5.4; RFC 3156 section 5; RFC 9580 section 5.2.4',
  look: (input) =>
    forEach(input, ({ form, hash, content, span, covers }) =>
      content === 'changed'
        ? observed(span, { form: signatureForms[form], hash }, undefined, covers === undefined ? [] : [covers])
        : NOTHING,
    ),
};

const otherKey: Rule = {
  id: 'signature.other-key',
  version: 1,
  family: 'authentication',
  severity: 'high',
  title: 'The signature does not fit the key in the signer’s certificate',
  summary:
    'The S/MIME signature names the certificate of {name}. The signed part fits the digest in the signature, but ' +
    'the signature itself does not fit that certificate’s key.',
  explanation:
    'An S/MIME signature contains a digest of the signed part, and over it a number that only the holder of the ' +
    'key can make. The certificate says which key that is. Here the digest is right and the number is not. ' +
    'Another key made it, or the signature was damaged in a way that left all the rest readable.',
  innocent: [
    'a copy in which only the signature itself was damaged on the way',
    'a program that signs its attributes in another way than the standard asks for',
  ],
  settle: 'Another copy of the message, from the sender’s mailbox or another recipient; a check with another program.',
  reference: 'RFC 5652 sections 5.4 and 5.6; RFC 8017 section 8.2.2',
  look: (input) =>
    forEach(input, (one) => {
      const { cms, content, signer, span, certificate } = one;
      const key = cms?.certificate?.publicKey;
      if (cms === undefined || key === undefined || content !== 'unchanged') {
        return NOTHING;
      }
      const name = signer === '' ? 'the signer' : `“${signer.slice(0, LONGEST_NAME)}”`;
      const isOther = checkCms(one, cms, key, verifyRsa).check === 'bad';
      const bound = certificate === undefined ? [] : [certificate.notBefore.place];
      return isOther ? observed(span, { name }, undefined, bound) : NOTHING;
    }),
};

const timeDisagrees: Rule = {
  id: 'signature.time-disagrees',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'The message was signed at another time than it is dated',
  summary:
    'The {form} signature says that it was made at {signedTime}. The Date field says {dateTime}, {difference} {order}.',
  explanation:
    'A program that signs a message writes the time into the signature, which covers it; usually it does not ' +
    'cover the Date field. Both are made when the message is sent. Where they differ, one was changed, a clock ' +
    'was wrong, or the signed text is older than this message: it can be sent again under another date and ' +
    'subject.',
  innocent: [
    'a message that was signed as a draft and sent later',
    'a clock that was set between signing and sending',
    'a message that somebody sent again, or a list delivered again, with a new date',
  ],
  settle:
    'The other clocks of the message; the copy in the sender’s mailbox; whether the signature also covers the subject and the date.',
  reference: SIGNED,
  look: (input) =>
    forEach(input, ({ form, signedAt }) => {
      const { date } = input.anatomy;
      if (signedAt === undefined || date?.instantMs === undefined) {
        return NOTHING;
      }
      const ahead = signedAt.value - date.instantMs;
      if (Math.abs(ahead) <= HOUR_MS) {
        return NOTHING;
      }
      const values = {
        form: signatureForms[form],
        signedTime: timeInWords(signedAt.value),
        dateTime: timeInWords(date.instantMs),
        difference: durationInWords(ahead),
        order: ahead > 0 ? 'earlier' : 'later',
      };
      return observed(date.span, values, gradeOfDistance(Math.abs(ahead)), [signedAt.place]);
    }),
};

const certificateNotValid: Rule = {
  id: 'signature.certificate-not-valid',
  version: 1,
  family: 'authentication',
  severity: 'medium',
  title: 'The signer’s certificate was not valid at the time of signing',
  summary:
    'The certificate of {name} is valid from {from} to {until}. {clock} says {time}, which is {difference} {side}.',
  explanation:
    'A certificate says for how long its key may sign. Before its first day it did not exist, so a message ' +
    'signed with it cannot be older than that. After its last day programs refuse it. A signature outside that ' +
    'time suggests a date that is not the true one, or a certificate that was used after it had expired.',
  innocent: [
    'a certificate that its owner did not renew in time',
    'a wrong clock on the signer’s computer, or at whoever issued the certificate',
    'a certificate that was issued again for the same key',
  ],
  settle: 'The issuer’s record of when the certificate was issued; other messages that were signed with it.',
  reference: 'RFC 5280 section 4.1.2.5; RFC 8550 section 4',
  look: (input) => forEach(input, (one) => outsideValidity(one, input)),
};

function outsideValidity(
  { certificate, signedAt, signer }: MessageSignature,
  { anatomy }: RuleInput,
): readonly Observation[] {
  const written = anatomy.date?.instantMs;
  const timeMs = signedAt?.value ?? written;
  if (certificate === undefined || timeMs === undefined) {
    return NOTHING;
  }
  const { notBefore, notAfter } = certificate;
  const early = notBefore.value - timeMs;
  const late = timeMs - notAfter.value;
  // Issuer and signer have clocks of their own; a certificate is often used within the hour in which it was issued.
  if (early <= HOUR_MS && late <= 0) {
    return NOTHING;
  }
  const isEarly = early > 0;
  const values = {
    name: signer === '' ? 'the signer' : `“${signer.slice(0, LONGEST_NAME)}”`,
    from: timeInWords(notBefore.value),
    until: timeInWords(notAfter.value),
    clock: signedAt === undefined ? 'The Date field' : 'The signature',
    time: timeInWords(timeMs),
    difference: durationInWords(isEarly ? early : late),
    side: isEarly ? 'before' : 'after',
  };
  const bound = isEarly ? notBefore : notAfter;
  const clock = signedAt?.place ?? anatomy.date?.span;
  return observed(bound.place, values, undefined, clock === undefined ? [] : [clock]);
}

/** A sentence has room for a few names only. */
const LONGEST_NAME = 60;

const otherAddress: Rule = {
  id: 'signature.other-address',
  version: 2,
  family: 'identity',
  severity: 'medium',
  title: 'The signature is for another address than the sender’s',
  summary: 'The message says that it is from {from}. Its {form} signature is for {addresses}.',
  explanation:
    'A certificate or a signature can name the addresses that it is for, and mail programs compare them with the ' +
    'sender. Here the sender’s address is not among them.',
  innocent: [
    'a person with several addresses and one certificate',
    'a list or a forwarding service that put its own address into the From field',
    'a shared mailbox whose messages are signed by one of its users',
  ],
  settle: 'Whether both addresses belong to one person or office; earlier signed messages of this sender.',
  reference: 'RFC 8550 section 3; RFC 9580 section 5.2.3.30',
  look: (input) => {
    const [sender] = input.anatomy.from;
    const from = sender?.address.toLowerCase() ?? '';
    const shown = [...input.anatomy.from, ...input.anatomy.sender].map(({ address }) => address.toLowerCase());
    const isSendersOwn = ({ addresses }: MessageSignature): boolean => addresses.some((one) => shown.includes(one));
    // Several people may sign one text: it is enough that the sender is among them.
    if (sender === undefined || from === '' || ownSignatures(input).some(isSendersOwn)) {
      return NOTHING;
    }
    return forEach(input, ({ form, addresses, addressSpan }) => {
      if (addressSpan === undefined || addresses.length === 0) {
        return NOTHING;
      }
      const isNear = addresses.some((address) => isSameOrganisation(domainOf(address), domainOf(from)));
      const values = { form: signatureForms[form], from, addresses: listInWords(addresses.slice(0, MAX_SHOWN)) };
      return observed(sender.addressSpan ?? sender.span, values, isNear ? 'low' : 'medium', [addressSpan]);
    });
  },
};

const MAX_SHOWN = 3;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function stateWords({ content, form }: MessageSignature): string {
  switch (content) {
    case 'unchanged':
      // Without the key, OpenPGP shows two bytes of the digest: one text in 65,536 has them by chance.
      return form === 'pgp'
        ? 'The signed part fits the two bytes of its digest that the signature shows, as one text in 65,536 does by chance.'
        : 'The signed part fits the digest in the signature.';
    case 'changed':
      return 'The signed part is not what was signed.';
    default:
      return 'Whether the signed part is what was signed was not determined.';
  }
}

const signed: Rule = {
  id: 'signature.signer',
  version: 1,
  family: 'authentication',
  severity: 'info',
  title: 'The message carries a signature of the kind that authors make',
  summary: 'The message is signed with {form} ({hash}){signer}. {state}',
  explanation:
    'Signatures of this kind are usually made on the author’s computer with the author’s own key. They name the key, and ' +
    'often a person, an address and the issuer of the certificate: leads to who wrote the message. The digest ' +
    'tells whether the part was changed since. That the key is the named person’s is a claim until somebody who ' +
    'knows confirms it.',
  innocent: [
    'the ordinary way in which some offices and people send mail',
    'a gateway that signs for everybody in an organisation',
  ],
  settle: 'The key or certificate from its owner or issuer; a check of the signature with a program for that.',
  reference: SIGNED,
  look: (input) =>
    forEach(input, (one) =>
      observed(one.span, {
        form: signatureForms[one.form],
        hash: one.hash,
        signer: signerWords(one),
        state: stateWords(one),
      }),
    ),
};

function signerWords({ form, signer, addresses, certificate }: MessageSignature): string {
  if (signer === '') {
    return ', without a certificate or the number of a key';
  }
  const address = addresses.length === 0 ? '' : `, for ${listInWords(addresses.slice(0, MAX_SHOWN))}`;
  return form === 'pgp'
    ? ` by the key ${signer}${address}`
    : ` by the certificate of “${signer.slice(0, LONGEST_NAME)}”${address}, issued by “${(certificate?.issuerName ?? '').slice(0, LONGEST_NAME)}”`;
}

export const signedMailRules: readonly Rule[] = [
  contentChanged,
  otherKey,
  timeDisagrees,
  certificateNotValid,
  otherAddress,
  signed,
];
