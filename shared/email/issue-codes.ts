/**
 * Every complaint and tolerance of the readers, by code. What stands behind each is what the bytes show, not a judgement.
 */
export type IssueCode =
  // The message as a whole
  | 'message.utf-16' // text in UTF-16: no header can be read from it as it is
  | 'message.byte-order-mark' // begins with a UTF-8 byte order mark
  | 'message.bare-cr-line-ends' // no LF at all; bare CRs were read as line ends
  // The header section (RFC 5322 section 2.2, RFC 7103)
  | 'header.missing' // no field at all
  | 'header.no-empty-line' // the header ends without an empty line: at a line that is no field, or at a boundary
  | 'header.leading-blank-lines' // empty lines before the first field
  | 'header.from-line-inside' // a mailbox's `From ` line between fields
  | 'header.line-without-colon' // a line between fields that is none
  | 'header.space-before-colon'
  | 'header.name-invalid' // control or 8-bit characters in a field name
  | 'header.bare-cr' // a CR that ends no line: some programs take it for a line end, and read another field after it
  | 'header.nul'
  | 'header.raw-8bit' // bytes above 0x7F (legal with SMTPUTF8, RFC 6532)
  | 'header.mixed-line-ends' // CRLF and LF in one header section
  | 'header.blank-fold' // a continuation line with nothing but blanks: some programs end the header there
  | 'header.line-too-long' // beyond 998 bytes
  | 'header.duplicate' // a field that may stand once stands again
  | 'header.too-many-fields' // beyond the limit only the fields that programs show are read
  | 'header.too-many-hops' // the route is read up to here
  | 'header.hop-too-long' // a Received field is read up to here
  | 'header.field-too-long' // the text of a field is made of its beginning only
  | 'header.hidden-field' // a field that stands only for programs which end a line, or the header, elsewhere
  // Encoded words (RFC 2047)
  | 'encoded-word.unclosed'
  | 'encoded-word.charset-unknown'
  | 'encoded-word.blank' // a blank inside
  | 'encoded-word.question-mark' // a raw question mark inside
  | 'encoded-word.raw-8bit'
  | 'encoded-word.too-many' // from here on, encoded words of the field are left as they are
  // Addresses (RFC 5322 section 3.4)
  | 'address.missing' // an entry with a name and no address
  | 'address.angle-missing' // words and an address without angle brackets
  | 'address.angle-stray'
  | 'address.angle-unclosed'
  | 'address.quote-unclosed'
  | 'address.comment-unclosed'
  | 'address.literal-unclosed'
  | 'address.at-in-name' // a display name with an `@` that is not simply the address again
  | 'address.several-at'
  | 'address.blank-inside'
  | 'address.encoded-word' // an encoded word inside of an address
  | 'address.encoded-word-quoted' // inside of a quoted string, where RFC 2047 forbids it and everybody decodes it
  | 'address.comma-missing'
  | 'address.semicolon' // a semicolon that ends no group
  | 'address.colon-stray'
  | 'address.group-nested'
  | 'address.group-unclosed'
  | 'address.source-route'
  | 'address.text-after-angle'
  | 'address.too-many'
  | 'address.too-many-tokens'
  // MIME (RFC 2045, 2046, 2183, 2231)
  | 'mime.type-invalid'
  | 'mime.type-ambiguous' // can be read as a multipart, and as something else
  | 'mime.charset-ambiguous' // several charsets declared, or one (such as UTF-7) that few programs know
  | 'mime.charset-mismatch' // text that is plainly in another charset than the declared one, such as UTF-16
  | 'mime.content-type-duplicate'
  | 'mime.content-disposition-duplicate'
  | 'mime.content-transfer-encoding-duplicate'
  | 'mime.transfer-encoding-odd' // quotes, comments or parameters around a known encoding
  | 'mime.transfer-encoding-unknown'
  | 'mime.multipart-encoded' // a transfer encoding on a multipart: what it hides, some programs show
  | 'mime.message-encoded'
  | 'mime.boundary-missing' // none declared
  | 'mime.boundary-guessed' // none declared, one found in the body
  | 'mime.boundary-absent' // declared, never used
  | 'mime.boundary-unclosed'
  | 'mime.boundary-reused' // by an inner multipart
  | 'mime.boundary-prefix' // begins with that of an outer multipart, or the other way round
  | 'mime.boundary-ambiguous' // declared in a way that programs read differently
  | 'mime.boundary-lookalike' // a line that is a boundary only for a careless program
  | 'mime.base64-early-end' // padding, and more after it
  | 'mime.base64-odd-letters' // characters that are not of the alphabet: skipped by some, the end for others
  | 'mime.header-in-body' // content fields behind the empty line: some programs pass over it
  | 'mime.uuencoded' // a file written into the text, as before MIME
  | 'mime.yencoded'
  | 'mime.message-partial' // a piece of a message that was sent in pieces
  | 'mime.message-external' // a body that lies elsewhere
  | 'mime.tnef' // a package of Outlook, in which files may lie
  | 'mime.preamble' // text before the first part; most programs write a harmless sentence there
  | 'mime.epilogue' // text after the last part; mailing lists put their footer there
  | 'mime.part-after-close'
  | 'mime.parameter-duplicate'
  | 'mime.parameter-conflict' // a plain and an extended parameter (RFC 2231) that differ
  | 'mime.file-names-differ' // Content-Disposition's and Content-Type's
  | 'mime.quote-unclosed'
  | 'mime.too-many-parameters'
  | 'mime.too-deep'
  | 'mime.too-many-parts'
  // The list itself
  | 'issues.truncated';
