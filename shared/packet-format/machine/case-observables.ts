/** What an exhibit is in a CASE/UCO graph: a file, the message in it, and what the message states of its sender and its way. */
import { exhibitFile } from '../exhibit-file';
import type { ReportExhibit } from '../report-content';
import type { AuthorAddress, AuthorSide, RouteAddress } from './author-side';
import { type GraphNode, hexValue, type NodeMaker, referenceTo, textProperty, timeProperty } from './case-node';

export interface ExhibitNodes {
  readonly file: GraphNode;
  /** Message, addresses, and the relation of message and file; some may stand in another exhibit, too. */
  readonly others: readonly GraphNode[];
}

/** @param fileName the exhibit's file in the packet; empty where it names a recipient */
export function exhibitNodes(
  make: NodeMaker,
  exhibit: ReportExhibit,
  side: AuthorSide,
  fileName: string,
): ExhibitNodes {
  const { sha256 } = exhibit.message;
  const written = exhibitFile(exhibit);
  const file = make.node('uco-observable:File', [sha256], {
    'uco-core:hasFacet': [
      make.node('uco-observable:FileFacet', [sha256], {
        ...textProperty('uco-observable:fileName', fileName),
        'uco-observable:sizeInBytes': written.bytes,
      }),
      contentFacet(make, [sha256], written.sha256, {
        'uco-observable:mimeType': 'message/rfc822',
        'uco-observable:sizeInBytes': written.bytes,
      }),
    ],
  });
  const email = emailNode(make, sha256, side);
  const contained = make.node('uco-observable:ObservableRelationship', [sha256], {
    'uco-core:source': referenceTo(email),
    'uco-core:target': referenceTo(file),
    'uco-core:kindOfRelationship': 'Contained_Within',
    'uco-core:isDirectional': true,
  });
  const authors = [...side.from, ...side.sender, ...side.replyTo, ...side.returnPath];
  return {
    file,
    others: [
      email,
      contained,
      ...authors.map((one) => addressNode(make, one)),
      ...side.route.map((one) => ipNode(make, one)),
    ],
  };
}

/** The hash of bytes; the method is plain text, as UCO asks since 1.4. */
export function contentFacet(
  make: NodeMaker,
  role: readonly string[],
  sha256: string,
  properties: GraphNode,
): GraphNode {
  return make.node('uco-observable:ContentDataFacet', role, {
    ...properties,
    'uco-observable:hash': [
      make.node('uco-types:Hash', role, {
        'uco-types:hashMethod': 'SHA256',
        'uco-types:hashValue': hexValue(sha256),
      }),
    ],
  });
}

function emailNode(make: NodeMaker, sha256: string, side: AuthorSide): GraphNode {
  return make.node('uco-observable:EmailMessage', [sha256], {
    'uco-core:hasFacet': [
      make.node('uco-observable:EmailMessageFacet', [sha256], {
        'uco-observable:isMultipart': side.isMultipart,
        ...textProperty('uco-observable:messageID', side.messageId),
        ...textProperty('uco-observable:subject', side.subject),
        ...timeProperty('uco-observable:sentTime', side.date),
        ...firstOf(make, 'uco-observable:from', side.from),
        ...firstOf(make, 'uco-observable:sender', side.sender),
        ...otherHeaders(make, sha256, side),
      }),
    ],
  });
}

/** Both properties take one address at most: further ones stand in the graph without them. */
function firstOf(make: NodeMaker, property: string, [first]: readonly AuthorAddress[]): GraphNode {
  return first === undefined ? {} : { [property]: make.reference(EMAIL_ADDRESS, [first.address]) };
}

/** Fields of the sender's side that have no property of their own. */
function otherHeaders(make: NodeMaker, sha256: string, { replyTo, returnPath }: AuthorSide): GraphNode {
  const entries = Object.entries({ 'Reply-To': replyTo, 'Return-Path': returnPath })
    .filter(([, authors]) => authors.length > 0)
    .map(([key, authors]) =>
      make.node('uco-types:DictionaryEntry', [sha256, key], {
        'uco-types:key': key,
        'uco-types:value': authors.map(({ address }) => address).join(', '),
      }),
    );
  return entries.length === 0
    ? {}
    : { 'uco-observable:otherHeaders': make.node('uco-types:Dictionary', [sha256], { 'uco-types:entry': entries }) };
}

const EMAIL_ADDRESS = 'uco-observable:EmailAddress';

function addressNode(make: NodeMaker, { address, name }: AuthorAddress): GraphNode {
  return make.node(EMAIL_ADDRESS, [address], {
    'uco-core:hasFacet': [
      make.node('uco-observable:EmailAddressFacet', [address], {
        'uco-observable:addressValue': address,
        ...textProperty('uco-observable:displayName', name),
      }),
    ],
  });
}

function ipNode(make: NodeMaker, { version, address }: RouteAddress): GraphNode {
  const type = `uco-observable:IPv${version}Address`;
  return make.node(type, [address], {
    'uco-core:hasFacet': [make.node(`${type}Facet`, [address], { 'uco-observable:addressValue': address })],
  });
}
