/** The checks in a Node process, with TensorFlow's package from the folder that is given. */
import { join } from 'node:path'
import { nodeBackends } from '../../engine/backends/nodeBackends'
import type { BackendName } from '../../engine/requests'
import { checkBackend } from './checkBackend'

const [name, allowSoftware, ...folders] = process.argv.slice(2)
const wasmPath = join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist/')
const options = { wasmPath, allowSoftware: allowSoftware === 'true' }
void checkBackend(name as BackendName, options, nodeBackends(folders)).then(result => process.send!(result))
