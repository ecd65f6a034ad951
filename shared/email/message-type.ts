/** Media types of a part that is a message itself (RFC 2046 section 5.2.1, RFC 6532 section 3.7). */
export function isMessageType(mediaType: string): boolean {
  return mediaType === 'message/rfc822' || mediaType === 'message/global';
}
