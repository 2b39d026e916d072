// Exports networks to Keras, PyTorch and ONNX, runs them there and in the engine with the same weights, and writes how far apart the
// outputs are: npx tsx test/export/compare.ts PYTHON [NETWORK...], a Python with keras, tensorflow, torch, onnx and onnxruntime.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dispose, tensor } from '@tensorflow/tfjs-core'
import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'
import { useBackend } from '../../engine/checks/backend'
import { writeOnnx } from '../../engine/export/writeOnnx'
import { writeSafetensors } from '../../engine/export/writeSafetensors'
import { Network } from '../../engine/network'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../../engine/weights/slots'
import { ExportError } from '../../server/export/step'
import { targets } from '../../server/export/targets'
import { toOnnx } from '../../server/export/toOnnx'
import { exportedNetworks, onnxNetworks } from './networks'
import { seededWeights } from './seededWeights'

const [python, ...only] = process.argv.slice(2)
const resultsFile = new URL('./results.json', import.meta.url)
const results: Record<string, Record<string, unknown>> = only.length > 0
  ? JSON.parse(readFileSync(resultsFile, 'utf8'))
  : {}

void main()

async function main(): Promise<void> {
  await useBackend('wasm')
  for (const [name, make] of Object.entries({ ...onnxNetworks, ...exportedNetworks })) {
    if (only.length > 0 && !only.includes(name)) continue
    results[name] = await compare(make(), name in exportedNetworks ? ['keras', 'pytorch', 'onnx'] : ['onnx'])
    console.log(name, JSON.stringify(results[name]))
    writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  }
}

async function compare(graph: Graph, to: readonly ('keras' | 'pytorch' | 'onnx')[]): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-export-'))
  const results: Record<string, unknown> = {}
  const { trainable, nonTrainable } = graphCosts(graph).parameters
  const weights = await writeReference(graph, folder)
  for (const target of to) {
    try {
      const program = target === 'onnx' ? JSON.stringify(toOnnx(graph)) : targets[target].write(graph)
      if (target === 'onnx') writeFileSync(join(folder, 'model.onnx'), writeOnnx(JSON.parse(program), weights))
      else writeFileSync(join(folder, `${target}_program.py`), program)
      const script = new URL('./run.py', import.meta.url).pathname
      const output = execFileSync(python, [script, target, folder], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const { parameters, difference } = JSON.parse(output.trim().split('\n').at(-1)!)
      const expected = (trainable as number) + (nonTrainable as number)
      const sha = createHash('sha256').update(program).digest('hex').slice(0, 16)
      results[target] = { program: sha, parameters, expected, difference }
    } catch (error) {
      if (error instanceof ExportError) results[target] = { refused: error.message }
      else throw error
    }
  }
  rmSync(folder, { recursive: true })
  return results
}

/** Weights, an image for every input, and what the engine computes of them. */
async function writeReference(graph: Graph, folder: string): Promise<ReadonlyMap<string, Float32Array>> {
  const weights = seededWeights(graph)
  const tensors = weightSlots(graph).map(slot => ({
    name: slotName(slot),
    shape: slot.shape,
    values: weights.get(slotName(slot))!,
  }))
  writeFileSync(join(folder, 'weights.safetensors'), writeSafetensors(tensors))
  const shapes = new Map(graph.layers.map(({ name, outputShapes }) => [name, outputShapes[0] as number[]]))
  const images = graph.inputs.map(name => {
    const next = randomNumbers(name)
    const shape = shapes.get(name)!
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * next() - 1)
    return { name, shape: [1, ...shape], values }
  })
  writeFileSync(join(folder, 'inputs.safetensors'), writeSafetensors(images))
  const network = new Network(graph, weights)
  const given = Object.fromEntries(images.map(({ name, shape, values }) => [name, tensor(values, shape)]))
  // The network may hold activations as layers of their own, which its outputs then are.
  const outputs = await network.forward(given, new Set(network.graph.outputs.map(({ layer }) => layer)))
  const computed = await Promise.all(
    network.graph.outputs.map(async ({ layer, output }, index) => {
      const made = outputs.get(layer)![output]
      return { name: String(index), shape: made.shape, values: (await made.data()) as Float32Array }
    }),
  )
  writeFileSync(join(folder, 'outputs.safetensors'), writeSafetensors(computed))
  dispose([...Object.values(given), ...[...outputs.values()].flat()])
  network.dispose()
  return weights
}
