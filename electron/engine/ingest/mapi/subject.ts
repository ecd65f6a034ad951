import { type MapiBag, PROP } from './message';

/** PR_SUBJECT as it is shown: PST files put a marker of two characters before one that has a prefix (MS-PST 2.5.3.1.1.1). */
export function shownSubject(message: MapiBag): string | undefined {
  const subject = message.text(PROP.subject);
  return subject?.charCodeAt(0) === 1 ? subject.slice(2) : subject;
}
