import type { Rule } from './rule';
import { activeContentRules } from './rules/active-content';
import { alteredCopyRules } from './rules/altered-copy';
import { ambiguityRules } from './rules/ambiguity';
import { ambiguousFromRules } from './rules/ambiguous-from';
import { attachmentRules } from './rules/attachments';
import { authenticationRules } from './rules/authentication';
import { authenticationResultRules } from './rules/authentication-results';
import { autocryptRules } from './rules/autocrypt';
import { dateFieldRules } from './rules/date-field';
import { deliveryRules } from './rules/delivery';
import { envelopeRules } from './rules/envelope';
import { fieldOrderRules } from './rules/field-order';
import { filePropertyRules } from './rules/file-properties';
import { headerHabitRules } from './rules/header-habits';
import { hiddenClockRules } from './rules/hidden-clocks';
import { hiddenTextRules } from './rules/hidden-text';
import { hopFormRules } from './rules/hop-forms';
import { hostRules } from './rules/hosts';
import { identityRules } from './rules/identity';
import { impossibleTimeRules } from './rules/impossible-times';
import { invisibleRules } from './rules/invisible';
import { languageRules } from './rules/language';
import { linkRules } from './rules/links';
import { mailboxItemRules } from './rules/mailbox-item';
import { mailboxTimeRules } from './rules/mailbox-times';
import { microsoftRules } from './rules/microsoft';
import { otherDayRules } from './rules/other-day';
import { protectedRules } from './rules/protected';
import { providerTokenRules } from './rules/provider-token';
import { receivedDateRules } from './rules/received-dates';
import { routeRules } from './rules/route';
import { signedMailRules } from './rules/signed-mail';
import { softwareRules } from './rules/software';
import { softwareAgeRules } from './rules/software-age';
import { structureRules } from './rules/structure';
import { submissionRules } from './rules/submission';
import { templateRules } from './rules/templates';
import { threadRules } from './rules/thread';
import { timesRules } from './rules/times';

/** Every rule, one line for each file of rules. The order here is the order of the catalogue. */
export const RULES: readonly Rule[] = [
  ...routeRules,
  ...receivedDateRules,
  ...hostRules,
  ...hopFormRules,
  ...deliveryRules,
  ...dateFieldRules,
  ...timesRules,
  ...impossibleTimeRules,
  ...otherDayRules,
  ...hiddenClockRules,
  ...providerTokenRules,
  ...identityRules,
  ...ambiguousFromRules,
  ...protectedRules,
  ...threadRules,
  ...envelopeRules,
  ...invisibleRules,
  ...structureRules,
  ...ambiguityRules,
  ...softwareRules,
  ...softwareAgeRules,
  ...microsoftRules,
  ...submissionRules,
  ...headerHabitRules,
  ...alteredCopyRules,
  ...templateRules,
  ...fieldOrderRules,
  ...linkRules,
  ...activeContentRules,
  ...hiddenTextRules,
  ...attachmentRules,
  ...filePropertyRules,
  ...languageRules,
  ...authenticationRules,
  ...authenticationResultRules,
  ...mailboxTimeRules,
  ...mailboxItemRules,
  ...signedMailRules,
  ...autocryptRules,
];

/** Those that look at what the case knows, and are done again when that changes. */
export const CASE_RULES: readonly Rule[] = RULES.filter(({ usesCase }) => usesCase === true);

/** Those that labelled mail can tell something about. */
export const MEASURABLE_RULES: readonly Rule[] = RULES.filter(({ usesStore }) => usesStore !== true);

/** Changes whenever a rule is added, removed or raised to a new version: derived, so that nobody can forget it. */
export const ruleSetVersion: string = `${RULES.length}-${fingerprint(RULES.map(({ id, version }) => `${id}@${version}`).join('\n'))}`;

/** FNV-1a, 32 bits: a short mark of the catalogue, not a protection against forgery. */
function fingerprint(text: string): string {
  const hash = [...text].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 0x0100_0193), 0x811c_9dc5);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
