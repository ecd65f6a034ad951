/** A folder name for a new case: letters, digits and hyphens of its number and name, safe on every system. */
export function caseFolderName(number: string, name: string): string {
  const words = `${number} ${name}`
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${words === '' ? 'case' : words}.chainmail`;
}
