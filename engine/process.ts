/**
 * The engine in a Node process: carries requests and replies of {@link Session} over the process's own channel.
 *
 * TensorFlow for Node comes from the folders given as arguments, which the user chose: the workspace's, or a configured
 * one. Its native library may crash; whoever started the process sees it end, and nothing else is lost.
 */
import { nodeBackends } from './nodeBackends'
import type { EngineRequest } from './requests'
import { Session } from './session'

const session = new Session(message => process.send!(message), nodeBackends(process.argv.slice(2)))
process.on('message', (request: EngineRequest) => void session.receive(request))
// The editor has gone, so nobody waits for an answer.
process.on('disconnect', () => process.exit(0))
