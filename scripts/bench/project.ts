import { BLOCKS, routines, TRAIN, table } from './surroundings'

/** A project whose model is edited: its files by name, and the model's text after an edit. */
export interface Project {
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  /** Makes one number larger, at the top, in the middle or at the end of the network by turns; no text comes twice. */
  edit(turn: number): string
}

export const MODEL_FILE = 'src/model.ts'

/** Three networks as their users would write them, each in the middle of a project of 2,000 lines. */
export const projects: readonly Project[] = [
  project('LeNet-like', leNetLike()),
  project('ResNet-50', resNet('3, 4, 6, 3')),
  project('ResNet-152', resNet('3, 8, 36, 3')),
  project('DenseNet-201', denseNet()),
]

function project(name: string, model: string): Project {
  const files: Record<string, string> = { [MODEL_FILE]: model, 'src/blocks.ts': BLOCKS, 'src/train.ts': TRAIN }
  const lines = () => Object.values(files).reduce((sum, text) => sum + text.split('\n').length, 0)
  for (let part = 1; lines() < 2_000; part++) files[`src/data/part${part}.ts`] = part % 2 ? table(part) : routines(part)
  const texts = model.split(/\d+(?=\/\*edit\*\/)/)
  const numbers = model.match(/\d+(?=\/\*edit\*\/)/g)!.map(Number)
  return {
    name,
    files,
    edit(turn) {
      numbers[turn % numbers.length] += 8
      return texts.map((text, index) => text + (numbers[index] ?? '')).join('')
    },
  }
}

/** Fifty layers in a row, each written out, as LeNet is. */
function leNetLike(): string {
  const stages = [16, 24, 32, 48].flatMap((filters, stage) => [
    ...Array.from({ length: 5 }, (_, layer) => {
      const edit = (stage === 0 || stage === 2) && layer === 0 ? '/*edit*/' : ''
      const source = layer === 0 ? (stage === 0 ? 'image' : `pool${stage}`) : `map${stage * 5 + layer}`
      return `const map${stage * 5 + layer + 1} = ${source}.conv2d(${filters}${edit}, 3, { padding: 'same' }).tanh()`
    }),
    `const pool${stage + 1} = map${stage * 5 + 5}.avgPool2d(2)`,
  ])
  return `import { input, model } from 'convolens'

const image = input(96, 96, 3)
${stages.join('\n')}
const digits = pool4.flatten().dense(120/*edit*/).tanh().dense(84).tanh().dense(10).softmax()

export default model('LeNet-like', image, digits)
`
}

function resNet(depths: string): string {
  return `import { input, model, type Tensor } from 'convolens'
import { bottleneck, convolve } from './blocks'

const depths = [${depths}]
const widths = [64, 128, 256, 512]

/** Four stages of residual blocks; each but the first halves the map. */
function stages(start: Tensor): Tensor {
  let x = start
  for (const [stage, blocks] of depths.entries()) {
    for (let block = 0; block < blocks; block++) {
      const strides = stage > 0 && block === 0 ? 2 : 1
      x = bottleneck(x, widths[stage], { strides, expansion: 4 })
    }
  }
  return x
}

const image = input(224, 224, 3)
const stem = convolve(image, 64/*edit*/, 7, { strides: 2 }).relu().maxPool2d(3, { strides: 2, padding: 'same' })
const features = convolve(stages(stem), 512/*edit*/, 1)
const scores = features.globalAveragePool2d().dense(1000/*edit*/)

export default model('ResNet', image, scores.softmax(), { task: 'classification' })
`
}

function denseNet(): string {
  return `import { input, model, type Tensor } from 'convolens'
import { convolve, preactivated } from './blocks'

const layersOfBlock = [6, 12, 48, 32]
const growth = 32/*edit*/

/** Every layer puts what it computes beside all that came before. */
function denseBlock(start: Tensor, layers: number): Tensor {
  let x = start
  for (let layer = 0; layer < layers; layer++) {
    const made = preactivated(preactivated(x, 4 * growth, 1), growth, 3)
    x = x.concat(made)
  }
  return x
}

function transition(x: Tensor): Tensor {
  return preactivated(x, x.channels >> 1, 1).avgPool2d(2)
}

const image = input(224, 224, 3)
const stem = convolve(image, 64/*edit*/, 7, { strides: 2 }).relu().maxPool2d(3, { strides: 2, padding: 'same' })
let features = stem
layersOfBlock.forEach((layers, block) => {
  features = denseBlock(block > 0 ? transition(features) : features, layers)
})
const scores = features.batchNorm().relu().globalAveragePool2d().dense(1000/*edit*/)

export default model('DenseNet-201', image, scores.softmax(), { task: 'classification' })
`
}
