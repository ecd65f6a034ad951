/**
 * The catalogue's tables. Everything in them can be computed again from the vault and the lists of the evidence items.
 *
 * A rollback journal with `synchronous = FULL` costs a few syncs for each thousand messages and lets a killed or powered-off
 * import leave a file that is whole once it was undone (`roll-back.ts`), so that nothing has to be marked as doubtful. With `NORMAL` the
 * journal of a finished transaction could come back after a power cut, half written over by the next one.
 */
import { ruleSetVersion } from '../../../shared/analysis/registry';
import { WORD_SIGNS } from '../../../shared/search/header-words';
import { VERSION } from '../version';
import { HOST_DELAYS_SCHEMA } from './host-delays';
import { SENDERS_SCHEMA } from './senders';
import { TRAITS_SCHEMA } from './traits';

/** Raised when a table changes or the same message gives other rows; rules and program are in the key besides. */
const SCHEMA_VERSION = 10;

/** A catalogue with another key was computed by other code: it is made anew. */
export const CATALOGUE_KEY = `${SCHEMA_VERSION}/${VERSION}/${ruleSetVersion}`;

export const PRAGMAS = `
  PRAGMA journal_mode = TRUNCATE;
  PRAGMA synchronous = FULL;
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32000;
`;

/** Columns of the full-text index, in order. */
export const SEARCH_COLUMNS = ['sender', 'recipient', 'subject', 'body', 'trace'] as const;

export const SCHEMA = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    evidence INTEGER NOT NULL,
    n INTEGER NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    parent INTEGER,
    rebuilt TEXT,
    -- What its mailbox keeps of it, as the list of its evidence item has it.
    store TEXT,
    object TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    content_sha256 TEXT NOT NULL,
    date_ms INTEGER,
    received_ms INTEGER,
    time_ms INTEGER,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    message_id TEXT NOT NULL,
    attachments INTEGER NOT NULL,
    proof INTEGER NOT NULL,
    high INTEGER NOT NULL,
    medium INTEGER NOT NULL,
    low INTEGER NOT NULL,
    info INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    problem TEXT,
    -- 0 while only the header was read: body, attachments, findings and full text follow.
    complete INTEGER NOT NULL
  );
  CREATE INDEX messages_incomplete ON messages (id) WHERE complete = 0;
  -- In the order of the list, the latest first: a page of a large case is read without sorting it.
  CREATE INDEX messages_received ON messages (received_ms DESC);
  CREATE INDEX messages_date ON messages (date_ms DESC);
  -- With what the pictures of the case ask besides, so that they read nothing else.
  CREATE INDEX messages_time ON messages (time_ms, received_ms);
  -- Few messages have the severe ones: a search for them reads these alone.
  CREATE INDEX messages_proof ON messages (id) WHERE proof > 0;
  CREATE INDEX messages_high ON messages (id) WHERE high > 0;
  CREATE INDEX messages_medium ON messages (id) WHERE medium > 0;
  CREATE TABLE findings (
    message INTEGER NOT NULL,
    place INTEGER NOT NULL,
    rule TEXT NOT NULL,
    rule_version INTEGER NOT NULL,
    severity TEXT NOT NULL,
    spans TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (message, place)
  ) WITHOUT ROWID;
  -- With the severity, so that counts by rule read nothing else.
  CREATE INDEX findings_rule ON findings (rule, message, severity);
  CREATE VIRTUAL TABLE search USING fts5(
    ${SEARCH_COLUMNS.join(', ')},
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2"
  );
  -- Words of header fields with their names: only whether a message has one is asked, so that no positions are kept.
  CREATE VIRTUAL TABLE headers USING fts5(
    words,
    content = '', contentless_delete = 1, detail = none, tokenize = "ascii tokenchars '${WORD_SIGNS}'"
  );
${HOST_DELAYS_SCHEMA}${SENDERS_SCHEMA}${TRAITS_SCHEMA}`;
