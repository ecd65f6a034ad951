/** The two origins of the program: its window and, apart from it, the page of one message. */

export const APP_SCHEME = 'app';
export const WINDOW_ORIGIN = 'app://chainmail';
export const WINDOW_PAGE = `${WINDOW_ORIGIN}/index.html`;
export const MAIL_ORIGIN = 'app://mail';

const MAIL_PAGE = /^app:\/\/mail\/(E-\d{3,9}\/[1-9]\d{0,9})$/;

/** The message that `app://mail/<ref>` names, or undefined for every other address. */
export function mailRef(url: string): string | undefined {
  return MAIL_PAGE.exec(url)?.[1];
}
