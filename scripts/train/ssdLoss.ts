import { type Tensor, tensor } from '@tensorflow/tfjs-core'
import { boxAround } from '../../engine/detection/box'
import { intersectionOverUnion } from '../../engine/detection/intersectionOverUnion'
import { scenePriors, VARIANCES } from './scenePriors'
import { SCENE_SIZE, type Scene, type SceneObject, SHAPES } from './scenes'

/** Numbers the network gives a default box: four offsets, and a score for the background and every shape. */
const NUMBERS = 4 + 1 + SHAPES.length
/** A default box that overlaps an object by this much is to find it. */
const MATCHED = 0.5
/** Default boxes without object that count, the worst ones, for each with one. */
const NEGATIVES = 3

const around = scenePriors.map(boxAround)

/**
 * SSD's loss and its gradient, from the network's output [scenes, boxes, 4 + classes] before softmax: smooth L1 of the
 * offsets and cross-entropy of the classes, over the matched boxes and the worst of the others, per matched box.
 *
 * Source  Liu et al. 2016, SSD, §2.2, equations 1–3 and "Hard negative mining", https://arxiv.org/abs/1512.02325
 */
export function ssdLoss(output: Tensor, scenes: readonly Scene[]): { loss: number; gradient: Tensor } {
  const values = output.dataSync()
  const gradient = new Float32Array(values.length)
  const matches = scenes.map(({ objects }) => match(objects))
  const positives = matches.flat().filter(object => object !== undefined).length
  let loss = 0
  for (const [scene, found] of matches.entries()) {
    const start = scene * scenePriors.length * NUMBERS
    const errors = found.map((object, prior) => {
      const at = start + prior * NUMBERS + 4
      const right = object === undefined ? 0 : 1 + object.class
      return crossEntropy(values.subarray(at, at + NUMBERS - 4), right)
    })
    const negatives = errors
      .map(({ loss }, prior) => ({ loss, prior }))
      .filter(({ prior }) => found[prior] === undefined)
      .sort((a, b) => b.loss - a.loss)
      .slice(0, NEGATIVES * found.filter(object => object !== undefined).length)
    const counted = [...found.keys()].filter(prior => found[prior] !== undefined)
    for (const prior of [...counted, ...negatives.map(one => one.prior)]) {
      loss += errors[prior].loss
      gradient.set(errors[prior].gradient, start + prior * NUMBERS + 4)
    }
    for (const prior of counted)
      for (const [i, wanted] of encode(found[prior]!, prior).entries()) {
        const difference = values[start + prior * NUMBERS + i] - wanted
        const size = Math.abs(difference)
        loss += size < 1 ? difference ** 2 / 2 : size - 0.5
        gradient[start + prior * NUMBERS + i] = size < 1 ? difference : Math.sign(difference)
      }
  }
  for (let i = 0; i < gradient.length; i++) gradient[i] /= positives
  return { loss: loss / positives, gradient: tensor(gradient, output.shape) }
}

/** Which object each default box is to find: the one it overlaps most, if by enough; each object is found by one at least. */
function match(objects: readonly SceneObject[]): (SceneObject | undefined)[] {
  const overlaps = objects.map(({ box: { top, left, bottom, right } }) => {
    const box = {
      top: top / SCENE_SIZE,
      left: left / SCENE_SIZE,
      bottom: bottom / SCENE_SIZE,
      right: right / SCENE_SIZE,
    }
    return around.map(prior => intersectionOverUnion(prior, box))
  })
  const found = around.map((_, prior) => {
    const best = [...objects.keys()].sort((a, b) => overlaps[b][prior] - overlaps[a][prior])[0]
    return overlaps[best][prior] >= MATCHED ? objects[best] : undefined
  })
  for (const [index, object] of objects.entries()) found[overlaps[index].indexOf(Math.max(...overlaps[index]))] = object
  return found
}

function crossEntropy(scores: ArrayLike<number>, right: number): { loss: number; gradient: number[] } {
  const largest = Math.max(...Array.from(scores))
  const powers = Array.from(scores, score => Math.exp(score - largest))
  const sum = powers.reduce((a, b) => a + b, 0)
  const gradient = powers.map((power, i) => power / sum - (i === right ? 1 : 0))
  return { loss: Math.log(sum) + largest - scores[right], gradient }
}

/** The offsets that {@link decodeOffsets} turns into the object's box. */
function encode({ box }: SceneObject, prior: number): number[] {
  const { y, x, height, width } = scenePriors[prior]
  const [center, size] = VARIANCES
  return [
    ((box.left + box.right) / 2 / SCENE_SIZE - x) / width / center,
    ((box.top + box.bottom) / 2 / SCENE_SIZE - y) / height / center,
    Math.log((box.right - box.left) / SCENE_SIZE / width) / size,
    Math.log((box.bottom - box.top) / SCENE_SIZE / height) / size,
  ]
}
