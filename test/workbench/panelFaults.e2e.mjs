// An engine that dies, in each of its homes, while it works and while it waits.
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { choose } from './harness/choose.mjs'
import { closePanel } from './harness/closePanel.mjs'
import { countColours, readPixels } from './harness/pixels.mjs'
import { poll } from './harness/poll.mjs'
import { changeSettings } from './harness/settings.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

/** TensorFlow for Node needs a download. Its stand-in is TensorFlow.js's own CPU backend under the other's name. */
export function prepare(folder) {
  const { resolve } = createRequire(import.meta.url)
  const at = join(folder, 'node_modules/@tensorflow/tfjs-node')
  mkdirSync(at, { recursive: true })
  writeFileSync(
    join(at, 'index.js'),
    `const tf = require(${JSON.stringify(resolve('@tensorflow/tfjs-core'))})
const { MathBackendCPU } = require(${JSON.stringify(resolve('@tensorflow/tfjs-backend-cpu'))})
tf.registerBackend('tensorflow', () => new MathBackendCPU())
tf.copyRegisteredKernels('cpu', 'tensorflow')
exports.version = { 'tfjs-node': '4.22.0' }
`,
  )
}

const TITLE = 'Convolens: LeNet-5'

const panelOf = page => webviewFrame(page, TITLE)
const backend = panel => panel.getByTestId('backend')
const runsOn = (panel, name) => panel.locator(`[data-testid="backend"][data-backend="${name}"]`).waitFor()
const idle = panel => panel.locator('#status[data-busy="false"]').waitFor({ state: 'attached' })

/** Waits for a drawn explanation of a digit, and the maps of the layer. */
async function showsPictures(panel, layer) {
  await panel.locator('[data-testid="prediction"][data-class="0"]').waitFor()
  await poll(`the maps of ${layer}`, async () => {
    const canvas = panel.getByTestId('activations')
    return (await canvas.getAttribute('data-layer')) === layer && countColours(await readPixels(canvas)) > 20
  })
  await poll('an explanation', async () => countColours(await readPixels(panel.getByTestId('explanation'))) > 20)
  await idle(panel)
  assert.equal(await panel.locator('#error').count(), 0)
}

/** Opens the panel with another backend, in place of the one that is open. */
async function openOn({ page, editor, folder }, name) {
  if ((await page.getByRole('tab', { name: TITLE }).count()) > 0) await closePanel(page, TITLE)
  changeSettings(folder, { 'convolens.backend': name })
  await editor.lineMatching(/conv2d\(6.*28×28×6/)
  // The workbench takes a while to notice that a file of settings is another one.
  return poll(`a panel on ${name}`, async () => {
    await editor.command('Convolens: Visualize Activations')
    const panel = await panelOf(page)
    await panel.locator('[data-testid="prediction"][data-class]').waitFor()
    await idle(panel)
    if ((await backend(panel).getAttribute('data-backend')) === name) return panel
    await closePanel(page, TITLE)
    return undefined
  })
}

/** The engine's own process of this workspace, found by the script and the folder that it was started with. */
function engineProcess(folder) {
  for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0')
      if (words.some(word => word.endsWith('dist/process.js')) && words.includes(folder)) return Number(id)
    } catch {
      // It has ended since.
    }
  }
  return undefined
}

/** The panel's worker among those of the page. */
function engineWorker(page) {
  return poll('the worker of the engine', async () => {
    for (const worker of page.workers())
      if (await worker.evaluate(() => '_tfengine' in globalThis).catch(() => false)) return worker
    return undefined
  })
}

export const tests = {
  'a process that is killed while it works is replaced by the next backend, and told': async context => {
    const { folder } = context
    const panel = await openOn(context, 'tfjs-node')
    await showsPictures(panel, 'conv2d_1')
    // Dozens of passes on the slowest backend: it is killed in the middle.
    await choose(panel, 'method', 'occlusion')
    await panel.locator('#run').click()
    await panel.locator('#status[data-busy="true"]').waitFor()
    process.kill(engineProcess(folder), 'SIGKILL')
    await runsOn(panel, 'wasm')
    await backend(panel).locator('summary').click()
    assert.match(await backend(panel).textContent(), /TensorFlow for Node.*broke down: .*SIGKILL/s)
    await showsPictures(panel, 'conv2d_1')
    assert.equal(await panel.getByTestId('explanation').getAttribute('data-method'), 'occlusion')
    await choose(panel, 'method', 'gradCam')
    await showsPictures(panel, 'conv2d_1')
  },

  'one that is killed while nothing is asked of it is told, and started again on wish': async context => {
    const { page, folder } = context
    const panel = await panelOf(page)
    const first = engineProcess(folder)
    process.kill(first, 'SIGKILL')
    await panel.locator('#error').waitFor()
    assert.match(await panel.locator('#error').textContent(), /The engine process stopped \(SIGKILL\)/)
    // The last pictures are still there.
    assert.ok(countColours(await readPixels(panel.getByTestId('activations'))) > 20)
    await panel.locator('#restart').click()
    await runsOn(panel, 'tfjs-node')
    await showsPictures(panel, 'conv2d_1')
    assert.notEqual(engineProcess(folder), first)
  },

  'it ends with its panel': async context => {
    const { folder } = context
    await openOn(context, 'wasm')
    await poll('no process', () => engineProcess(folder) === undefined)
  },

  'a worker that dies is told, and started again on wish': async ({ page }) => {
    const panel = await panelOf(page)
    const worker = await engineWorker(page)
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('the memory of the machine is used up')
      })
    })
    await panel.locator('#error').waitFor()
    assert.match(await panel.locator('#error').textContent(), /The engine stopped: .*memory of the machine is used up/)
    await choose(panel, 'layer', 'conv2d_2')
    await showsPictures(panel, 'conv2d_2')
    await panel.locator('#tab-summary').click()
    await panel.locator('#summary').waitFor()
    await panel.locator('#tab-look').click()
  },

  'a context of the graphics card that is lost is told, and the next backend goes on': async context => {
    const panel = await openOn(context, 'webgl')
    await showsPictures(panel, 'conv2d_1')
    const worker = await engineWorker(context.page)
    await worker.evaluate(() => {
      const { gl } = globalThis._tfengine.backendInstance.gpgpu
      gl.getExtension('WEBGL_lose_context').loseContext()
    })
    await choose(panel, 'layer', 'conv2d_2')
    await runsOn(panel, 'wasm')
    await backend(panel).locator('summary').click()
    assert.match(await backend(panel).textContent(), /WebGL.*broke down: .*WebGL context was lost/s)
    await showsPictures(panel, 'conv2d_2')
  },
}
