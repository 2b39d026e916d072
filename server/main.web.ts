import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import type { FileSystem } from './files/fileSystem'
import { startServer } from './server'

/** A browser has no disk: every file comes through the client. */
const noDisk: FileSystem = {
  readFile: () => undefined,
  fileExists: () => false,
  directoryExists: () => false,
  list: () => [],
  realPath: path => path,
}

const worker = globalThis as unknown as DedicatedWorkerGlobalScope
startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), noDisk)
