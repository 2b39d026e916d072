// Compares the engine on every backend with the plain CPU backend: each layer's tests, networks, gradients, explanations. WebGPU,
// WebGL and WASM in Chromium, CUDA in a Node process with @tensorflow/tfjs-node-gpu, which is looked for in the folder
// CONVOLENS_ENGINE_PATH (as the setting convolens.enginePath). Then it takes WebGL's context away, and sees what the engine does.
//
//   npm run test:gpu                          # on GPUs; those that are missing are told, with the reason
//   npm run test:gpu -- --software            # on GPUs that are emulated on the CPU too, and on tfjs-node: proves the code, not the GPU
//   npm run test:gpu -- --software webgl      # one backend alone
//
// Exit status: 0 where every backend found agrees, 1 where one does not, 2 where no GPU was found, so that nothing is proven.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChromium } from '../../scripts/workbench/openChromium.mjs'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'
import { bundle } from './bundle.mjs'

const GPUS = ['webgpu', 'webgl', 'tfjs-node-gpu']
const IN_CHROMIUM = ['webgpu', 'webgl', 'wasm']

process.chdir(repositoryRoot)
const software = process.argv.includes('--software')
const named = process.argv.slice(2).filter(argument => argument !== '--software')
const all = software ? [...IN_CHROMIUM, 'tfjs-node-gpu', 'tfjs-node'] : [...IN_CHROMIUM, 'tfjs-node-gpu']
const unknown = named.find(name => !all.includes(name))
if (unknown !== undefined) {
  console.error(`${unknown} is none of the backends ${all.join(', ')}`)
  process.exit(1)
}
const wanted = named.length > 0 ? named : all

const scratch = mkdtempSync(join(tmpdir(), 'convolens-gpu-'))
const failures = []
let gpus = 0
try {
  const inChromium = wanted.filter(name => IN_CHROMIUM.includes(name))
  if (inChromium.length > 0) await checkInChromium(inChromium)
  for (const name of wanted) if (!inChromium.includes(name)) await checkInProcess(name)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`${gpus} backends with a GPU${software ? ', emulated or not' : ''}, ${failures.length} failures`)
for (const failure of failures) console.log(`✗ ${failure}`)
if (failures.length > 0) process.exitCode = 1
else if (gpus === 0 && wanted.some(name => GPUS.includes(name))) {
  console.log('no GPU was found: nothing is proven of one')
  process.exitCode = 2
}

/** In a worker of a page, as in a panel; each backend and check has a worker of its own. */
async function checkInChromium(names) {
  await bundle('worker.ts', join(scratch, 'worker.js'))
  const workers = await openChromium(join(scratch, 'worker.js'), { software })
  console.log(`Chromium ${workers.version}`)
  try {
    for (const name of names) {
      const call = async check => {
        const { result, error } = await workers.call({ check, name, allowSoftware: software })
        return result ?? { backend: name, failures: [error] }
      }
      const report = await call('backend')
      tell(report)
      // A page can take its own WebGL context away, and no WebGPU device.
      if (report.missing === undefined && name === 'webgl') tellLoss(await call('loss'))
    }
  } finally {
    await workers.close()
  }
}

async function checkInProcess(name) {
  await bundle('process.ts', join(scratch, 'process.cjs'))
  const { CONVOLENS_ENGINE_PATH: folder } = process.env
  if (folder === undefined) console.log('CONVOLENS_ENGINE_PATH names no folder to look for packages in')
  const child = fork(join(scratch, 'process.cjs'), [name, String(software), ...(folder === undefined ? [] : [folder])])
  const report = await new Promise(resolve => {
    child.once('message', resolve)
    child.once('exit', (code, signal) =>
      resolve({ backend: name, failures: [`its process ended (${signal ?? code})`] }),
    )
  })
  child.kill()
  tell(report)
}

function tell({ backend, device, missing, compared, worst, unsteady = [], failures: found, seconds }) {
  const title = `${backend}${device === undefined ? '' : ` (${device})`}`
  if (missing !== undefined) console.log(`- ${backend}: not found: ${missing}`)
  else if (compared !== undefined) {
    if (GPUS.includes(backend)) gpus++
    console.log(
      `${found.length === 0 ? '✓' : '✗'} ${title}: ${compared} compared in ${seconds.toFixed(0)} s, ` +
        `${compared - unsteady.length - found.length} within ${worst.toExponential(1)}, ${unsteady.length} within what rounding changes`,
    )
    for (const line of unsteady) console.log(`    ~ ${line}`)
  }
  for (const line of found) failures.push(`${title}: ${line}`)
}

function tellLoss({ backend, message, failures: found }) {
  if (found.length === 0)
    console.log(`✓ ${backend}, when the GPU is lost: ${message}; wasm then gives the same picture`)
  for (const line of found) failures.push(`${backend}, when the GPU is lost: ${line}`)
}
