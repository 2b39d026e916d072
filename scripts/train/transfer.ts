// Trains the head of examples/transfer/doodles.ts on a few drawings, behind the frozen convolutions of examples/digits, measures
// it on drawings it has never seen, and writes weights, sample images and README: `npx tsx scripts/train/transfer.ts`
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Tensor } from '@tensorflow/tfjs-core'
import { tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { startBackend, workerBackends } from '../../engine/backends/backends'
import { encodePng } from '../../engine/jobs/encodePng'
import { findLogits } from '../../engine/logits'
import { Network } from '../../engine/network'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { weightSlots } from '../../engine/weights/slots'
import lenet from '../../examples/digits/lenet'
import model from '../../examples/transfer/doodles'
import { DOODLE_SIZE, DOODLES, type Doodle, makeDoodle, movedDoodle } from './doodles'
import { loadExample } from './loadExample'
import { nameDoodles } from './nameDoodles'
import { saveTfjsModel } from './saveTfjsModel'
import { softmaxLoss } from './softmaxLoss'
import { train } from './train'

const SEED = 1
const PER_CLASS = 20
const STEPS = 400
const BATCH = 20
const HELD_OUT = 200
const SAMPLES = 2
const folder = fileURLToPath(new URL('../../examples/transfer/', import.meta.url))
const wasmPath = fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))
const draw = (what: string, count: number) =>
  DOODLES.flatMap((_, shape) => Array.from({ length: count }, (_, i) => makeDoodle(`${what} ${i}`, shape)))

async function main(): Promise<void> {
  await startBackend({ backend: 'wasm', wasmPath }, workerBackends)
  const graph: Graph = JSON.parse(JSON.stringify(model))
  const unfrozen: Graph = { ...graph, layers: graph.layers.map(({ weights: _, ...layer }) => layer) }
  const { values: digits } = loadExample('digits', lenet)
  const [few, heldOut] = [draw('training', PER_CLASS), draw('held out', HELD_OUT)]
  const measured: number[] = []
  for (const [trained, from] of [
    [graph, digits],
    [graph, undefined],
    [unfrozen, undefined],
  ] as const) {
    const values = await trainOn(trained, few, from)
    const network = new Network(trained, values)
    measured.push(await nameDoodles(network, heldOut))
    network.dispose()
    if (from !== undefined) saveTfjsModel(`${folder}weights/`, weightSlots(graph), values)
  }
  console.log(measured)
  writeSamples(heldOut)
  writeReadme(measured)
}

/** Cross-entropy on batches chosen and moved by up to two pixels at random, the same ones whatever the network. */
function trainOn(graph: Graph, doodles: readonly Doodle[], from: ReadonlyMap<string, Float32Array> | undefined) {
  const next = randomNumbers(`transfer ${SEED}`)
  const batch = () => {
    const chosen = Array.from({ length: BATCH }, () => doodles[Math.floor(next() * doodles.length)])
    const move = () => Math.floor(5 * next()) - 2
    const pixels = Float32Array.from(chosen.flatMap(doodle => [...movedDoodle(doodle, move(), move())]))
    const input = tensor(pixels, [BATCH, DOODLE_SIZE, DOODLE_SIZE, 1])
    const truth = chosen.map(doodle => doodle.class)
    return { input, lossAt: (logits: Tensor) => softmaxLoss(logits, truth) }
  }
  const target = findLogits(graph).edge
  return train({ graph, target, seed: SEED, from, steps: STEPS, rate: 0.003, report: 100, batch })
}

/** The first few held-out drawings of each shape, named right or not: `star-2.png`. */
function writeSamples(heldOut: readonly Doodle[]): void {
  rmSync(`${folder}images/`, { recursive: true, force: true })
  mkdirSync(`${folder}images/`, { recursive: true })
  for (const [shape, name] of DOODLES.entries())
    for (const [i, { pixels }] of heldOut
      .filter(one => one.class === shape)
      .slice(0, SAMPLES)
      .entries())
      writeFileSync(`${folder}images/${name}-${i + 1}.png`, encodePng(pixels, DOODLE_SIZE, DOODLE_SIZE))
}

function writeReadme([transferred, random, scratch]: readonly number[]): void {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const bytes = statSync(`${folder}weights/weights.bin`).size
  writeFileSync(
    `${folder}README.md`,
    `# A new head on convolutions that know digits

\`doodles.ts\` tells five drawn shapes apart. Its convolutions are those of \`../digits\`, frozen with \`trainable: false\`; only the head,
one dense layer, was trained, on ${PER_CLASS} drawings of each shape, moved at random.
Of ${(HELD_OUT * DOODLES.length).toLocaleString('en')} drawings it has never seen, it names **${percent(transferred)}**.

What the digits are good for, with the same ${PER_CLASS * DOODLES.length} drawings, the same number of steps and no digits:

| | named right |
|---|---|
| head on the digits' convolutions | ${percent(transferred)} |
| head on random convolutions, frozen too | ${percent(random)} |
| all layers trained from random weights | ${percent(scratch)} |

Drawings are generated (\`scripts/train/doodles.ts\`): lines with random corners, turn, stretch, place and width. \`images/\` holds ${SAMPLES} held-out
ones of each shape, whether named right or not. The weights take ${Math.round(bytes / 1024)} kB, the digits' convolutions included.

\`\`\`sh
npx tsx scripts/train/digits.ts    # trains the digits' network
npx tsx scripts/train/transfer.ts  # trains the head and writes this folder; the seed fixes drawings, order and start
\`\`\`
`,
  )
}

main()
