import { isDimension } from '../builder/dimension'
import type { Edge, Graph, Layer } from '../builder/graph'
import {
  type Check,
  isBoolean,
  isBytes,
  isCount,
  isEither,
  isListOf,
  isMapOf,
  isNumber,
  isOneOf,
  isOpaque,
  isOptional,
  isRecord,
  isString,
  type Members,
} from './dataChecks'
import type { Image, LayerOfImage, RequestKind, Requests, Target } from './requests'

const isEdge = isRecord<Edge>({ layer: isString, output: isCount })

const hasLayers = isRecord<Graph>({
  name: isString,
  layers: isListOf(
    isRecord<Layer>({
      ...{ name: isString, kind: isString, options: isOpaque, inputs: isListOf(isEdge) },
      outputShapes: isListOf(isListOf(isDimension)),
      weightsOf: isOptional(isString),
      weights: isOptional(isListOf(isOpaque)),
      channelsFirst: isOptional(isOneOf(true)),
      unknownOptions: isOptional(isListOf(isString)),
    }),
  ),
  inputs: isListOf(isString),
  outputs: isListOf(isEdge),
  info: isOpaque,
})

/** A network whose every edge comes from a layer before it. */
export const isGraph: Check<Graph> = (value): value is Graph => {
  if (!hasLayers(value)) return false
  const outputs = new Map<string, number>()
  const leads = ({ layer, output }: Edge) => output < (outputs.get(layer) ?? 0)
  const isWhole = value.layers.every(({ name, inputs, outputShapes, weightsOf }) => {
    const follows = inputs.every(leads) && (weightsOf === undefined || outputs.has(weightsOf)) && !outputs.has(name)
    outputs.set(name, outputShapes.length)
    return follows
  })
  return isWhole && value.outputs.every(leads) && value.inputs.every(name => outputs.has(name))
}

const isImage = isRecord<Image>({ width: isCount, height: isCount, data: isBytes })

const isFeeds = isOptional(isMapOf(isEither(isImage, isOneOf('noise', 'zeros', 'ones'))))

const label = isOptional(isString)
const isTarget: Check<Target> = isEither(
  isRecord({ kind: isOneOf('class'), class: isCount, output: isOptional(isCount), label }),
  isRecord({
    ...{ kind: isOneOf('region'), class: isCount, output: isOptional(isCount), mask: isBytes },
    ...{ width: isCount, height: isCount, label },
  }),
  isRecord({ kind: isOneOf('element'), output: isCount, element: isCount, label }),
  isRecord({
    ...{ kind: isOneOf('channel'), layer: isString, channel: isCount, at: isOneOf('everywhere', 'strongest') },
    label,
  }),
)

const isWasmPath = isEither(isString, isMapOf(isString))
const BACKENDS = ['tfjs-node-gpu', 'tfjs-node', 'webgpu', 'webgl', 'wasm', 'cpu'] as const

const isWeights = isEither(
  isOneOf('same'),
  isRecord({ manifest: isString, shards: isMapOf(isBytes) }),
  isRecord({ file: isString, data: isBytes }),
  // They come from the reader, which checked them.
  isRecord({ file: isString, tensors: isListOf(isOpaque) }),
)

const isView = isEither(
  isRecord({ of: isOneOf('colours', 'norm', 'matrix') }),
  isRecord({ of: isOneOf('channel'), channel: isCount }),
)

const layerOfImage: Members<LayerOfImage> = {
  ...{ imageId: isString, layer: isString, image: isOptional(isImage), feeds: isFeeds },
  version: isOptional(isOneOf('loaded', 'kept')),
}

const explain: Members<Requests['explain']> = {
  ...{
    imageId: isString,
    method: isString,
    layer: isOptional(isString),
    target: isTarget,
    input: isOptional(isString),
  },
  options: isOptional(isRecord({ samples: isOptional(isCount), seed: isOptional(isNumber) })),
}

/** What each request holds: of {@link Requests}, in a form that is looked at when a message arrives. */
export const requestMembers: { readonly [Kind in RequestKind]: Members<Requests[Kind]> } = {
  start: { backend: isOneOf('auto', ...BACKENDS), wasmPath: isWasmPath, allowSoftware: isOptional(isBoolean) },
  survey: { backends: isListOf(isOneOf(...BACKENDS)), wasmPath: isWasmPath },
  describe: { graph: isGraph },
  load: { graph: isGraph, weights: isOptional(isWeights), seed: isNumber },
  predict: {
    ...{ imageId: isString, image: isImage, feeds: isFeeds, output: isOptional(isCount) },
    reading: isOptional(isOneOf('classes', 'mask', 'boxes', 'values')),
  },
  activations: layerOfImage,
  contributions: { imageId: isString, layer: isString, target: isTarget },
  channel: { ...layerOfImage, channel: isCount },
  kernels: { layer: isString, weight: isOptional(isString), view: isOptional(isView) },
  filter: { layer: isString, weight: isOptional(isString), filter: isCount },
  keep: {},
  artefact: {
    defect: isOneOf('checkerboard', 'gridding', 'uneven-padding', 'window-skips-pixels'),
    layers: isListOf(isString),
  },
  explain,
  trust: explain,
  field: { imageId: isString, layer: isString, y: isCount, x: isCount, input: isOptional(isString) },
  cancel: { target: isCount },
}
