// Exports networks to Keras, PyTorch and ONNX, runs them there and in the engine with the same weights, and writes how far apart the
// outputs are: npx tsx test/export/compare.ts PYTHON [NETWORK...], a Python with keras, tensorflow, torch, onnx and onnxruntime.
// What was measured of the very same program before is not measured again, unless the network is named.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { dispose, tensor } from '@tensorflow/tfjs-core'
import { graphCosts } from '../../builder/costs'
import type { Graph } from '../../builder/graph'
import { useBackend } from '../../engine/checks/backend'
import { EngineError } from '../../engine/engineError'
import { writeOnnx } from '../../engine/export/writeOnnx'
import { writeSafetensors } from '../../engine/export/writeSafetensors'
import { Network } from '../../engine/network'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../../engine/weights/slots'
import { ExportError } from '../../server/export/step'
import { targets } from '../../server/export/targets'
import { toOnnx } from '../../server/export/toOnnx'
import { exportedNetworks, onnxNetworks, TARGETS, type Target } from './networks'
import { seededWeights } from './seededWeights'

const [python, ...only] = process.argv.slice(2)
const resultsFile = new URL('./results.json', import.meta.url)
const before: Record<string, Record<string, Result>> = JSON.parse(readFileSync(resultsFile, 'utf8'))

type Result =
  | {
      readonly program: string
      readonly parameters: number
      readonly expected: number
      readonly difference: number | null
    }
  | { readonly refused: string }

void main()

async function main(): Promise<void> {
  await useBackend('wasm')
  const runners = new Map<Target, Runner>()
  const results: Record<string, Record<string, Result>> = {}
  for (const [name, make] of Object.entries({ ...onnxNetworks, ...exportedNetworks })) {
    const known = before[name] ?? {}
    if (only.length > 0 && !only.includes(name)) results[name] = known
    else {
      results[name] = await compare(make(), name in exportedNetworks ? TARGETS : ['onnx'], known, runners)
      console.log(name, JSON.stringify(results[name]))
    }
    writeFileSync(resultsFile, `${JSON.stringify({ ...before, ...results }, null, 2)}\n`)
  }
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`)
  for (const runner of runners.values()) runner.end()
}

async function compare(
  graph: Graph,
  to: readonly Target[],
  known: Readonly<Record<string, Result>>,
  runners: Map<Target, Runner>,
): Promise<Record<string, Result>> {
  const results: Record<string, Result> = {}
  const folder = mkdtempSync(join(tmpdir(), 'convolens-export-'))
  const { trainable, nonTrainable } = graphCosts(graph).parameters
  const expected = (trainable as number) + (nonTrainable as number)
  let weights: ReadonlyMap<string, Float32Array> | undefined
  for (const target of to) {
    const program = written(graph, target)
    if (typeof program !== 'string') {
      results[target] = program
      continue
    }
    const sha = createHash('sha256').update(program).digest('hex').slice(0, 16)
    const measured = known[target]
    if (only.length === 0 && measured && 'program' in measured && measured.program === sha) {
      results[target] = measured
      continue
    }
    weights ??= await writeReference(graph, folder)
    if (target === 'onnx') writeFileSync(join(folder, 'model.onnx'), writeOnnx(JSON.parse(program), weights))
    else writeFileSync(join(folder, `${target}_program.py`), program)
    if (!runners.has(target)) runners.set(target, new Runner(target))
    const { parameters, difference } = await runners.get(target)!.run(folder)
    results[target] = { program: sha, parameters, expected, difference }
  }
  rmSync(folder, { recursive: true })
  return results
}

function written(graph: Graph, target: Target): string | { refused: string } {
  try {
    return target === 'onnx' ? JSON.stringify(toOnnx(graph)) : targets[target].write(graph)
  } catch (error) {
    if (error instanceof ExportError) return { refused: error.message }
    throw error
  }
}

/** A Python that runs programs for one library: it takes folders, line by line. */
class Runner {
  private readonly child: ChildProcess
  private readonly lines: AsyncIterator<string>

  constructor(target: Target) {
    const script = new URL('./run.py', import.meta.url).pathname
    this.child = spawn(python, [script, target], { stdio: ['pipe', 'pipe', 'inherit'] })
    const lines: Interface = createInterface({ input: this.child.stdout! })
    this.lines = lines[Symbol.asyncIterator]()
  }

  async run(folder: string): Promise<{ parameters: number; difference: number | null }> {
    this.child.stdin!.write(`${folder}\n`)
    for (let line = await this.lines.next(); !line.done; line = await this.lines.next()) {
      if (line.value.startsWith('{')) return JSON.parse(line.value)
    }
    throw new Error(`the program in ${folder} did not run`)
  }

  end(): void {
    this.child.stdin!.end()
  }
}

/** Weights, an image for every input, and what the engine computes of them; of volumes, which it does not run, what Keras does. */
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
  const network = networkOf(graph, weights)
  if (!network) return weights
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

function networkOf(graph: Graph, weights: ReadonlyMap<string, Float32Array>): Network | undefined {
  try {
    return new Network(graph, weights)
  } catch (error) {
    if (error instanceof EngineError) return undefined
    throw error
  }
}
