/**
 * The bridge: five functions on `window.chainmail`, nothing else.
 *
 * Neither `ipcRenderer` nor one of its event objects is ever handed out. A dropped file's path goes straight to the
 * desktop process, which answers with a token: the page never sees a path and cannot make one up.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../shared/contract/events';
import { CHANNELS } from './channels';

type Listener = (name: string, data: unknown) => void;

const bridge: Bridge = {
  request: (name, input) => ipcRenderer.invoke(CHANNELS.request, name, input),
  subscribe: (listener) => subscribe(listener),
  registerDrop: (files) => ipcRenderer.invoke(CHANNELS.registerDrop, files.map(pathOf)),
  choose: (what, name) => ipcRenderer.invoke(CHANNELS.choose, what, name),
  reveal: (jobId) => ipcRenderer.invoke(CHANNELS.reveal, jobId),
};

function subscribe(listener: Listener): () => void {
  const forward = (_event: unknown, name: string, data: unknown) => listener(name, data);
  ipcRenderer.on(CHANNELS.event, forward);
  return () => {
    ipcRenderer.off(CHANNELS.event, forward);
  };
}

/** Empty for whatever did not come from the disk, such as a file that the page made itself. */
function pathOf(file: unknown): string {
  return file instanceof File ? webUtils.getPathForFile(file) : '';
}

contextBridge.exposeInMainWorld('chainmail', bridge);
