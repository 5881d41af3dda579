import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { pageApi } from './desktop/page-api.ts';

contextBridge.exposeInMainWorld(
  'packshot',
  pageApi({
    invoke: (channel, request) => ipcRenderer.invoke(channel, request),
    listen(channel, listener) {
      // The event must not reach the page: it gives access to the sender and every channel.
      const handle = (_event: unknown, message: unknown) => listener(message);
      ipcRenderer.on(channel, handle);
      return () => {
        ipcRenderer.removeListener(channel, handle);
      };
    },
    pathOf: (file) => webUtils.getPathForFile(file),
    async keep(file) {
      const response = await fetch('/pasted', {
        method: 'POST',
        headers: { 'content-type': file.type, 'x-file-name': encodeURIComponent(file.name) },
        body: await file.arrayBuffer(),
      });
      if (!response.ok) throw new Error(`The bytes of a pasted file were refused with ${response.status}`);
      const { pasted } = (await response.json()) as { pasted: string };
      return pasted;
    },
  }),
);
