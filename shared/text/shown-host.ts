/** Whether a link shows an address of another host than the one it leads to. */
export function showsOtherHost(shown: string, target: string): boolean {
  const claimed = hostOf(shown);
  const real = hostOf(target);
  return claimed !== null && real !== null && claimed !== real;
}

/** The host that a text names, if it looks like an address at all. */
function hostOf(text: string): string | null {
  const found =
    /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^\s/?#@]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|\s*$)/i.exec(text);
  return found?.[1]?.toLowerCase().replace(/^www\./, '') ?? null;
}
