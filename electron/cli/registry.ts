/** Every verb of the command line: a new one is a file in `verbs/` and a line here. */

import { protectList } from './protect-verb';
import type { Verb } from './verb';
import { annotate } from './verbs/annotate';
import { assess } from './verbs/assess';
import { attachments } from './verbs/attachments';
import { boundary } from './verbs/boundary';
import { briefingCount } from './verbs/briefing-count';
import { briefingSet } from './verbs/briefing-set';
import { briefingShow } from './verbs/briefing-show';
import { caseCreate } from './verbs/case-create';
import { caseInfo } from './verbs/case-info';
import { compareRules } from './verbs/compare-rules';
import { custody } from './verbs/custody';
import { custodyAcceptRestored } from './verbs/custody-accept-restored';
import { custodyCheckProof } from './verbs/custody-check-proof';
import { custodyCheckpoint } from './verbs/custody-checkpoint';
import { custodyCorrect } from './verbs/custody-correct';
import { custodyCosign } from './verbs/custody-cosign';
import { custodyDispose } from './verbs/custody-dispose';
import { custodyHandOver } from './verbs/custody-hand-over';
import { custodyProve } from './verbs/custody-prove';
import { custodyReceipt } from './verbs/custody-receipt';
import { custodyTakeOver } from './verbs/custody-take-over';
import { custodyTimestampAdd } from './verbs/custody-timestamp-add';
import { custodyTimestampRequest } from './verbs/custody-timestamp-request';
import { dnsAdd } from './verbs/dns-add';
import { dnsQuestionsVerb } from './verbs/dns-questions';
import { dump } from './verbs/dump';
import { exhibitAdd } from './verbs/exhibit-add';
import { exhibitRemove } from './verbs/exhibit-remove';
import { exportVerb } from './verbs/export';
import { findings } from './verbs/findings';
import { identityCreate } from './verbs/identity-create';
import { identityCreateRoot } from './verbs/identity-create-root';
import { identityImportPkcs12 } from './verbs/identity-import-pkcs12';
import { identityInstall } from './verbs/identity-install';
import { identityNotice } from './verbs/identity-notice';
import { identityPassphrase } from './verbs/identity-passphrase';
import { identityRequest } from './verbs/identity-request';
import { identityRevoke } from './verbs/identity-revoke';
import { identityShow } from './verbs/identity-show';
import { identitySignRequest } from './verbs/identity-sign-request';
import { importVerb } from './verbs/import';
import { indicators } from './verbs/indicators';
import { message } from './verbs/message';
import { messages } from './verbs/messages';
import { protectAdd } from './verbs/protect-add';
import { protectRemove } from './verbs/protect-remove';
import { redactAdd } from './verbs/redact-add';
import { redactListVerb } from './verbs/redact-list';
import { redactPlacesVerb } from './verbs/redact-places';
import { redactRemove } from './verbs/redact-remove';
import { redo } from './verbs/redo';
import { releaseApprove } from './verbs/release-approve';
import { releasePropose } from './verbs/release-propose';
import { releaseRefuse } from './verbs/release-refuse';
import { roleList } from './verbs/role-list';
import { roleSet } from './verbs/role-set';
import { roleTwoPeople } from './verbs/role-two-people';
import { rules } from './verbs/rules';
import { save } from './verbs/save';
import { searchList } from './verbs/search-list';
import { searchRemove } from './verbs/search-remove';
import { searchSave } from './verbs/search-save';
import { solve } from './verbs/solve';
import { structure } from './verbs/structure';
import { tagAdd } from './verbs/tag-add';
import { tagRemove } from './verbs/tag-remove';
import { undo } from './verbs/undo';
import { validate } from './verbs/validate';
import { verify } from './verbs/verify';

export const VERBS: readonly Verb[] = [
  identityCreate,
  identityCreateRoot,
  identityRequest,
  identitySignRequest,
  identityInstall,
  identityImportPkcs12,
  identityPassphrase,
  identityShow,
  identityRevoke,
  identityNotice,
  caseCreate,
  caseInfo,
  importVerb,
  messages,
  message,
  structure,
  attachments,
  save,
  dump,
  searchSave,
  searchList,
  searchRemove,
  findings,
  indicators,
  rules,
  compareRules,
  assess,
  annotate,
  tagAdd,
  tagRemove,
  boundary,
  protectAdd,
  protectRemove,
  protectList,
  exhibitAdd,
  exhibitRemove,
  briefingSet,
  briefingShow,
  briefingCount,
  undo,
  redo,
  redactAdd,
  redactRemove,
  redactListVerb,
  redactPlacesVerb,
  custody,
  custodyHandOver,
  custodyTakeOver,
  custodyReceipt,
  custodyDispose,
  custodyCorrect,
  custodyAcceptRestored,
  custodyCheckpoint,
  custodyCosign,
  custodyProve,
  custodyCheckProof,
  custodyTimestampRequest,
  custodyTimestampAdd,
  roleSet,
  roleList,
  roleTwoPeople,
  releasePropose,
  releaseApprove,
  releaseRefuse,
  exportVerb,
  verify,
  validate,
  solve,
  dnsQuestionsVerb,
  dnsAdd,
];
