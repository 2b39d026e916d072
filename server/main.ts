import { extname, join } from 'node:path'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { DiskInThread } from './files/diskInThread'
import { nodeFileSystem } from './files/nodeFileSystem'
import { startServer } from './server'

// The thread's program stands beside this one, built or not.
const disk = new DiskInThread(join(__dirname, `disk${extname(__filename)}`), nodeFileSystem)
startServer(createConnection(ProposedFeatures.all), disk)
