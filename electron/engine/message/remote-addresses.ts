/** Which addresses an element would load, so that they can be shown to the examiner instead. */
type Attributes = Readonly<Record<string, string>>;

const LOADING = new Set(['src', 'background', 'poster', 'data', 'lowsrc', 'dynsrc', 'longdesc', 'xlink:href']);
const STYLE_URL = /url\(\s*['"]?([^'")]{1,2000})|@import\s+['"]([^'"]{1,2000})/gi;
/** Elements whose `href` loads rather than leads. */
const HREF_LOADS = new Set(['link', 'image', 'use', 'feimage', 'base']);

export function remoteAddresses(name: string, attribs: Attributes): readonly string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(attribs)) {
    const attribute = key.toLowerCase();
    if (LOADING.has(attribute) || (attribute === 'href' && HREF_LOADS.has(name))) {
      found.push(value.trim());
    } else if (attribute === 'srcset' || attribute === 'imagesrcset') {
      found.push(...value.split(',', 50).map((candidate) => candidate.trim().split(/\s/, 1)[0] ?? ''));
    } else if (attribute === 'style') {
      found.push(...styleAddresses(value));
    }
  }
  return found.filter(isRemote);
}

function styleAddresses(style: string): readonly string[] {
  return [...style.matchAll(STYLE_URL)].map((match) => (match[1] ?? match[2] ?? '').trim());
}

function isRemote(address: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address) || /^(?:https?|ftp|file|mhtml|blob|about):/i.test(address);
}
