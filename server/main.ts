import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { nodeFileSystem } from './nodeFileSystem'
import { startServer } from './server'

startServer(createConnection(ProposedFeatures.all), nodeFileSystem)
