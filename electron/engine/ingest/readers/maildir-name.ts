import type { StoreFacts } from '../../../../shared/contract/store-facts';

/** `…/cur/1621520161.M123456P4321.host,S=1234:2,S`: seconds, then often the microseconds (cr.yp.to/proto/maildir.html). */
const NAME = /(?:^|\/)(?:cur|new)\/(\d{9,10})\.(?:[A-Z0-9]{0,60}?M(\d{1,6})(?=[A-Z]|\.))?[^/]*$/;

/** When the program that put a message into a Maildir says that it did so: it is in the name of the file. */
export function maildirFacts(path: string): StoreFacts | undefined {
  const [, seconds, microseconds] = NAME.exec(path.slice(-300)) ?? [];
  if (seconds === undefined) {
    return undefined;
  }
  const timeMs = Number(seconds) * 1000 + Math.floor(Number(microseconds ?? 0) / 1000);
  const precisionSeconds = microseconds === undefined ? 1 : 0.001;
  return { kind: 'maildir', times: [{ name: 'file name', time: new Date(timeMs).toISOString(), precisionSeconds }] };
}
