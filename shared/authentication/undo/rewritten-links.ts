/** Link addresses that a gateway rewrote, put back: Microsoft Safe Links and Proofpoint URL Defense. */
import type { ByteString } from '../../email/types';

const SAFE_LINK =
  /https:\/\/[a-z0-9.-]{1,80}\.safelinks\.protection\.outlook\.com\/(?:[A-Za-z]{1,20}\/?)?\?url=([^&\s"<>]{1,4000})&(?:amp;)?data=[^\s"<>)\]]{1,2000}/g;
const DEFENSE_3 =
  /https:\/\/urldefense\.(?:com|us)\/v3\/__([^\s"<>]{1,4000}?)__;[^\s"<>!]{0,2000}![^\s"<>)\]]{0,2000}/g;
const DEFENSE_2 = /https:\/\/urldefense\.proofpoint\.com\/v2\/url\?u=([^&\s"<>]{1,4000})&[^\s"<>)\]]{1,2000}/g;

/** @returns the text with the addresses as they were before; undefined where there are none */
export function restoreLinks(text: ByteString): ByteString | undefined {
  if (!text.includes('safelinks.protection.outlook.com') && !text.includes('urldefense.')) {
    return undefined;
  }
  const restored = text
    .replace(SAFE_LINK, (whole, address: string) => decoded(address) ?? whole)
    // What stands for signs that were taken out (`*`) is not put back: such addresses stay as they are.
    .replace(DEFENSE_3, (whole, address: string) => (address.includes('*') ? whole : address))
    .replace(
      DEFENSE_2,
      (whole, address: string) => decoded(address.replaceAll('-', '%').replaceAll('_', '/')) ?? whole,
    );
  return restored === text ? undefined : restored;
}

function decoded(address: string): string | undefined {
  try {
    const text = decodeURIComponent(address);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what comes back must still be one byte a sign
    return /[^\x00-\xff]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
