import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../scripts/workbench/repositoryRoot.mjs'
import { poll } from './harness/poll.mjs'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'keras.ts'

/** The network of engine/weights/reference/make.py, which Keras saved; and one that a broken file is named for. */
export function prepare(folder) {
  const reference = join(repositoryRoot, 'engine/weights/reference')
  for (const name of ['keras.h5', 'keras.keras']) copyFileSync(join(reference, name), join(folder, name))
  writeFileSync(join(folder, file), network('keras.h5'))
}

function network(weights) {
  return `import { input, model } from 'convolens'

const image = input(7, 7, 3)
const map = image
  .conv2d(2, 1, { name: 'extra' })
  .conv2d(3, 3, { name: 'stem' })
  .batchNorm({ epsilon: 0.01, name: 'batch_normalization' })
  .relu()
  .depthwiseConv2d(3, { depthMultiplier: 2 })
  .conv2dTranspose(2, 2, { strides: 2 })
  .conv2d(2, 1, { padding: 'same' })
export default model('Saved', image, map.flatten().dense(5, { activation: 'relu' }).dense(3), { weights: '${weights}' })
`
}

const panelOf = page => webviewFrame(page, 'Convolens: Saved')

/** How many weights of the file are there, how many of the network lack, how many of the file are left. */
async function found(panel) {
  await panel.locator('#weights summary').waitFor()
  return (await panel.locator('#weights summary').textContent()).match(/\d+/g).map(Number)
}

export const tests = {
  'weights in HDF5 are read beside the engine': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(3, 3/)
    await editor.command('Convolens: Visualize Activations')
    // Two weights of the layer that Keras does not know, and none else, lack.
    const [matched, missing, unused] = await found(await panelOf(page))
    assert.deepEqual([missing, unused], [2, 0])
    assert.ok(matched >= 14, `${matched} weights`)
  },

  'and those in an archive of Keras': async ({ page, folder }) => {
    writeFileSync(join(folder, file), network('keras.keras'))
    const panel = await panelOf(page)
    await poll('the other file', async () => /keras\.keras/.test(await panel.locator('#weights').textContent()))
    const [, missing, unused] = await found(panel)
    assert.deepEqual([missing, unused], [2, 0])
  },

  'a broken one is told by its name': async ({ page, folder }) => {
    writeFileSync(join(folder, 'cut.h5'), Buffer.from('\x89HDF\r\n\x1a\n and no more', 'latin1'))
    writeFileSync(join(folder, file), network('cut.h5'))
    const panel = await panelOf(page)
    await poll('why', async () =>
      /cut\.h5 is a broken HDF5 file\. Copy or save it again/.test(await panel.locator('#weights').textContent()),
    )
  },
}
