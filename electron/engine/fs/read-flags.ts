import { constants } from 'node:fs';

/** For opening what somebody else may have put there: never through a link, never waiting on a pipe. Windows knows neither. */
export const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
