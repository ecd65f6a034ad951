/** The text of the page that checks packets, made from its sources. */
export function makeVerifyPage(): Promise<string>;
