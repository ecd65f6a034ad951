/** Longer texts are not worth their place. */
const longest = 255;

/**
 * Remembers what a pure function made of short texts: the same hosts and addresses stand in most messages of a case.
 *
 * @param most how many answers are kept; beyond it all are forgotten, so that memory is bounded whatever the input
 */
export function remember<T>(most: number, find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const found = find(text);
    if (known.size >= most) known.clear();
    if (text.length <= longest) known.set(text, found);
    return found;
  };
}

/** Remembers what a pure function made of an object that never changes, as long as the object is there. */
export function rememberFor<K extends object, T extends object>(find: (object: K) => T): (object: K) => T {
  return rememberBy((object) => object, find);
}

/** The same where the object comes with others, which go with it: as long as what `keyOf` gives is there. */
export function rememberBy<I, T extends object>(keyOf: (input: I) => object, find: (input: I) => T): (input: I) => T {
  const known = new WeakMap<object, T>();
  return (input) => {
    const key = keyOf(input);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = find(input);
    known.set(key, found);
    return found;
  };
}

/**
 * Remembers what a pure function made of the object that it was asked for last: messages are analysed one after the other, and
 * a place for each of them in a table costs more than many of the answers.
 */
export function rememberLast<K extends object, T extends object>(find: (object: K) => T): (object: K) => T {
  return rememberLastBy((object) => object, find);
}

/** The same where the object comes with others, which go with it. */
export function rememberLastBy<I, T extends object>(
  keyOf: (input: I) => object,
  find: (input: I) => T,
): (input: I) => T {
  let last: { readonly key: object; readonly found: T } | undefined;
  return (input) => {
    const key = keyOf(input);
    if (last?.key === key) return last.found;
    const found = find(input);
    last = { key, found };
    return found;
  };
}
