// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are programs
import { readdirSync, readFileSync } from 'node:fs'
import { zoo } from '../../builder/zoo/index'

/** Whole programs, by file name, that mutations start from: the examples, the zoo's sources, and some that use much of the language. */
export function seedPrograms(): Readonly<Record<string, string>> {
  return { ...exampleSources(), ...zooSources(), ...written }
}

function exampleSources(): Record<string, string> {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    files.filter(file => file.endsWith('.ts')).map(file => [`examples/${file}`, read(`examples/${file}`)]),
  )
}

/** As a user would write them, who has the package and not its sources. */
function zooSources(): Record<string, string> {
  const files = readdirSync('builder/zoo')
  const sources = files.filter(file => /^\w+\.ts$/.test(file) && file !== 'index.ts')
  return Object.fromEntries(
    sources.map(file => {
      const name = file.replace('.ts', '')
      const text = read(`builder/zoo/${file}`)
        .replace(/import (type )?\{([^}]*)\} from '\.\.\/blocks\/(\w+)'/g, (_, type, names: string, block) => {
          const values = type ? [] : names.split(',').filter(part => !/^\s*type /.test(part) && part.trim() !== '')
          return `import { blocks as ${block}Blocks } from 'convolens'\nconst {${values.join(',').replaceAll(' as ', ': ')} } = ${block}Blocks`
        })
        .replace(/from '\.\.\/\w+'/g, "from 'convolens'")
      return [`zoo/${file}`, Object.hasOwn(zoo, name) ? `${text}\nexport const made = ${name}()\n` : text]
    }),
  )
}

function read(path: string): string {
  return readFileSync(path, 'utf8')
}

const written: Readonly<Record<string, string>> = {
  'sequential.js': `import * as tf from '@tensorflow/tfjs'
const model = tf.sequential({ name: 'digits' })
model.add(tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 32, kernelSize: [3, 3], activation: 'relu', padding: 'same' }))
model.add(tf.layers.batchNormalization({ axis: -1 }))
model.add(tf.layers.maxPooling2d({ poolSize: 2, strides: [2, 2] }))
for (const filters of [64, 128]) model.add(tf.layers.separableConv2d({ filters, kernelSize: 3, depthMultiplier: 2 }))
model.add(tf.layers.flatten())
model.add(tf.layers.dropout({ rate: 0.25 }))
model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
model.summary()
`,
  'functional.ts': `import * as tf from '@tensorflow/tfjs-node'
interface Options { readonly depth: number; readonly width?: number }
function block(x: tf.SymbolicTensor, { depth, width = 16 }: Options): tf.SymbolicTensor {
  let y = x
  for (let i = 0; i < depth; i++) y = tf.layers.conv2d({ filters: width * 2 ** i, kernelSize: 3, padding: 'same', useBias: i === 0 }).apply(y) as tf.SymbolicTensor
  return tf.layers.concatenate().apply([x, y]) as tf.SymbolicTensor
}
const image = tf.input({ shape: [64, 64, 3], name: 'image' })
const features = [1, 2, 3].reduce((x, depth) => block(x, { depth }), image)
const head = tf.layers.globalAveragePooling2d({}).apply(features)
const scores = tf.layers.dense({ units: 5, kernelInitializer: 'heNormal', kernelRegularizer: tf.regularizers.l2({ l2: 1e-4 }) }).apply(head)
export default tf.model({ inputs: image, outputs: [scores as tf.SymbolicTensor] })
`,
  'recurrent.js': `const tf = require('@tensorflow/tfjs')
async function build({ steps, words } = { steps: 40, words: 1000 }) {
  const model = tf.sequential()
  model.add(tf.layers.embedding({ inputDim: words, outputDim: 32, inputLength: steps }))
  model.add(tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 16, returnSequences: true }), mergeMode: 'concat' }))
  model.add(tf.layers.timeDistributed({ layer: tf.layers.dense({ units: 4 }) }))
  model.add(tf.layers.gru({ units: 8 }))
  await model.fit(xs, ys, { epochs: 3, callbacks: { onEpochEnd: async (epoch, logs) => console.log(epoch, logs.loss) } })
  return model
}
module.exports = { build, model: build() }
`,
  'classes.ts': `import { input, layers, model, type Tensor } from 'convolens'
abstract class Part { static made = 0; #name: string; constructor(name = 'part' + Part.made++) { this.#name = name } abstract apply(x: Tensor): Tensor; get name() { return this.#name } }
class Stem extends Part { constructor(private readonly filters: number, readonly kernel = 3) { super(); }
  override apply(x: Tensor): Tensor { return x.conv2d(this.filters, this.kernel, { strides: 2, padding: 'same', name: this.name }).batchNorm().relu() } }
class Stage extends Part { readonly parts: Part[]; constructor(...parts: Part[]) { super('stage'); this.parts = parts }
  apply(x: Tensor) { return this.parts.reduce((y, part) => part.apply(y), x) } }
const shared = layers.conv2d(16, 3, { padding: 'same' })
const left = input(64, 64, 3), right = input(64, 64, 3)
const tower = new Stage(new Stem(8), new Stem(16, 5))
const [a, b] = [left, right].map(x => shared.apply(tower.apply(x)))
const { height = 1, width: w } = a!
export default model(\`two \${height}×\${w}\`, [left, right], a!.subtract(b!).globalAveragePool2d().dense(1).sigmoid(), { labels: ['same'] })
`,
  'language.ts': `import { input, model, blocks, type Tensor } from 'convolens'
const table = new Map<string, readonly [number, number]>([['a', [8, 3]], ['b', [16, 1]]])
const sizes = new Set([...table.values()].map(([filters]) => filters))
function* powers(start: number) { while (start < 64) { yield start; start *= 2 } }
enum Kind { Plain, Residual = 'residual' }
namespace Defaults { export const rate = 0.1; export type Rate = typeof rate }
label: for (const [name, [filters, kernel]] of table) { if (name === 'z') continue label; switch (kernel) { case 1: break label; default: } }
const image = input(null, null, 3)
let x: Tensor = image
for (const filters of powers(8)) x = x.conv2d(filters, 3, { padding: { top: 1, bottom: 1, left: 1, right: 1 } })?.relu()
do { x = Kind.Residual === 'residual' ? blocks.residual(x, 32) : x } while (x.channels < 32)
try { if (sizes.size > 9) throw new RangeError('none') } catch ({ message }) { console.warn(message) } finally { x = x.dropout(Defaults.rate satisfies Defaults.Rate) }
const late = async () => { await null; return /conv(?<n>\\d+)/.exec('conv12')?.groups?.n ?? parseInt('7', 10) }
void late().then(units => model('late', image, x.globalAveragePool2d().dense(+units!)))
// ^? H×W×32
export const net = model('net', image, x.globalAveragePool2d().dense(JSON.parse('[10]')[0] | 0).softmax(), { task: 'classification' })
`,
  'unet.js': `import { input, model } from 'convolens'
const down = (x, n) => x.conv2d(n, 3, { padding: 'same' }).relu().conv2d(n, 3, { padding: 'same' }).relu()
const image = input(128, 128, 1), skips = []
let x = image
for (let i = 0, n = 8; i < 4; i++, n *= 2) { x = down(x, n); skips.push(x); x = x.maxPool2d(2) }
x = down(x, 128)
while (skips.length) { const skip = skips.pop(); x = down(x.conv2dTranspose(skip.channels, 2, { strides: 2 }).concat(skip), skip.channels) }
export default model('U-Net', image, x.conv2d(1, 1).sigmoid())
`,
  'page.html': `<!doctype html><html><head><script src="https://cdn.jsdelivr.net/npm/@tensorflow/tfjs"></script></head><body onload="run()"><script>
async function run() { const m = tf.sequential(); m.add(tf.layers.dense({ inputShape: [4], units: 3, activation: 'softmax' })); m.compile({ loss: 'meanSquaredError', optimizer: 'sgd' }) }
</script><script type="module">import { input, model } from 'convolens'
const a = input(9, 9, 2); model('inline', a, a.flatten().dense(3))</script></body></html>
`,
  'component.tsx': `import React, { useState, useEffect, useRef } from 'react'
import * as tf from '@tensorflow/tfjs'
export function Trainer({ units = 8 }: { units?: number }) {
  const [model, setModel] = useState<tf.Sequential | null>(null)
  const size = useRef(28)
  useEffect(() => { const m = tf.sequential({ layers: [tf.layers.conv2d({ inputShape: [size.current, size.current, 1], filters: units, kernelSize: 5 }), tf.layers.flatten(), tf.layers.dense({ units: 10 })] }); setModel(m) }, [units])
  return <div onClick={() => model?.summary()}>{units}<>{size.current}</></div>
}
`,
}
