/** Every verb of the command line: a new one is a file in `verbs/` and a line here. */
import type { Verb } from './verb';
import { annotate } from './verbs/annotate';
import { assess } from './verbs/assess';
import { caseCreate } from './verbs/case-create';
import { caseInfo } from './verbs/case-info';
import { compareRules } from './verbs/compare-rules';
import { custody } from './verbs/custody';
import { custodyHandOver } from './verbs/custody-hand-over';
import { dump } from './verbs/dump';
import { exhibitAdd } from './verbs/exhibit-add';
import { exhibitRemove } from './verbs/exhibit-remove';
import { exportVerb } from './verbs/export';
import { findings } from './verbs/findings';
import { identityCreate } from './verbs/identity-create';
import { importVerb } from './verbs/import';
import { indicators } from './verbs/indicators';
import { message } from './verbs/message';
import { messages } from './verbs/messages';
import { rules } from './verbs/rules';
import { validate } from './verbs/validate';
import { verify } from './verbs/verify';

export const VERBS: readonly Verb[] = [
  identityCreate,
  caseCreate,
  caseInfo,
  importVerb,
  messages,
  message,
  dump,
  findings,
  indicators,
  rules,
  compareRules,
  assess,
  annotate,
  exhibitAdd,
  exhibitRemove,
  custody,
  custodyHandOver,
  exportVerb,
  verify,
  validate,
];
