/** Names of the commands, for the palette, the key help and the menu. */
export const commandNames = {
  'case.new': 'New case…',
  'case.open': 'Open case…',
  'case.close': 'Close the case',
  'case.sample': 'Open the sample case',
  'case.verify': 'Check the case',
  'import.files': 'Add evidence: files…',
  'import.folder': 'Add evidence: folder…',
  'import.paste': 'Add evidence: paste headers…',
  'dns.questions': 'Write DNS questions…',
  'packet.export': 'Build a packet…',
  'packet.verify': 'Check a packet…',
  'packet.verify-folder': 'Check a packet folder…',
  'view.messages': 'Show the messages',
  'view.custody': 'Show the custody journal',
  'view.summary': 'Message: Summary',
  'view.headers': 'Message: Headers',
  'view.route': 'Message: Route',
  'view.times': 'Message: Times',
  'view.body': 'Message: Body',
  'view.attachments': 'Message: Attachments',
  'finding.next': 'Next finding',
  'finding.previous': 'Previous finding',
  'message.annotate': 'Annotate the message or the selected bytes',
  'message.exhibit': 'Add the selected messages to the exhibits',
  'message.unexhibit': 'Remove the selected messages from the exhibits',
  'search.focus': 'Search in the case',
  'pane.next': 'Go to the next pane',
  'pane.previous': 'Go to the previous pane',
  'identity.unlock': 'Unlock the signing key…',
  'identity.lock': 'Lock the signing key',
  'theme.system': 'Theme: as the system',
  'theme.light': 'Theme: light',
  'theme.dark': 'Theme: dark',
  'theme.contrast': 'Theme: high contrast',
  'help.palette': 'All commands…',
  'help.keys': 'Keys',
  'help.about': 'About Chainmail',
} as const;

export type CommandName = keyof typeof commandNames;

export const palette = {
  title: 'Commands',
  search: 'Find a command',
  none: 'No command of that name.',
  keysTitle: 'Keys',
  keysFor: 'What it does',
  keysLead: 'Everything can be done by keyboard. Ctrl+K lists every command.',
  aboutTitle: 'About Chainmail',
  aboutLead:
    'Offline evidence-case manager for email. No network request is ever made, by the window or by the program.',
  licence: 'Apache-2.0. Licences of the dependencies lie beside the program.',
} as const;

/** Keys that belong to one pane and are not commands of their own. */
export const paneKeys: readonly { readonly keys: string; readonly name: string; readonly where: string }[] = [
  { keys: '↑ ↓  j k', name: 'Move in the list', where: 'List' },
  { keys: 'Home End PageUp PageDown', name: 'Go far in the list', where: 'List' },
  { keys: 'Shift+↑ ↓', name: 'Extend the selection', where: 'List' },
  { keys: 'x', name: 'Select or unselect the message', where: 'List' },
  { keys: 'Ctrl+A', name: 'Select all that fit the search', where: 'List' },
  { keys: 'Enter', name: 'Go to the message', where: 'List' },
  { keys: 'n  p', name: 'Next or previous finding', where: 'Headers' },
  { keys: 'Shift+← →', name: 'Select bytes', where: 'Headers' },
  { keys: 'a', name: 'Annotate the selected bytes', where: 'Headers' },
  { keys: 'Ctrl+Shift+C', name: 'Copy with citation', where: 'Headers' },
];
