import { type Block, checkComputation } from '../checks/checkComputation'
import { randomNumbers } from '../weights/randomNumbers'
import { denseCrf } from './denseCrf'

const next = randomNumbers('pixels')
const pixels = (count: number) => Array.from({ length: count }, () => Math.floor(256 * next()))

const deepLab = { iterations: 10, bilateralWeight: 5, bilateralDistance: 50, spatialWeight: 3, spatialDistance: 3 }

checkComputation(
  denseCrf,
  [
    {
      options: { bilateralColor: 60 },
      inputs: [
        [5, 6, 3],
        [5, 6, 3],
      ],
      given: { 1: pixels(90) },
      naive: ([scores, image]) => meanField(scores, image, { ...deepLab, bilateralColor: 60 }),
    },
    {
      options: { iterations: 3, bilateralWeight: 2, bilateralDistance: 4, bilateralColor: 90, spatialDistance: 1 },
      inputs: [
        [4, 4, 2],
        [4, 4, 1],
      ],
      given: { 1: pixels(16) },
      naive: ([scores, image]) =>
        meanField(scores, image, {
          iterations: 3,
          bilateralWeight: 2,
          bilateralDistance: 4,
          bilateralColor: 90,
          spatialWeight: 3,
          spatialDistance: 1,
        }),
    },
  ],
  { gradient: false },
)

interface Settings {
  iterations: number
  bilateralWeight: number
  bilateralDistance: number
  bilateralColor: number
  spatialWeight: number
  spatialDistance: number
}

/** Krähenbühl and Koltun 2011, equations 3 and 4, pair by pair. */
function meanField(scores: Block, image: Block, settings: Settings): number[] {
  const [height, width, classes] = scores.shape
  const places = Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width])
  const own = places.map(([y, x]) => Array.from({ length: classes }, (_, label) => scores.at(y, x, label)))
  const distance = ([y, x]: number[], [v, u]: number[]) => (y - v) ** 2 + (x - u) ** 2
  const colour = ([y, x]: number[], [v, u]: number[]) =>
    Array.from({ length: image.shape[2] }, (_, c) => (image.at(y, x, c) - image.at(v, u, c)) ** 2).reduce(
      (a, b) => a + b,
    )
  const spatial = (p: number[], q: number[]) => Math.exp(-distance(p, q) / (2 * settings.spatialDistance ** 2))
  const bilateral = (p: number[], q: number[]) =>
    Math.exp(
      -distance(p, q) / (2 * settings.bilateralDistance ** 2) - colour(p, q) / (2 * settings.bilateralColor ** 2),
    )
  let current = own
  for (let iteration = 0; iteration < settings.iterations; iteration++) {
    const likely = current.map(row => {
      const sum = row.reduce((total, score) => total + Math.exp(score), 0)
      return row.map(score => Math.exp(score) / sum)
    })
    current = own.map((row, i) =>
      row.map((score, label) => {
        const mean = (like: typeof spatial) => {
          const weights = places.map(place => like(places[i], place))
          const total = weights.reduce((a, b) => a + b)
          return weights.reduce((sum, weight, j) => sum + weight * likely[j][label], 0) / total
        }
        return score + settings.spatialWeight * mean(spatial) + settings.bilateralWeight * mean(bilateral)
      }),
    )
  }
  return current.flat()
}
