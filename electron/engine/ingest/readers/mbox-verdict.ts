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
  /** What says that quoting is mboxrd: the file's name, or the fields of Google Takeout. */
  readonly declared: '' | 'name' | 'takeout';
}

export interface MboxVerdict {
  readonly variant: string;
  readonly remarks: readonly string[];
}

export function mboxVerdict(tally: MboxTally): MboxVerdict {
  return { variant: variantOf(tally), remarks: [...quotingRemarks(tally), ...lengthRemarks(tally)] };
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
