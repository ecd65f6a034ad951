/** Words that several views share. */
export const common = {
  product: 'Chainmail',
  cancel: 'Cancel',
  close: 'Close',
  none: 'none',
  loading: 'Reading…',
  optional: 'optional',
  noSubject: '(no subject)',
  noSender: '(no sender)',
  retry: 'Try again',
  paneFailed:
    'This pane could not be drawn. The case and the evidence are not affected. Choose another message or try again.',
  notAvailable:
    'This part of Chainmail does not answer. The evidence on disk is not affected. Start the program again.',
  internal: 'Something went wrong inside the program. Nothing was recorded and the evidence is unchanged.',
  dismiss: 'Dismiss',
} as const;
