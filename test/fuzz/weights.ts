import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { input, model } from '../../builder/index'
import { EngineError } from '../../engine/engineError'
import type { TfjsModelFiles, WeightFile, WeightFiles } from '../../engine/requests'
import { matchWeights } from '../../engine/weights/matchWeights'
import { readWeights } from '../../engine/weights/readWeights'
import { weightSlots } from '../../engine/weights/slots'
import { damageBytes } from './damageBytes'
import { faultOf } from './faultOf'
import type { FuzzKind, Tried } from './fuzzKind'
import type { Random } from './random'

const reference = 'engine/weights/reference'
const FILES = [
  'keras.h5',
  'keras.keras',
  'keras.npz',
  'keras.weights.h5',
  'torch.onnx',
  'torch.pt',
  'torch.safetensors',
]

const image = input(7, 7, 2)
const { graph } = model('Small', image, image.conv2d(3, 3).batchNorm().relu().flatten().dense(5).dense(3))

/** Damaged weight files of every format, or of those whose files are named, read and paired with a network. */
export const weights = (names: readonly string[] = FILES): FuzzKind => ({
  start() {
    const files = new Map(names.map(name => [name, Uint8Array.from(readFileSync(join(reference, name)))]))
    const slots = weightSlots(graph)
    return {
      async try(random) {
        const given = random.chance(0.2) ? tfjsFiles(random) : singleFile(files, random)
        const bytes = 'data' in given ? new Uint8Array(given.data) : `${given.manifest}\n${Object.keys(given.shards)}`
        return { input: bytes, fault: await read(given, slots) }
      },
      end() {},
    }
  },
})

async function read(given: WeightFiles, slots: ReturnType<typeof weightSlots>): Promise<Tried['fault']> {
  try {
    const found = await readWeights(given)
    for (const { name, shape, values } of found) {
      if (typeof name !== 'string' || !shape.every(size => Number.isSafeInteger(size) && size >= 0))
        return 'a shape of no sizes'
      if (values.length !== shape.reduce((a, b) => a * b, 1)) return 'not as many numbers as the shape says'
      if (!values.every(Number.isFinite)) return 'a number that is not finite'
    }
    matchWeights(slots, found)
    return undefined
  } catch (error) {
    if (error instanceof EngineError && error.code !== 'internal' && error.message && error.action) return undefined
    return faultOf(error)
  }
}

function singleFile(files: ReadonlyMap<string, Uint8Array>, random: Random): WeightFile {
  const name = random.pick([...files.keys()])
  // A wrong name, and what was damaged inside an archive that is whole.
  const file = random.chance(0.1) ? random.pick([...files.keys(), 'weights', 'x.bin', '../../y.npz']) : name
  const bytes = random.chance(0.15) ? archive(files.get(name)!, random) : damageBytes(files.get(name)!, random)
  return { file, data: bytes.buffer }
}

function archive(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const entry = random.pick(['a.npy', 'config.json', 'constructor', '../x.npy', 'x'])
  const content = random.chance(0.3) ? new Uint8Array(random.pick([0, 1, 4_000_000])) : damageBytes(bytes, random)
  return damageBytesSometimes(
    zipSync({ [entry]: content, 'b.npy': npy(random) }, { level: 9 }) as Uint8Array<ArrayBuffer>,
    random,
  )
}

/** An array of NumPy whose header says what it likes. */
function npy(random: Random): Uint8Array {
  const type = random.pick(["'<f4'", "'<f8'", "'<f2'", "'>f4'", "'|O'", "'<i8'", "[('a', '<f4')]"])
  const shape = random.pick(['(3,)', '()', '(2, 3)', '(0,)', '(99999999, 99999999)', '(1e9,)', '(-1,)', '(,)', '(2, 3'])
  const header = `{'descr': ${type}, 'fortran_order': ${random.pick(['True', 'False', '1'])}, 'shape': ${shape}, }\n`
  const length = random.chance(0.8) ? header.length : random.below(70_000)
  const head = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, random.pick([1, 2, 3, 0]), 0, length & 255, length >> 8]
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), ...random.bytes(random.pick([0, 12, 24, 48]))])
}

function damageBytesSometimes(bytes: Uint8Array<ArrayBuffer>, random: Random): Uint8Array<ArrayBuffer> {
  return random.chance(0.5) ? bytes : damageBytes(bytes, random)
}

function tfjsFiles(random: Random): TfjsModelFiles {
  const entry = () => ({
    name: random.pick(['conv2d/kernel', 'dense/bias', '__proto__', '', 'x']),
    shape: random.pick([[3, 3, 2, 3], [3], [], [0], [-1], [1e9, 1e9], [2.5], ['3'], null]),
    dtype: random.pick(['float32', 'float32', 'int32', 'string', 'toString', 7, undefined]),
    quantization: random.pick([
      undefined,
      undefined,
      { dtype: 'uint8', scale: 0.1, min: -1 },
      { dtype: 'float16' },
      { dtype: 'uint16' },
      { scale: 'x' },
      5,
    ]),
  })
  const paths = random.pick([['w.bin'], ['a.bin', 'b.bin'], [], ['../../../etc/passwd'], ['__proto__'], 'w.bin', [7]])
  const manifest = {
    format: random.pick(['layers-model', 'graph-model', undefined]),
    weightsManifest: [{ paths, weights: Array.from({ length: random.below(4) }, entry) }],
  }
  const text = JSON.stringify(manifest)
  const broken = random.chance(0.4)
    ? new TextDecoder().decode(damageBytes(new TextEncoder().encode(text), random))
    : text
  const shards = Object.fromEntries(
    ['w.bin', 'a.bin'].map(path => [path, random.bytes(random.pick([0, 12, 216, 217, 300])).buffer]),
  )
  return { manifest: broken, shards: random.chance(0.9) ? shards : {} }
}
