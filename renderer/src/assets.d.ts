/** Style sheets are imported for their effect only: Vite turns them into files that the policy allows. */
declare module '*.css';

/** Set by the build from package.json. */
declare const __CHAINMAIL_VERSION__: string;
