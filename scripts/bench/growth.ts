// How the time of an analysis grows with the layers: a residual network in a loop, analysed from scratch with its findings.
import { defaultLimits } from '../../server/evaluate/limits'
import { diagnostics } from '../../server/features/diagnostics'
import { inlayHints } from '../../server/features/inlayHints'
import { memoryFileSystem } from '../../server/files/memoryFileSystem'
import { Workspace } from '../../server/workspace'
import { decimals, median, newTimes, printTable, timed } from './figures'

const LAYERS = [1_000, 10_000, 100_000]
const LAYERS_OF_A_BLOCK = 5
/** Nobody waits for so large a network while typing: the limits are there to stop it. */
const limits = Object.fromEntries(Object.keys(defaultLimits).map(name => [name, Number.MAX_SAFE_INTEGER]))

/** Prints the time for each number of layers, and for each layer. */
export async function growth(): Promise<void> {
  const rows = [['layers', 'CPU ms', 'µs a layer']]
  for (const layers of LAYERS) {
    const file = '/project/model.ts'
    const texts = { [file]: program(layers / LAYERS_OF_A_BLOCK) }
    const times = newTimes()
    for (let turn = 0; turn < (layers > 10_000 ? 3 : 7); turn++) {
      const workspace = new Workspace(memoryFileSystem(texts), ['/project'], limits)
      await timed(times, () => {
        const analysis = workspace.analysis(file)!
        inlayHints(analysis, { start: 0, end: texts[file].length })
        diagnostics(analysis)
      })
    }
    const time = median(times.cpu)
    rows.push([String(layers), decimals(time), decimals((1000 * time) / layers)])
  }
  console.log('Growth with the layers: analysis from scratch, hints and findings\n')
  printTable(rows)
}

function program(blocks: number): string {
  return `import { input, model } from 'convolens'
const image = input(64, 64, 3)
let x = image.conv2d(16, 3, { padding: 'same' })
for (let block = 0; block < ${blocks}; block++) {
  const made = x.conv2d(16, 3, { padding: 'same' }).batchNorm().relu()
  x = made.add(x).dropout(0.1)
}
model('deep', image, x.globalAveragePool2d().dense(10).softmax())
`
}
