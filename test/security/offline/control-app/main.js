import { app, BrowserWindow } from 'electron';

/**
 * The control of the packet count: an Electron application as a beginner writes it, with nothing of Chainmail's protection.
 * It must be seen to send packets where Chainmail is seen to send none; else the count would prove nothing.
 */
app
  .whenReady()
  .then(() => new BrowserWindow({ show: false }).loadURL('http://control.example/').catch(() => undefined));
