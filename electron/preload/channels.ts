/** The names under which the window's page and the desktop process talk; there are no others. */
export const CHANNELS = {
  request: 'chainmail:request',
  registerDrop: 'chainmail:register-drop',
  choose: 'chainmail:choose',
  reveal: 'chainmail:reveal',
  event: 'chainmail:event',
} as const;
