import type { BoxReading } from '../../builder/boxReading'
import { type Graph, layersByName } from '../../builder/graph'
import type { Shape } from '../../builder/shape'
import { decodeOffsets } from '../detection/decodeOffsets'
import { decodeRegions } from '../detection/decodeRegions'
import { decodeYolo } from '../detection/decodeYolo'
import { decodeYoloV1 } from '../detection/decodeYoloV1'
import type { Detection } from '../detection/nonMaximumSuppression'
import { ssdPriors } from '../detection/ssdPriors'
import { findLogits } from '../logits'
import { regionInputs } from './regionInputs'

/** A detection, in fractions of the network's input, and the number of the network that says its class. */
export interface PlacedDetection extends Detection {
  readonly output: number
  readonly element: number
}

/** An output as numbers, row by row, and its shape without the batch. */
export interface OutputNumbers {
  readonly values: Float32Array
  readonly shape: readonly number[]
}

/** What the outputs rest on besides the weights. */
export interface GivenInputs {
  /** Height and width of the image, as the network takes it. */
  readonly size: readonly [number, number]
  /** What its region inputs were given, one behind the other: top, left, bottom and right of each region, in pixels. */
  readonly regions: ArrayLike<number>
}

interface BoxDecoder<Reading extends BoxReading> {
  /** What does not fit the network's outputs; undefined where all does. May throw where the description is malformed. */
  problem(boxes: Reading, shapes: readonly Shape[], graph: Graph): string | undefined
  decode(boxes: Reading, outputs: readonly OutputNumbers[], graph: Graph, given: GivenInputs): PlacedDetection[]
}

type Of<Decoder extends BoxReading['decoder']> =
  Extract<BoxReading, { readonly decoder: Decoder }> extends never
    ? BoxReading & { readonly decoder: Decoder }
    : Extract<BoxReading, { readonly decoder: Decoder }>

/** SSD's authors' own, in `variances`. */
const VARIANCES = [0.1, 0.2] as const

const ssd: BoxDecoder<Of<'ssd'>> = {
  problem({ maps, variances = VARIANCES }, [offsets, scores], graph) {
    const numbers = [
      ...variances,
      ...maps.flatMap(({ aspectRatios, ...sizes }) => [...aspectRatios, ...Object.values(sizes)]),
    ]
    if (!numbers.every(Number.isFinite)) throw new TypeError('not all are numbers')
    const [height, width] = inputSize(graph)
    if (height !== width) return `default boxes are told for square images, and the input is ${height}×${width}`
    const count = maps.reduce((sum, map) => sum + map.height * map.width * (2 + 2 * map.aspectRatios.length), 0)
    const fits = offsets?.length === 2 && offsets[0] === count && offsets[1] === 4
    if (fits && scores?.length === 2 && scores[0] === count) return undefined
    return `boxes tells of ${count} default boxes, so the outputs must be offsets of ${count}×4 and scores of ${count}×classes`
  },
  decode({ maps, variances = VARIANCES }, [offsets, scores], graph) {
    const [size] = inputSize(graph) as number[]
    const boxes = decodeOffsets(offsets.values, ssdPriors(maps, size), { variances })
    const classes = scores.shape[1]
    const finished = findLogits(graph, 1).activation === 'none' ? softmaxRows(scores.values, classes) : scores.values
    return boxes.flatMap((box, prior) =>
      // The first class is the background.
      Array.from({ length: classes - 1 }, (_, index) => {
        const element = prior * classes + 1 + index
        return { box, class: 1 + index, score: finished[element], output: 1, element }
      }),
    )
  },
}

const yoloV1: BoxDecoder<Of<'yoloV1'>> = {
  problem({ boxes }, [shape]) {
    const [rows, columns, numbers] = shape ?? []
    const classes = Number(numbers) - 5 * boxes
    if (shape?.length === 3 && rows === columns && classes >= 1) return undefined
    return `with ${boxes} boxes a place, the output must be grid×grid×(${5 * boxes} + classes)`
  },
  decode({ boxes }, [{ values, shape }]) {
    const [grid, , numbers] = shape
    const classes = numbers - 5 * boxes
    return decodeYoloV1(values, { grid, boxes, classes }).map((detection, index) => {
      const place = Math.floor(index / (boxes * classes))
      return { ...detection, output: 0, element: place * numbers + 5 * boxes + detection.class }
    })
  },
}

const yolo = (version: 2 | 3): BoxDecoder<Of<'yoloV2' | 'yoloV3'>> => ({
  problem({ anchors }, shapes) {
    if (!anchors.flat(2).every(Number.isFinite)) throw new TypeError('not all are numbers')
    if (anchors.length !== shapes.length)
      return `boxes.anchors needs one list for each of the ${shapes.length} outputs and has ${anchors.length}`
    const wrong = shapes.findIndex((shape, output) => {
      const classes = Number(shape[2]) / anchors[output].length - 5
      return shape.length !== 3 || !Number.isInteger(classes) || classes < 1
    })
    if (wrong === -1) return undefined
    return `with ${anchors[wrong].length} anchors, output ${wrong} must have ${anchors[wrong].length}·(5 + classes) channels`
  },
  decode({ anchors }, outputs) {
    return outputs.flatMap(({ values, shape: [height, width, channels] }, output) => {
      const classes = channels / anchors[output].length - 5
      const found = decodeYolo(values, { height, width, classes, anchors: anchors[output], version })
      return found.map((detection, index) => {
        const start = Math.floor(index / classes) * (5 + classes)
        return { ...detection, output, element: start + 5 + detection.class }
      })
    })
  },
})

/** A side of a box, in pixels, as torchvision has it. */
const LEAST = 0.01

const fasterRcnn: BoxDecoder<Of<'fasterRcnn'>> = {
  problem({ maps, variances = [1, 1] }, shapes, graph) {
    const numbers = [
      ...variances,
      ...maps.flatMap(({ stride, anchors, center = 0 }) => [stride, center, ...anchors.flat()]),
    ]
    if (!numbers.every(Number.isFinite)) throw new TypeError('not all are numbers')
    if (regionInputs(graph).length === 0 || regionInputs(graph).length < graph.inputs.length - 1)
      return 'every input behind the image must take the regions of a roiPool or roiAlign'
    if (shapes.length !== 2 * maps.length + 2)
      return `boxes tells of ${maps.length} maps, so there must be ${2 * maps.length + 2} outputs: two a map, then scores and offsets of the boxes`
    const wrong = maps.findIndex(({ anchors: { length } }, map) => {
      const [scores, offsets] = [Number(shapes[2 * map][2]), Number(shapes[2 * map + 1][2])]
      return (scores !== length && scores !== 2 * length) || offsets !== 4 * length
    })
    if (wrong !== -1) {
      const { length } = maps[wrong].anchors
      return `with ${length} anchors, map ${wrong} must give ${length} or ${2 * length} scores and ${4 * length} offsets a place`
    }
    const [scores, offsets] = shapes.slice(-2)
    if (scores.length === 2 && Number(offsets[1]) === 4 * Number(scores[1])) return undefined
    return 'the last outputs must be scores of regions×classes and offsets of regions×4 · classes'
  },
  decode({ variances }, outputs, _graph, { regions: corners, size }) {
    const [scores, offsets] = outputs.slice(-2)
    const [height, width] = size
    const regions = Array.from({ length: corners.length / 4 }, (_, region) => {
      const [top, left, bottom, right] = [0, 1, 2, 3].map(side => corners[4 * region + side])
      return { top, left, bottom, right }
    })
    const numbers = { scores: scores.values, offsets: offsets.values }
    const classes = scores.shape[1]
    return decodeRegions(regions, numbers, { size, variances }).flatMap((found, index) => {
      const { top, left, bottom, right } = found.box
      // Cut off at the image, nothing is left of it.
      if (bottom - top < LEAST || right - left < LEAST) return []
      const box = { top: top / height, left: left / width, bottom: bottom / height, right: right / width }
      const element = Math.floor(index / (classes - 1)) * classes + found.class
      return [{ ...found, box, output: outputs.length - 2, element }]
    })
  },
}

/** How boxes are read, by the name that a model gives in its option `boxes`. */
export const boxDecoders: { readonly [Decoder in BoxReading['decoder']]: BoxDecoder<Of<Decoder>> } = {
  ssd,
  yoloV1,
  yoloV2: yolo(2),
  yoloV3: yolo(3),
  fasterRcnn,
}

function inputSize(graph: Graph): Shape {
  return layersByName(graph).get(graph.inputs[0])!.outputShapes[0]
}

function softmaxRows(logits: Float32Array, classes: number): Float32Array {
  const shares = new Float32Array(logits.length)
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes)
    const largest = Math.max(...row)
    const powers = row.map(value => Math.exp(value - largest))
    const sum = powers.reduce((a, b) => a + b, 0)
    shares.set(
      powers.map(power => power / sum),
      start,
    )
  }
  return shares
}
