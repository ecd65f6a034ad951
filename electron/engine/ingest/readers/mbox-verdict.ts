/** Which of the four mailbox variants a file is, and what a person should know about how it was read. */
export interface MboxTally {
  messages: number;
  /** Messages that end where their Content-Length says. */
  byLength: number;
  /** Messages with lines of `>From `. */
  quoted: number;
  /** Messages with lines of `From ` inside. */
  plain: number;
  /** Lines of `From ` that were taken for text. */
  passedOver: number;
  /** Messages that begin inside of others for programs that do not go by Content-Length, and the byte of the first. */
  inside: number;
  firstInside: number;
  /** Whether lines end in bare CRs, and how many messages of such a mailbox hold LF as well. */
  readonly areCr: boolean;
  mixedEnds: number;
  /** Messages of other mailboxes that hold lines of `From ` behind a bare CR. */
  behindCr: number;
  /** What says that quoting is mboxrd: the file's name, or the fields of Google Takeout. */
  readonly declared: '' | 'name' | 'takeout';
}

export function newTally(declared: MboxTally['declared'], areCr: boolean): MboxTally {
  const counts = { messages: 0, byLength: 0, quoted: 0, plain: 0, passedOver: 0, inside: 0, firstInside: 0 };
  return { ...counts, areCr, mixedEnds: 0, behindCr: 0, declared };
}

export interface MboxVerdict {
  readonly variant: string;
  readonly remarks: readonly string[];
}

export function mboxVerdict(tally: MboxTally): MboxVerdict {
  return {
    variant: variantOf(tally),
    remarks: [...quotingRemarks(tally), ...lengthRemarks(tally), ...lineRemarks(tally)],
  };
}

function lineRemarks({ areCr, mixedEnds, behindCr }: MboxTally): readonly string[] {
  const remarks: string[] = [];
  if (areCr) {
    remarks.push('Its lines end in a bare CR, as classic Macintosh programs wrote them.');
  }
  if (mixedEnds > 0) {
    remarks.push(`${mixedEnds} messages hold LF as well; in them a bare CR is read as no line end.`);
  }
  if (behindCr > 0) {
    remarks.push(
      `${behindCr} messages hold "From " behind a bare CR: programs that end lines so may find further messages there.`,
    );
  }
  return remarks;
}

function variantOf(tally: MboxTally): string {
  if (tally.declared !== '') {
    return 'mboxrd';
  }
  if (tally.byLength > tally.messages / 2) {
    return tally.plain > 0 ? 'mboxcl2' : 'mboxcl';
  }
  return tally.quoted > 0 ? 'mboxo or mboxrd' : 'mbox';
}

function quotingRemarks({ declared, quoted }: MboxTally): readonly string[] {
  if (declared === 'takeout') {
    return ['Taken for mboxrd because of the fields that Google Takeout adds; its quoting is undone for reading.'];
  }
  if (declared === 'name') {
    return ['Taken for mboxrd because of its name; its quoting is undone for reading.'];
  }
  return quoted === 0
    ? []
    : [`${quoted} messages have lines that begin with ">From ". Whether the ">" was in the original cannot be known.`];
}

function lengthRemarks({ byLength, plain, passedOver, inside, firstInside }: MboxTally): readonly string[] {
  const remarks: string[] = [];
  if (byLength > 0 && plain > 0) {
    remarks.push(`${plain} messages hold lines that begin with "From "; their Content-Length says that they go on.`);
  }
  if (inside > 0) {
    remarks.push(
      `In them ${inside} lines separate messages for programs that do not go by Content-Length (the first at byte ${firstInside}): a length can be written to hide what follows.`,
    );
  }
  if (passedOver > 0) {
    remarks.push(
      `${passedOver} lines that begin with "From " were read as text because they have no date or no header after them.`,
    );
  }
  return remarks;
}
