import type ts from 'typescript'
import type { Evaluation } from '../../evaluate/evaluation'
import type { CallSite } from '../../evaluate/host'
import { ObjectValue, Unknown, type Value } from '../../evaluate/values'
import { Recurrent, RecurrentCell } from './classes/recurrent'
import { Bidirectional, TimeDistributed } from './classes/wrappers'
import { Config, isList, isSize, Opaque, settingOf, UnknownSetting } from './config'
import { configNodes } from './configNodes'
import { batchInputShapeOf, InputLayer, shapeOf } from './inputLayer'
import { LayerBehaviour } from './layerBehaviour'
import { byClassName } from './layerClasses'
import type { Program } from './program'
import { type MaybeShape, UnknownRank } from './shapes'
import { TfjsError } from './tfjsError'
import { layerIn, TfjsLayer } from './tfjsLayer'

/** Options of a few values from which shapes or weights follow, so that each is tried where it is not known. */
const choices: Readonly<Record<string, readonly (string | boolean)[]>> = {
  padding: ['valid', 'same'],
  dataFormat: ['channelsLast', 'channelsFirst'],
  useBias: [true, false],
  returnSequences: [true, false],
  returnState: [false, true],
  center: [true, false],
  scale: [true, false],
  mergeMode: ['concat', 'sum'],
}

const MOST_ALTERNATIVES = 16

/** Makes a layer of a class of tfjs-layers; a mistake in its options is recorded, and a layer that is not known comes out. */
export function makeLayer(
  program: Program,
  className: string,
  [given]: readonly Value[],
  site: CallSite,
  context: Evaluation,
): TfjsLayer {
  const config = Config.of(given)
  if (className === 'InputLayer') return makeInputLayer(program, config, site, context)
  const { behaviours, problem } = behavioursOf(program, className, alternatives(given, config))
  const name = nameOf(config, program, className, context)
  if (problem) program.mistake(problem, nodeAtFault(problem, site), site)
  const wrapped = config.get('layer')
  const inner = byClassName.has(className) === false && wrapped instanceof Opaque ? layerIn(wrapped.value) : undefined
  const layer = new TfjsLayer(
    className,
    behaviours,
    program,
    site,
    {
      name,
      trainable: inner ? inner.state.trainable : trainableOf(config),
      ...shapePart(ownInputShape(className, config, program, context)),
    },
    problem !== undefined,
    config.isUncertain,
  )
  return layer
}

function trainableOf(config: Config): boolean | Unknown {
  const setting = config.has('trainable') ? config.get('trainable') : undefined
  if (setting instanceof UnknownSetting) return new Unknown(setting.reason)
  return setting === undefined || Boolean(setting)
}

/** Layers that hold others are made of these. */
function behaviourOf(className: string, config: Config, program: Program): LayerBehaviour {
  if (className === 'TimeDistributed') {
    const inner = innerLayer(config, className)
    const [behaviour] = inner.behaviours
    if (!behaviour) return new LayerBehaviour(className, config, program)
    return new TimeDistributed(className, config, program, {
      behaviour,
      weights: inner.state.built ? inner.state.weights : undefined,
    })
  }
  if (className === 'Bidirectional') {
    const [inner] = innerLayer(config, className).behaviours
    if (inner instanceof Recurrent) return new Bidirectional(className, config, program, inner, inner.copy())
    return new LayerBehaviour(className, config, program)
  }
  if (className === 'RNN') return new Recurrent(className, config, program, cellsOf(config))
  return byClassName.get(className)!.make(config, program)
}

function innerLayer(config: Config, className: string): TfjsLayer {
  const setting = config.get('layer')
  const layer = setting instanceof Opaque ? layerIn(setting.value) : undefined
  if (layer) return layer
  throw new TfjsError(
    "Cannot read properties of undefined (reading 'getConfig')",
    `layer is missing: the layer that ${className} wraps, such as tf.layers.lstm({ units: 8 })`,
    undefined,
    'missing-option',
  )
}

function cellsOf(config: Config): readonly RecurrentCell[] {
  const setting = config.get('cell')
  const parts = isList(setting) ? setting : [setting]
  return parts.flatMap(part => {
    const layer = part instanceof Opaque ? layerIn(part.value) : undefined
    const cells = (layer?.behaviours ?? []).filter(behaviour => behaviour instanceof RecurrentCell)
    if (cells.length > 0) return cells
    throw new TfjsError(
      'cell property is missing for the constructor of RNN.',
      'cell is missing: such as tf.layers.lstmCell({ units: 8 }), or an array of cells',
      undefined,
      'missing-option',
    )
  })
}

function shapePart(shape: MaybeShape | undefined) {
  return shape ? { batchInputShape: shape } : {}
}

function behavioursOf(program: Program, className: string, configs: readonly Config[]) {
  const behaviours: LayerBehaviour[] = []
  let problem: TfjsError | undefined
  for (const config of configs) {
    try {
      behaviours.push(behaviourOf(className, config, program))
    } catch (error) {
      if (!(error instanceof TfjsError)) throw error
      problem ??= error
    }
  }
  return behaviours.length > 0 ? { behaviours } : { behaviours, problem }
}

function ownInputShape(
  className: string,
  config: Config,
  program: Program,
  context: Evaluation,
): MaybeShape | undefined {
  const shape = batchInputShapeOf(config, program, context)
  if (shape) return shape
  const batch = config.get('batchSize')
  const first = isSize(batch) && !(batch instanceof UnknownSetting) ? batch : program.nulls.batch
  if (className === 'Dense') {
    const size = config.has('inputDim') ? config.get('inputDim') : undefined
    return isSize(size) ? [first, size instanceof UnknownSetting ? size.dimension : size] : undefined
  }
  if (className !== 'Embedding') return undefined
  const length = config.has('inputLength') ? config.get('inputLength') : undefined
  if (length instanceof UnknownSetting) return [first, length.dimension]
  const rest = shapeOf(length === undefined ? [null] : length, program, context, false)
  return rest instanceof UnknownRank ? rest : [first, ...rest.slice(1)]
}

export function nameOf(config: Config, program: Program, className: string, context: Evaluation): string {
  const name = config.get('name')
  if (typeof name === 'string' && name !== '') return name
  return program.layerName(className, context)
}

/** `tf.input(…)` and `tf.layers.inputLayer(…)`, whose options have other names. */
export function makeInputLayer(program: Program, config: Config, site: CallSite, context: Evaluation): InputLayer {
  const [whole, part] = [
    config.get('batchShape') ?? config.get('batchInputShape'),
    config.get('shape') ?? config.get('inputShape'),
  ]
  const isBoth =
    whole !== undefined && part !== undefined && !(whole instanceof UnknownSetting) && !(part instanceof UnknownSetting)
  let problem: TfjsError | undefined
  if (isBoth) {
    problem = new TfjsError(
      'Please provide either a `shape` or `batchShape` argument to Input, but not both.',
      'give shape or batchShape, not both: batchShape is shape with the batch size before it',
    )
  } else if (whole === undefined && part === undefined) {
    problem = new TfjsError(
      'Please provide to Input either a `shape` or a `batchShape` argument. Note that `shape` does not include the batch dimension.',
      'shape is missing: the sizes of one input, such as [28, 28, 1]',
      undefined,
      'missing-option',
    )
  }
  if (problem) program.mistake(problem, site.nameNode, site)
  const givenName = config.get('name')
  const name = typeof givenName === 'string' ? givenName : `input${program.uid('input', context)}`
  const known = part !== undefined && !(part instanceof UnknownSetting && whole !== undefined)
  let shape: MaybeShape = known
    ? shapeOf(part, program, context, false)
    : whole === undefined
      ? new UnknownRank(problem!.plainer)
      : shapeOf(whole, program, context, true)
  const batch = config.get('batchSize')
  if (known && !(shape instanceof UnknownRank) && typeof batch === 'number') shape = [batch, ...shape.slice(1)]
  return new InputLayer(program, site, name, shape, context, true, problem !== undefined)
}

/** The options with each value that an unknown one of few values may have. */
function alternatives(given: Value, config: Config): readonly Config[] {
  let configs: readonly Config[] = [config]
  for (const name of new Set([...config.names(), ...(config.isUncertain ? Object.keys(choices) : [])])) {
    if (!(config.get(name) instanceof UnknownSetting)) continue
    const value = given instanceof ObjectValue ? given.properties.get(name) : undefined
    const candidates = value instanceof Unknown ? value.candidates?.map(settingOf) : undefined
    const values = candidates ?? (Object.hasOwn(choices, name) ? choices[name] : undefined)
    if (!values || configs.length * values.length > MOST_ALTERNATIVES) continue
    configs = configs.flatMap(own => values.map(each => own.with(name, each)))
  }
  return configs
}

/** Where the option at fault stands in the call, else the name of what is called. */
function nodeAtFault({ option }: TfjsError, site: CallSite): ts.Node {
  return (option === undefined ? undefined : configNodes(site.argumentNodes).get(option)) ?? site.nameNode
}
