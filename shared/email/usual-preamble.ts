/** The harmless sentences that mail programs write before the first part, for readers without MIME. Nothing else. */
const sentences: readonly RegExp[] = [
  /^this (?:is a|message is a|message is in|message contains a) (?:(?:cryptographically signed|digitally signed|signed) message|multi-?\s?part message)(?: in mime format)?\.*$/,
  /^this is an s\/mime signed message\.*$/,
  /^this is an openpgp\/mime (?:signed|encrypted) message \(rfc (?:2440 and )?[\d, and]{4,20}\)\.*$/,
  /^this message (?:is|was) (?:generated|sent|composed) in mime format\.*$/,
  /^this message is in mime format\.(?: since your mail reader does not understand this format, some or all of this message may not be legible\.)?$/,
  /^this message is in mime format\. the first part should be readable text, while the remaining parts are likely unreadable without mime-aware tools\.(?: send mail to mime@docserver\.cac\.washington\.edu for more info\.)?$/,
  /^this is a mime[ -](?:encapsulated|formatted|encoded) (?:multi-?part )?message\.*$/,
  /^this is a multi-?part(?: mime)? message(?:\.*| in mime format\.*)$/,
  /^if you (?:are reading|can read) this,? (?:your|then your) mail (?:reader|program|client) (?:does not|may not) (?:support|understand) mime\.*$/,
  /^(?:if you are reading this, )?you (?:may )?(?:need|want) (?:a|to get a|to upgrade to a) mime[ -](?:aware|compliant|capable|compatible) mail (?:reader|program|client)\.*$/,
  /^mime-version: 1\.0$/,
];

/** Whether a preamble holds nothing but such sentences; a long one is never looked into. */
export function usualPreamble(text: string): boolean {
  if (text.length > 1500) return false;
  const blocks = text
    .toLowerCase()
    .split(/\n\s*\n/)
    .map(plainSentence);
  return [[plainSentence(text.toLowerCase())], blocks].some((pieces) => pieces.every(isUsual));
}

function plainSentence(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/^[>\s\-*=]+/, '')
    .replace(/[\s\-*=]+$/, '');
}

function isUsual(sentence: string): boolean {
  return sentence === '' || sentences.some((pattern) => pattern.test(sentence));
}
