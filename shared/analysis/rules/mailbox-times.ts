import type { Span } from '../../email/types';
import { durationInWords, timeInWords } from '../../wording/rules';
import type { Rule, RuleInput } from '../rule';
import { type StoreEvent, type StoreTime, storeTimes } from '../times/store';
import { DAY_MS, gradeOfDistance, HOUR_MS, NOTHING, observed, SECOND_MS } from './observe';

/** Rules about times that a mailbox keeps of a message: Outlook's properties, names of Maildir files, Apple Mail's notes. */

const PROPERTIES =
  '[MS-OXPROPS]: PidTagClientSubmitTime, PidTagMessageDeliveryTime, PidTagCreationTime, PidTagLastModificationTime; [MS-CFB] section 2.6.1';

function timeOf(input: RuleInput, ...events: readonly StoreEvent[]): StoreTime | undefined {
  return storeTimes(input.context.store).find(({ event }) => events.includes(event));
}

/** What the topmost Received field says, and where; undefined where the message has none with a time. */
function arrival({ route }: RuleInput): { readonly timeMs: number; readonly span: Span } | undefined {
  const [newest] = route;
  const timeMs = newest?.date?.instantMs;
  return newest === undefined || timeMs === undefined ? undefined : { timeMs, span: newest.date?.span ?? newest.span };
}

/** A place in the header to show: what a mailbox says has no bytes of its own. */
export function anchor({ anatomy, route }: RuleInput): Span {
  const [field] = anatomy.fields;
  return anatomy.date?.span ?? route[0]?.span ?? field?.nameSpan ?? { start: 0, end: Math.min(1, anatomy.length) };
}

/** Programs that fill a mailbox from files take the Date for the time of arrival: then it is no clock of its own. */
function isCopyOfDate({ anatomy }: RuleInput, { timeMs }: StoreTime): boolean {
  const written = anatomy.date?.instantMs;
  return written !== undefined && Math.abs(written - timeMs) < 2 * SECOND_MS;
}

const beforeArrival: Rule = {
  id: 'store.before-arrival',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'The message was in the mailbox before its header says that it arrived',
  summary:
    'The mailbox says ({property}) that it had the message at {storeTime}. The newest Received field says {arrivalTime}, {difference} later.',
  explanation:
    'A mailbox keeps times of its own for each message, apart from the header: when it took the message in, when ' +
    'the item was made. The topmost Received field says when the last server had the message. No mailbox can ' +
    'have it before that. So a clock was wrong, or this header is not the one that the message came with.',
  innocent: [
    'a wrong clock on the server or on the computer with the mailbox',
    'a program that filled the mailbox and set times of its own choosing',
    'a message that was sent on and whose item was kept with a new header',
  ],
  settle:
    'The message on the server that received it; other messages of that mailbox from those days: whether they ' +
    'show the same difference.',
  reference: PROPERTIES,
  usesStore: true,
  look: (input) => {
    const held = storeTimes(input.context.store)
      .filter(({ event }) => event === 'delivered' || event === 'created' || event === 'seen')
      .filter((time) => !isCopyOfDate(input, time))
      .reduce<StoreTime | undefined>(
        (first, time) => (first === undefined || time.timeMs < first.timeMs ? time : first),
        undefined,
      );
    const arrived = arrival(input);
    if (held === undefined || arrived === undefined) {
      return NOTHING;
    }
    const ahead = arrived.timeMs - held.timeMs;
    const values = {
      property: held.name,
      storeTime: timeInWords(held.timeMs),
      arrivalTime: timeInWords(arrived.timeMs),
      difference: durationInWords(ahead),
    };
    return ahead > HOUR_MS ? observed(arrived.span, values, gradeOfDistance(ahead)) : NOTHING;
  },
};

const laterDelivery: Rule = {
  id: 'store.later-delivery',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'The mailbox received the message later than its header says',
  summary:
    'The mailbox says ({property}) that it received the message at {storeTime}. The newest Received field says {arrivalTime}, {difference} earlier.',
  explanation:
    'Outlook and Exchange write down when a message was delivered, apart from the header. Between the last ' +
    'server and the mailbox there are usually seconds. Where it is longer, the message waited somewhere, came ' +
    'into the mailbox in another way, or the header’s times are not the true ones.',
  innocent: [
    'a message that was held in quarantine and released',
    'a mailbox that was fetched or synchronised later',
    'a message that was dragged into the mailbox, or came with a migration',
    'a wrong clock',
  ],
  settle: 'The logs of the server with the mailbox; other messages of that mailbox from those days.',
  reference: PROPERTIES,
  usesStore: true,
  look: (input) => {
    const delivered = timeOf(input, 'delivered');
    const arrived = arrival(input);
    if (delivered === undefined || arrived === undefined || isCopyOfDate(input, delivered)) {
      return NOTHING;
    }
    const behind = delivered.timeMs - arrived.timeMs;
    const values = {
      property: delivered.name,
      storeTime: timeInWords(delivered.timeMs),
      arrivalTime: timeInWords(arrived.timeMs),
      difference: durationInWords(behind),
    };
    return behind > HOUR_MS
      ? observed(arrived.span, values, isFetched(input) ? 'info' : gradeOfDistance(behind))
      : NOTHING;
  },
};

/** Their times are those of fetching: programs that copy a mailbox give them anew. */
function isFetched({ context }: RuleInput): boolean {
  return context.store?.kind === 'maildir' || context.store?.kind === 'emlx';
}

const otherSubmission: Rule = {
  id: 'store.other-submission',
  version: 1,
  family: 'times',
  severity: 'medium',
  title: 'The mailbox has another time of sending than the Date field',
  summary:
    'The mailbox says (PR_CLIENT_SUBMIT_TIME) that the message was sent at {storeTime}. The Date field says {dateTime}: {difference} apart.',
  explanation:
    'Outlook and Exchange keep the time of sending as a property. For a received message they take it from the ' +
    'Date field when the message comes in, so both are the same. Where they differ now, one of them was changed ' +
    'later, or the item was put together from pieces.',
  innocent: [
    'a conversion or migration that misread the time zone of the Date, or set a time of its own',
    'a Date field that cannot be read without doubt',
  ],
  settle: 'The message on the server that received it, in its own form; another recipient’s copy.',
  reference: PROPERTIES,
  usesStore: true,
  look: (input) => {
    const submitted = timeOf(input, 'submitted');
    const { date } = input.anatomy;
    // Without stored headers the Date was made from this very property.
    if (submitted === undefined || date?.instantMs === undefined || input.context.store?.hasTransportHeaders !== true) {
      return NOTHING;
    }
    const apart = Math.abs(submitted.timeMs - date.instantMs);
    const values = {
      storeTime: timeInWords(submitted.timeMs),
      dateTime: timeInWords(date.instantMs),
      difference: durationInWords(apart),
    };
    return apart > HOUR_MS ? observed(date.span, values, gradeOfDistance(apart)) : NOTHING;
  },
};

/** Reading, filing and marking change an item too: below a day it says nothing. */
const changedLater: Rule = {
  id: 'store.changed-later',
  version: 1,
  family: 'times',
  severity: 'info',
  title: 'The item was changed in the mailbox after it had come in',
  summary: 'The mailbox says that the item was last changed at {changedTime}{by}, {difference} after it had come in.',
  explanation:
    'Outlook records when an item of a mailbox was last changed, and often by whom. Reading, answering, marking ' +
    'and moving change an item, and so does editing its text. The property does not tell which of these it was.',
  innocent: [
    'a message that was read, answered, marked or moved',
    'a program that goes through a mailbox, such as a scanner or an index',
  ],
  settle: 'Another copy of the message; older backups of the mailbox.',
  reference: PROPERTIES,
  usesStore: true,
  look: (input) => {
    const changed = timeOf(input, 'changed');
    const before = storeTimes(input.context.store).filter(({ event }) => event === 'delivered' || event === 'created');
    if (changed === undefined || before.length === 0) {
      return NOTHING;
    }
    const after = changed.timeMs - Math.max(...before.map(({ timeMs }) => timeMs));
    const by = input.context.store?.changedBy;
    const values = {
      changedTime: timeInWords(changed.timeMs),
      by: by === undefined ? '' : ` by “${by.slice(0, LONGEST_NAME)}”`,
      difference: durationInWords(after),
    };
    return after > DAY_MS ? observed(anchor(input), values) : NOTHING;
  },
};

const LONGEST_NAME = 60;

const copiedLater: Rule = {
  id: 'store.copied-later',
  version: 1,
  family: 'times',
  severity: 'info',
  title: 'This copy was made later than the message came in',
  summary:
    'The message came in at {deliveredTime}. The item in this file was made at {createdTime}, {difference} later.',
  explanation:
    'The time of creation belongs to the item in this very file. Where it is later than the delivery, the ' +
    'message was copied, exported or migrated at that time. It does not tell what happened to the message before.',
  innocent: [
    'an export or a copy, as is made for every investigation',
    'a migration to another server or to an archive',
  ],
  settle: 'Who exported or copied it, by which program, and from where.',
  reference: PROPERTIES,
  usesStore: true,
  look: (input) => {
    const created = timeOf(input, 'created') ?? timeOf(input, 'file-created');
    const delivered = timeOf(input, 'delivered');
    if (created === undefined || delivered === undefined) {
      return NOTHING;
    }
    const later = created.timeMs - delivered.timeMs;
    const values = {
      deliveredTime: timeInWords(delivered.timeMs),
      createdTime: timeInWords(created.timeMs),
      difference: durationInWords(later),
    };
    return later > DAY_MS ? observed(anchor(input), values) : NOTHING;
  },
};

export const mailboxTimeRules: readonly Rule[] = [
  beforeArrival,
  laterDelivery,
  otherSubmission,
  changedLater,
  copiedLater,
];
