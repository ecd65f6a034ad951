import { durationInWords } from '../../../wording/rules';
import { DAY_MS } from '../../rules/observe';
import { distinctCount, type Member } from '../member';
import type { RelationKind } from '../relation-kind';
import { NO_RELATION } from '../senders';

/** One DKIM signature on messages that were delivered separately (RFC 6376 section 8.6). */

const elsewhere: RelationKind = {
  id: 'across.moved-signature',
  version: 1,
  severity: 'high',
  title: 'Different messages carry the same signature',
  summary: '{count} with {ids} different Message-IDs carry the very same DKIM signature.',
  explanation:
    'A signature is computed from the message that it signs, so two different messages do not get the same one. Here the ' +
    'Message-IDs differ: the signature was copied into another message, or the Message-ID was changed after signing.',
  innocent: [
    'a service on the way that gives each copy a Message-ID of its own',
    'a message that was sent again by hand with its whole header',
  ],
  settle: 'Which of the messages the signature fits: the body hash, and the domain’s public key of that time.',
  reference: 'RFC 6376 sections 3.7 and 8.6',
  by: 'signature',
  relate: ({ sharing }) => {
    const ids = distinctCount(sharing, 'message-id');
    return ids < 2
      ? NO_RELATION
      : [{ members: sharing, values: { ids: String(ids) }, shown: ['signature', 'message-id'] }];
  },
};

const replayed: RelationKind = {
  id: 'across.replayed-signature',
  version: 1,
  severity: 'low',
  title: 'One signed message was delivered to several recipients',
  summary: '{count} carry the same DKIM signature and were delivered to {recipients} different recipients{spread}.',
  explanation:
    'A signature says nothing about the recipient. Somebody who has one signed message can send it on to any number of ' +
    'others, and it still passes as the signer’s. Deliveries that lie days apart, or recipients who are not named in the ' +
    'header, are what such a replay looks like.',
  innocent: [
    'a message to several people, or with Cc and Bcc: the usual case',
    'a forwarding address or a mailing list that keeps the signature',
    'a delivery that was delayed and tried again',
  ],
  settle: 'The signing service’s log: to whom, and how often, it handed the message over at the time of signing.',
  reference: 'RFC 6376 section 8.6; M3AAWG on DKIM replay',
  by: 'signature',
  relate: ({ sharing }) => {
    const recipients = new Set(sharing.map((member) => member.value('envelope')).filter((one) => one !== undefined))
      .size;
    const isHandled = sharing.some((member) => member.value('list') !== undefined);
    if (recipients < 2 || isHandled || distinctCount(sharing, 'message-id') > 1) return NO_RELATION;
    const spread = spreadOf(sharing);
    const values = {
      recipients: String(recipients),
      spread: spread < DAY_MS ? '' : `, over ${durationInWords(spread)}`,
    };
    return [{ members: sharing, severity: spread < DAY_MS ? 'info' : 'low', values, shown: ['signature', 'envelope'] }];
  },
};

/** From the first to the last receipt, milliseconds. */
function spreadOf(members: readonly Member[]): number {
  const times = members.map(({ receivedMs }) => receivedMs).filter((time) => time !== undefined);
  return (
    times.reduce((most, time) => Math.max(most, time), 0) -
    times.reduce((least, time) => Math.min(least, time), times[0] ?? 0)
  );
}

export const replayKinds: readonly RelationKind[] = [elsewhere, replayed];
