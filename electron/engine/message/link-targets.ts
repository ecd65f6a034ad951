/** Links of a sanitised page whose words show another host than they lead to: the page says so beside them. */
import { defang } from '../../../shared/text/defang';
import { showsOtherHost } from '../../../shared/text/shown-host';
import { leadsTo } from '../../../shared/wording/readings';
import { htmlWords } from './html-words';
import { NOTE_STYLE } from './inline-content';

/** So much of a link's words is looked at, and of its target shown. */
const SHOWN = 2_000;

/**
 * @param clean what the sanitiser wrote: `<` and `>` stand in it as parts of tags only, and `title` is an element's target
 */
export function withTargets(clean: string): string {
  const open: { readonly target: string; readonly from: number }[] = [];
  return clean.replace(/<a(?: [^>]*)?>|<\/a>/g, (tag, at: number) => {
    if (tag !== '</a>') {
      open.push({ target: targetOf(tag), from: at + tag.length });
      return tag;
    }
    const link = open.pop();
    const shown = link === undefined ? '' : wordsOf(clean.slice(link.from, at));
    return link !== undefined && showsOtherHost(shown, link.target) ? `${tag}${noteOf(link.target)}` : tag;
  });
}

/** As they are read: letters on both sides of a tag are one word. */
function wordsOf(inside: string): string {
  return htmlWords(inside.replace(/<[^>]*>/g, ''), SHOWN).trim();
}

function targetOf(tag: string): string {
  const title = /\stitle="([^"]*)"/.exec(tag)?.[1] ?? '';
  return htmlWords(title, SHOWN);
}

function noteOf(target: string): string {
  const words = leadsTo(defang(target.slice(0, SHOWN))).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return ` <span style="${NOTE_STYLE}">${words}</span>`;
}
