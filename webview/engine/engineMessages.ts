import {
  type Check,
  isBoolean,
  isBytes,
  isCount,
  isEither,
  isFloats,
  isListOf,
  isMapOf,
  isNumber,
  isObject,
  isOneOf,
  isOptional,
  isRecord,
  isString,
} from '../../engine/dataChecks'
import type { EngineProgress, EngineReply } from '../../engine/requests'

const isImage = isRecord({ width: isCount, height: isCount, data: isBytes })

const isCost = isRecord({ forwardPasses: isNumber, backwardPasses: isNumber })

const isQuantity = isRecord({ value: isEither(isNumber, value => value === null), text: isString })

const isLayerDescription = isRecord({
  ...{ name: isString, kind: isString, shape: isString },
  inputs: isListOf(isRecord({ layer: isString, shape: isString })),
  ...{ parameters: isQuantity, fixedParameters: isQuantity, macs: isQuantity, memory: isQuantity, field: isQuantity },
})

const isBox = isRecord({ top: isNumber, left: isNumber, bottom: isNumber, right: isNumber })

const isReading = isEither(
  isRecord({ kind: isOneOf('classes') }),
  isRecord({
    ...{ kind: isOneOf('mask'), height: isCount, width: isCount, places: isBytes, confidence: isNumber },
    classes: isListOf(isRecord({ label: isString, count: isCount, confidence: isNumber })),
  }),
  isRecord({
    kind: isOneOf('boxes'),
    boxes: isListOf(
      isRecord({ box: isBox, class: isCount, label: isString, score: isNumber, output: isCount, element: isCount }),
    ),
  }),
  isRecord({
    kind: isOneOf('values'),
    reason: isOptional(isString),
    outputs: isListOf(
      isRecord({
        ...{ layer: isString, shape: isListOf(isCount), min: isNumber, max: isNumber, mean: isNumber },
        ...{ standardDeviation: isNumber, picture: isOptional(isRecord({ image: isImage })) },
      }),
    ),
  }),
)

const KERNEL_VIEWS = ['colours', 'norm', 'channel', 'matrix']

const isNumberMap = isRecord({ height: isCount, width: isCount, values: isFloats })
const isCurve = isRecord({ scores: isFloats, area: isNumber })

const isBackendReport = isRecord({
  ...{ name: isString, version: isOptional(isString), device: isOptional(isString) },
  ...{ milliseconds: isOptional(isNumber), reason: isOptional(isString) },
})

const engineResults: Readonly<Record<string, Check>> = {
  start: isRecord({ backend: isString, tried: isListOf(isRecord({ name: isString, reason: isString })) }),
  survey: isRecord({ backends: isListOf(isBackendReport) }),
  describe: isRecord({
    layers: isListOf(isLayerDescription),
    ...{ parameters: isQuantity, fixedParameters: isQuantity, macs: isQuantity, peakMemory: isQuantity },
  }),
  load: isRecord({
    trained: isBoolean,
    layers: isListOf(isRecord({ name: isString, kind: isString, shape: Array.isArray, explainable: isBoolean })),
    explanations: isListOf(
      isRecord({
        name: isString,
        title: isString,
        answers: isString,
        needs: isOneOf('layer', 'none'),
        costs: isListOf(isCost),
        trust: isListOf(isCost),
      }),
    ),
    report: isOptional(
      isRecord({
        matched: Array.isArray,
        missing: isListOf(isString),
        unused: isListOf(isString),
        notes: isListOf(isString),
      }),
    ),
  }),
  predict: isRecord({
    ...{ scores: isFloats, logits: isFloats, labels: isListOf(isString), milliseconds: isNumber },
    ...{ reading: isReading, readings: isListOf(isString), output: isCount },
    fed: isListOf(isRecord({ name: isString, shape: isListOf(isCount), kind: isString })),
  }),
  activations: isRecord({
    layer: isString,
    shape: isListOf(isCount),
    channels: isListOf(
      isRecord({
        ...{ min: isNumber, max: isNumber, mean: isNumber, dead: isBoolean },
        ...{ saturated: isNumber, notFinite: isCount },
      }),
    ),
    tiles: isBytes,
    tileWidth: isCount,
    tileHeight: isCount,
  }),
  contributions: isRecord({ layer: isString, label: isString, channels: isFloats }),
  channel: isRecord({
    ...{ layer: isString, channel: isCount, height: isCount, width: isCount, values: isFloats },
    histogram: isRecord({ from: isNumber, to: isNumber, counts: isListOf(isCount) }),
  }),
  kernels: isRecord({
    ...{ layer: isString, weight: isString, weights: isListOf(isString), height: isCount, width: isCount },
    ...{ channels: isCount, groups: isCount, makesOutput: isBoolean, largest: isNumber },
    view: isRecord({ of: isOneOf(...KERNEL_VIEWS) }),
    views: isListOf(isOneOf(...KERNEL_VIEWS)),
    filters: isListOf(
      isRecord({
        ...{ min: isNumber, max: isNumber, mean: isNumber, norm: isNumber, dead: isBoolean, notFinite: isCount },
        twin: isOptional(isCount),
      }),
    ),
    picture: isEither(
      isRecord({ kind: isOneOf('tiles'), drawn: isCount, values: isFloats }),
      isRecord({
        ...{ kind: isOneOf('matrix'), rows: isCount, columns: isCount, values: isFloats },
        ...{ filtersEach: isCount, channelsEach: isCount },
      }),
    ),
  }),
  filter: isRecord({
    ...{ layer: isString, weight: isString, filter: isCount, height: isCount, width: isCount, channels: isCount },
    ...{ firstChannel: isCount, values: isFloats, bias: isOptional(isNumber) },
  }),
  keep: isObject,
  artefact: isRecord({
    ...{ defect: isString, layers: isListOf(isString), structure: isNumberMap, own: isOptional(isNumberMap) },
    ...{ channel: isOptional(isCount), facts: isMapOf(isNumber) },
  }),
  explain: isRecord({
    ...{ method: isString, input: isString },
    layer: isOptional(isString),
    label: isString,
    heat: isImage,
    picture: isOptional(isImage),
    ...{ score: isNumber, isShare: isBoolean },
    signed: isBoolean,
    empty: isBoolean,
    facts: isMapOf(isNumber),
    cost: isCost,
  }),
  trust: isRecord({
    ...{ label: isString, input: isString },
    deletion: isCurve,
    insertion: isCurve,
    road: isRecord({ score: isNumber }),
    randomization: isListOf(isRecord({ layer: isString, correlation: isNumber })),
    inside: isOptional(isRecord({ inside: isNumber, chance: isNumber })),
  }),
  field: isRecord({
    ...{ layer: isString, input: isString, y: isCount, x: isCount, height: isCount, width: isCount, heat: isImage },
    box: isOptional(isBox),
  }),
  cancel: isObject,
}

const isProgress = isRecord({
  ...{ kind: isOneOf('progress'), requestId: isCount, message: isString },
  steps: isOptional(isRecord({ done: isCount, all: isCount })),
})

const isEngineError = isRecord({
  kind: isOneOf('error'),
  requestId: isCount,
  error: isRecord({ code: isString, message: isString, action: isString }),
})

/** What the engine's worker or process sent, or undefined where it cannot be read. */
export function readEngineMessage(value: unknown): EngineReply | EngineProgress | undefined {
  if (!isObject(value) || !isString(value.kind)) return undefined
  const result = Object.hasOwn(engineResults, value.kind as string) ? engineResults[value.kind as string] : undefined
  const readable =
    result === undefined ? isProgress(value) || isEngineError(value) : isCount(value.requestId) && result(value.result)
  return readable ? (value as unknown as EngineReply | EngineProgress) : undefined
}
