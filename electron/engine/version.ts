declare const __CHAINMAIL_VERSION__: string;

/** The program's version, as in package.json; set by the build. */
export const VERSION: string = __CHAINMAIL_VERSION__;
