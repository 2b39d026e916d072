import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { nodeFileSystem } from './files/nodeFileSystem'
import { startServer } from './server'

startServer(createConnection(ProposedFeatures.all), nodeFileSystem)
