// How weights of a hundred megabytes are read: `npm run bench -- weights`. Writes a network like VGG-16 (its convolutions and a
// dense layer of 512) with numbers of no meaning in every format, reads each file in a process of its own, and prints the time until the
// network has its weights, the memory on top of what the engine takes without them, and how long a cancellation takes.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { zipSync } from 'fflate'
import { input, type Model, model } from '../builder/index'
import type { NamedTensor } from '../engine/export/writeSafetensors'
import { writeSafetensors } from '../engine/export/writeSafetensors'
import { readWeightFiles } from '../engine/jobs/files'
import { weightsJob } from '../engine/jobs/weightsJob'
import type { Steps } from '../engine/requests'
import { pairWeights } from '../engine/weights/pairWeights'
import { readWeights } from '../engine/weights/readWeights'
import { slotName, weightSlots } from '../engine/weights/slots'
import { takeWeights } from '../engine/weights/takeWeights'
import { toOnnx } from '../server/export/toOnnx'
import { printTable } from './bench/figures'

const MEGABYTE = 1e6

/** Of what one process did with one file. */
interface Reading {
  readonly listed: number
  readonly taken: number
  readonly memory: number
  readonly told: number
  readonly cancelled: number
  /** Milliseconds to read the weights of the last layer alone. */
  readonly part: number
}

const [path] = process.argv.slice(2)
if (path === undefined) await writeAndRead()
else console.log(JSON.stringify(await read(path)))

async function writeAndRead(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'convolens-bench-'))
  try {
    const files = await write(folder)
    const rows = [
      ['file', 'MB', 'listed CPU ms', 'all taken CPU ms', 'memory MB', 'messages', 'one layer ms', 'cancelled ms'],
    ]
    for (const file of files) {
      const { listed, taken, memory, told, part, cancelled } = readInProcess(file)
      const figures = [listed, taken, memory, told, part, cancelled].map(figure => figure.toFixed(0))
      rows.push([basename(file), (sizeOf(file) / MEGABYTE).toFixed(0), ...figures])
    }
    console.log('Weights of a network like VGG-16, each file read in a process of its own\n')
    printTable(rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function network(): Model {
  const image = input(224, 224, 3)
  let x = image
  for (const filters of [64, 64, 0, 128, 128, 0, 256, 256, 256, 0, 512, 512, 512, 0, 512, 512, 512, 0])
    x = filters === 0 ? x.maxPool2d(2) : x.conv2d(filters, 3, { padding: 'same', activation: 'relu' })
  return model('VGG-like', image, x.flatten().dense(512).relu().dense(1000).softmax())
}

async function write(folder: string): Promise<string[]> {
  const { graph } = network()
  const at = (name: string) => join(folder, name)
  const tensors = weightSlots(graph).map(slot => {
    const size = slot.shape.reduce((product, side) => product * side, 1)
    const values = Float32Array.from({ length: size }, (_, i) => ((i * 2654435761) % 1000) / 1000)
    return { name: slotName(slot), shape: slot.shape, values }
  })
  writeFileSync(at('a.safetensors'), writeSafetensors(tensors))
  const entries = tensors.map(tensor => [`${tensor.name}.npy`, npy(tensor)] as const)
  writeFileSync(at('a.npz'), zipSync(Object.fromEntries(entries), { level: 0 }))
  await writeHdf5(at('a.h5'), tensors)
  const job = { kind: 'weights', graph, seed: 1 } as const
  await weightsJob({ ...job, format: 'tfjs', weights: at('a.safetensors'), out: at('model.json') })
  await weightsJob({ ...job, format: 'onnx', weights: at('a.safetensors'), out: at('a.onnx'), model: toOnnx(graph) })
  return ['a.safetensors', 'a.npz', 'model.json', 'a.h5', 'a.onnx'].map(at)
}

function npy({ shape, values }: NamedTensor): Uint8Array {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`
  const head = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]
  const bytes = new Uint8Array(head.length + header.length + values.byteLength)
  bytes.set(head)
  bytes.set(new TextEncoder().encode(header), head.length)
  bytes.set(new Uint8Array(values.buffer), head.length + header.length)
  return bytes
}

/** As Keras 2 does: groups by layer, whose attributes name the weights. */
async function writeHdf5(path: string, tensors: readonly NamedTensor[]): Promise<void> {
  const { default: h5wasm } = await import('h5wasm')
  const { FS } = await h5wasm.ready
  const file = new h5wasm.File('a.h5', 'w')
  const layers = [...new Set(tensors.map(({ name }) => name.split('/')[0]))]
  file.create_attribute('layer_names', layers)
  for (const layer of layers) {
    const group = file.create_group(layer)
    const own = tensors.filter(({ name }) => name.startsWith(`${layer}/`))
    group.create_attribute(
      'weight_names',
      own.map(({ name }) => name),
    )
    const inner = group.create_group(layer)
    for (const { name, shape, values } of own)
      inner.create_dataset({ name: name.split('/')[1], data: values, shape: [...shape] })
  }
  file.close()
  writeFileSync(path, FS!.readFile('a.h5'))
}

function sizeOf(path: string): number {
  return statSync(path.endsWith('model.json') ? path.replace('.json', '.bin') : path).size
}

function readInProcess(path: string): Reading {
  const args = ['--expose-gc', '--import', 'tsx', fileURLToPath(import.meta.url), path]
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const last = stdout.trim().split('\n').at(-1) ?? ''
  if (!last.startsWith('{')) throw new Error(`${path}: ${stderr.slice(-500)}`)
  return JSON.parse(last)
}

async function read(path: string): Promise<Reading> {
  const slots = weightSlots(network().graph)
  gc!()
  const before = process.memoryUsage().rss
  const started = processorTime()
  const sources = await readWeights(readWeightFiles(path))
  const { paired, report } = pairWeights(slots, sources)
  if (report.missing.length + report.unused.length > 0) throw new Error(`${path}: not all weights were matched`)
  const listed = processorTime()
  const told: string[] = []
  const progress = (message: string, _steps?: Steps) => told.push(message)
  const values = await takeWeights(paired, { progress })
  const taken = processorTime()
  const memory = (peak() - before) / MEGABYTE
  values.clear()
  const cancelled = await cancel(paired)
  const again = performance.now()
  await takeWeights(paired.slice(-2))
  const part = performance.now() - again
  return { listed: listed - started, taken: taken - started, memory, told: told.length, cancelled, part }
}

/** Milliseconds of this process, which other programs on the machine change least. */
function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Bytes, of this process alone: what `resourceUsage` tells begins with what the process had that started it. */
function peak(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

/** From the wish to its being done, in the middle of the reading. */
async function cancel(paired: Parameters<typeof takeWeights>[0]): Promise<number> {
  const controller = new AbortController()
  let asked = 0
  const progress = () => {
    if (asked > 0) return
    asked = performance.now()
    // Comes as a message would, in between.
    setTimeout(() => controller.abort())
  }
  await takeWeights(paired, { signal: controller.signal, progress }).catch(() => {})
  return performance.now() - asked
}
