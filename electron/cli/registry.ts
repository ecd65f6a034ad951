/** Every verb of the command line, in the order of its help: a new one is a file in `verbs/` and an entry here. */
import type { Verb } from './verb';

export interface VerbEntry {
  /** One or two words: `case create`. */
  readonly name: string;
  readonly summary: string;
  /** What it needs is read when it is called: a command line is to answer at once. */
  readonly load: () => Promise<Verb>;
}

export const VERBS: readonly VerbEntry[] = [
  {
    name: 'identity create',
    summary: "makes an examiner's key pair and certificate, and the root that vouches for it",
    load: async () => (await import('./verbs/identity-create')).identityCreate,
  },
  {
    name: 'identity create-root',
    summary: "makes a laboratory's root, which issues examiners' certificates",
    load: async () => (await import('./verbs/identity-create-root')).identityCreateRoot,
  },
  {
    name: 'identity request',
    summary: "writes a certificate request (PKCS#10) for the examiner's key; makes the key first where there is none",
    load: async () => (await import('./verbs/identity-request')).identityRequest,
  },
  {
    name: 'identity sign-request',
    summary: "issues a certificate for a request, by the laboratory's root",
    load: async () => (await import('./verbs/identity-sign-request')).identitySignRequest,
  },
  {
    name: 'identity install',
    summary: "takes over a certificate for the examiner's key, with those of its issuers up to the root",
    load: async () => (await import('./verbs/identity-install')).identityInstall,
  },
  {
    name: 'identity import-pkcs12',
    summary: 'takes a key and its certificates over from a PKCS#12 file, opened by CHAINMAIL_PKCS12_PASSPHRASE',
    load: async () => (await import('./verbs/identity-import-pkcs12')).identityImportPkcs12,
  },
  {
    name: 'identity passphrase',
    summary: 'changes the passphrase of an identity or a root to CHAINMAIL_NEW_PASSPHRASE',
    load: async () => (await import('./verbs/identity-passphrase')).identityPassphrase,
  },
  {
    name: 'identity show',
    summary: 'shows whose key a file holds and who vouches for it; needs no passphrase',
    load: async () => (await import('./verbs/identity-show')).identityShow,
  },
  {
    name: 'identity revoke',
    summary: "puts an examiner's certificate on the root's list of revoked ones",
    load: async () => (await import('./verbs/identity-revoke')).identityRevoke,
  },
  {
    name: 'identity notice',
    summary: "records in a case what happened to an examiner's key; the own one unless told",
    load: async () => (await import('./verbs/identity-notice')).identityNotice,
  },
  {
    name: 'case create',
    summary: 'makes a new case',
    load: async () => (await import('./verbs/case-create')).caseCreate,
  },
  {
    name: 'case info',
    summary: 'shows the state of a case',
    load: async () => (await import('./verbs/case-info')).caseInfo,
  },
  {
    name: 'import',
    summary:
      'takes evidence in: files, folders, mailboxes, certificates and keys for signatures; "-" reads pasted headers',
    load: async () => (await import('./verbs/import')).importVerb,
  },
  {
    name: 'messages',
    summary: "lists messages; Q as in the window's search field",
    load: async () => (await import('./verbs/messages')).messages,
  },
  {
    name: 'message',
    summary: 'shows one message whole',
    load: async () => (await import('./verbs/message')).message,
  },
  {
    name: 'structure',
    summary: 'shows the parts of a message: what each declares, holds, and where it is odd',
    load: async () => (await import('./verbs/structure')).structure,
  },
  {
    name: 'attachments',
    summary: 'lists the files attached to a message, by the numbers that `save` takes',
    load: async () => (await import('./verbs/attachments')).attachments,
  },
  {
    name: 'save',
    summary: 'gives a message, or a file attached to it, out as a new file; the journal says so first',
    load: async () => (await import('./verbs/save')).save,
  },
  {
    name: 'dump',
    summary: 'prints every message whole, as JSON Lines',
    load: async () => (await import('./verbs/dump')).dump,
  },
  {
    name: 'search save',
    summary: 'keeps a search under a name in the case; a name that is there gets the new words',
    load: async () => (await import('./verbs/search-save')).searchSave,
  },
  {
    name: 'search list',
    summary: 'lists the saved searches of the case with how many messages fit each',
    load: async () => (await import('./verbs/search-list')).searchList,
  },
  {
    name: 'search remove',
    summary: 'removes a saved search; no message and no finding is touched',
    load: async () => (await import('./verbs/search-remove')).searchRemove,
  },
  {
    name: 'findings',
    summary: 'lists what the rules observed',
    load: async () => (await import('./verbs/findings')).findings,
  },
  {
    name: 'relations',
    summary: 'lists what messages have in common: ids, texts, dates and answers that do not fit',
    load: async () => (await import('./verbs/relations')).relations,
  },
  {
    name: 'voters',
    summary: 'compares what messages tell of their recipients with voter files; no value of a file is kept or shown',
    load: async () => (await import('./verbs/voters')).voters,
  },
  {
    name: 'clocks',
    summary: 'looks for clocks of unknown form: fields whose words lie near the times of their messages',
    load: async () => (await import('./verbs/clocks')).clocks,
  },
  {
    name: 'indicators',
    summary: 'lists addresses, hosts, links, ids and files of the messages, with counts',
    load: async () => (await import('./verbs/indicators')).indicators,
  },
  {
    name: 'rules',
    summary: 'shows the rule catalogue',
    load: async () => (await import('./verbs/rules')).rules,
  },
  {
    name: 'compare-rules',
    summary: 'shows what the current rules find otherwise than those of the last analysis',
    load: async () => (await import('./verbs/compare-rules')).compareRules,
  },
  {
    name: 'assess',
    summary: "records the examiner's decision on a finding, in one message or in several",
    load: async () => (await import('./verbs/assess')).assess,
  },
  {
    name: 'annotate',
    summary: "records the examiner's note on messages, or on bytes of one",
    load: async () => (await import('./verbs/annotate')).annotate,
  },
  {
    name: 'tag add',
    summary: 'puts a tag on messages',
    load: async () => (await import('./verbs/tag-add')).tagAdd,
  },
  {
    name: 'tag remove',
    summary: 'takes a tag off messages, and off the notes on them',
    load: async () => (await import('./verbs/tag-remove')).tagRemove,
  },
  {
    name: 'boundary',
    summary: "takes the N topmost hops as the receiving side's, or goes back to what the fields propose",
    load: async () => (await import('./verbs/boundary')).boundary,
  },
  {
    name: 'protect add',
    summary: 'puts names, domains or addresses on the list of those to protect, and looks for imitations of them',
    load: async () => (await import('./verbs/protect-add')).protectAdd,
  },
  {
    name: 'protect remove',
    summary: 'takes names, domains or addresses off that list',
    load: async () => (await import('./verbs/protect-remove')).protectRemove,
  },
  {
    name: 'protect list',
    summary: 'lists whom the case protects from being imitated',
    load: async () => (await import('./protect-verb')).protectList,
  },
  {
    name: 'exhibit add',
    summary: 'chooses messages for a packet',
    load: async () => (await import('./verbs/exhibit-add')).exhibitAdd,
  },
  {
    name: 'exhibit remove',
    summary: 'takes messages out of the choice for a packet',
    load: async () => (await import('./verbs/exhibit-remove')).exhibitRemove,
  },
  {
    name: 'briefing set',
    summary: "writes the examiner's words for a section of the report: text, or the section's fields as JSON",
    load: async () => (await import('./verbs/briefing-set')).briefingSet,
  },
  {
    name: 'briefing show',
    summary: "shows the examiner's words for the report, and what the check of wording says of them",
    load: async () => (await import('./verbs/briefing-show')).briefingShow,
  },
  {
    name: 'briefing count',
    summary: 'counts a list of people by state and county into the section on impact; no name of the list is kept',
    load: async () => (await import('./verbs/briefing-count')).briefingCount,
  },
  {
    name: 'undo',
    summary: "undoes the key's own last act, or the one of an entry, by a new entry",
    load: async () => (await import('./verbs/undo')).undo,
  },
  {
    name: 'redo',
    summary: "does the key's own act that was undone last again",
    load: async () => (await import('./verbs/redo')).redo,
  },
  {
    name: 'redact add',
    summary:
      'puts a person on the list of those whom a redacted packet does not name, or adds to one on it (PERSON-01)',
    load: async () => (await import('./verbs/redact-add')).redactAdd,
  },
  {
    name: 'redact remove',
    summary: 'takes a person off that list, or some addresses and words of one',
    load: async () => (await import('./verbs/redact-remove')).redactRemove,
  },
  {
    name: 'redact list',
    summary: 'lists the persons whom a redacted packet does not name',
    load: async () => (await import('./verbs/redact-list')).redactListVerb,
  },
  {
    name: 'redact places',
    summary: 'lists where a message names the persons on the list, in every encoding, and what a copy would leave out',
    load: async () => (await import('./verbs/redact-places')).redactPlacesVerb,
  },
  {
    name: 'custody',
    summary: 'shows the custody journal',
    load: async () => (await import('./verbs/custody')).custody,
  },
  {
    name: 'custody hand-over',
    summary: 'records that custody passed to somebody else',
    load: async () => (await import('./verbs/custody-hand-over')).custodyHandOver,
  },
  {
    name: 'custody take-over',
    summary: 'records, with the key of the receiver, that custody was taken over as entry N handed it over',
    load: async () => (await import('./verbs/custody-take-over')).custodyTakeOver,
  },
  {
    name: 'custody receipt',
    summary: 'records what was given to, or taken from, somebody outside, with the signed paper as a file',
    load: async () => (await import('./verbs/custody-receipt')).custodyReceipt,
  },
  {
    name: 'custody dispose',
    summary: 'records what was done with items in the end; the stored bytes stay as they are',
    load: async () => (await import('./verbs/custody-dispose')).custodyDispose,
  },
  {
    name: 'custody correct',
    summary: 'records what is to be read otherwise in entry N, which stays as it is',
    load: async () => (await import('./verbs/custody-correct')).custodyCorrect,
  },
  {
    name: 'custody accept-restored',
    summary: 'takes a case up again that was put back to an earlier state on purpose, and records that',
    load: async () => (await import('./verbs/custody-accept-restored')).custodyAcceptRestored,
  },
  {
    name: 'custody checkpoint',
    summary: "gives the signed state of the journal; with a key, signs it; --add takes a witness's signature in",
    load: async () => (await import('./verbs/custody-checkpoint')).custodyCheckpoint,
  },
  {
    name: 'custody cosign',
    summary: "signs a checkpoint that was handed over, as a witness, without the case's folder",
    load: async () => (await import('./verbs/custody-cosign')).custodyCosign,
  },
  {
    name: 'custody prove',
    summary: 'gives a proof (.tlog-proof) that one journal entry is in the signed journal',
    load: async () => (await import('./verbs/custody-prove')).custodyProve,
  },
  {
    name: 'custody check-proof',
    summary: "checks a proof with the journal (or the entry's line alone) and the signer's certificate",
    load: async () => (await import('./verbs/custody-check-proof')).custodyCheckProof,
  },
  {
    name: 'custody timestamp-request',
    summary: 'writes the request for a time stamp (RFC 3161) over the signed state of the journal',
    load: async () => (await import('./verbs/custody-timestamp-request')).custodyTimestampRequest,
  },
  {
    name: 'custody timestamp-add',
    summary: "takes in an authority's time stamp, with the certificates of its issuers",
    load: async () => (await import('./verbs/custody-timestamp-add')).custodyTimestampAdd,
  },
  {
    name: 'role set',
    summary: 'gives a key its role in the case; from the first one on, keys without a role can only read',
    load: async () => (await import('./verbs/role-set')).roleSet,
  },
  {
    name: 'role list',
    summary: 'lists who has which role, what two people have to agree on, and what is proposed',
    load: async () => (await import('./verbs/role-list')).roleList,
  },
  {
    name: 'role two-people',
    summary: 'says what two people have to agree on in this case: any packet, or packets with redactions',
    load: async () => (await import('./verbs/role-two-people')).roleTwoPeople,
  },
  {
    name: 'release propose',
    summary: 'puts the packet of the present exhibits, a role or a change of the rule before a second person',
    load: async () => (await import('./verbs/release-propose')).releasePropose,
  },
  {
    name: 'release approve',
    summary: 'approves what somebody else proposed in entry N',
    load: async () => (await import('./verbs/release-approve')).releaseApprove,
  },
  {
    name: 'release refuse',
    summary: 'refuses what somebody else proposed in entry N',
    load: async () => (await import('./verbs/release-refuse')).releaseRefuse,
  },
  {
    name: 'export',
    summary: 'builds and signs a packet of the exhibits',
    load: async () => (await import('./verbs/export')).exportVerb,
  },
  {
    name: 'verify',
    summary: 'checks a case or a packet, also against checkpoints that were handed out',
    load: async () => (await import('./verbs/verify')).verify,
  },
  {
    name: 'validate',
    summary: 'runs the rules over labelled messages and reports how often each fires',
    load: async () => (await import('./verbs/validate')).validate,
  },
  {
    name: 'solve',
    summary: 'finds the times that scripts hashed into ids, and records them',
    load: async () => (await import('./verbs/solve')).solve,
  },
  {
    name: 'dns questions',
    summary: 'writes what is to be asked of the DNS, as a script to be run on another computer',
    load: async () => (await import('./verbs/dns-questions')).dnsQuestionsVerb,
  },
  {
    name: 'dns add',
    summary: 'takes DNS answers in as evidence: output of dig, zone files, public keys',
    load: async () => (await import('./verbs/dns-add')).dnsAdd,
  },
];
