import type { Connection } from 'vscode-languageserver'
import { uriOf } from '../files/address'
import type { ClientReader } from '../files/clientFiles'

/** Reads files through the client: `convolens/readFolder` and `convolens/readFile`, which name an address. */
export function clientReader(connection: Connection): ClientReader {
  return {
    list: folder => connection.sendRequest('convolens/readFolder', { uri: uriOf(folder) }),
    readFile: async file =>
      (await connection.sendRequest<string | null>('convolens/readFile', { uri: uriOf(file) })) ?? undefined,
  }
}
