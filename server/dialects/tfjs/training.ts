import type { Training } from '../../analysis'
import { callSpan, spanOf } from '../../callChain'
import type { CallSite, HostObject } from '../../evaluate/host'
import { ArrayValue, HostValue, ObjectValue, Unknown, type Value } from '../../evaluate/values'
import { configNodes } from './configNodes'
import { TfjsError } from './tfjsError'

/** A loss, metric or optimiser of TensorFlow.js that a program names as `tf.losses.meanSquaredError`, `tf.train.adam(1e-3)` … */
export class TrainingPart implements HostObject {
  constructor(
    readonly name: string,
    readonly learningRate?: number,
    readonly call?: HostObject['call'],
  ) {}

  get(): undefined {}
}

/** The names that `compile` of tfjs-layers takes. */
const words = {
  loss: `meanSquaredError meanAbsoluteError meanAbsolutePercentageError meanSquaredLogarithmicError squaredHinge hinge
    categoricalHinge logcosh categoricalCrossentropy sparseCategoricalCrossentropy binaryCrossentropy
    kullbackLeiblerDivergence poisson cosineProximity`.split(/\s+/),
  optimizer: 'adagrad adadelta adam adamax rmsprop sgd Adagrad Adadelta Adam Adamax RMSProp SGD'.split(' '),
  metrics:
    `binaryAccuracy categoricalAccuracy precision categoricalCrossentropy sparseCategoricalCrossentropy mse MSE mae
    MAE mape MAPE cosine accuracy acc crossentropy ce`.split(/\s+/),
} as const

/** What `compile` throws for a name that it does not know, with the option at fault. */
export function unknownTrainingWord(config: Value): TfjsError | undefined {
  if (!(config instanceof ObjectValue)) return undefined
  for (const option of ['optimizer', 'loss', 'metrics'] as const) {
    const names = namesOf(config.properties.get(option) as Value) ?? []
    const isGiven = (name: string) => !(words[option] as readonly string[]).includes(name)
    const isText =
      typeof config.properties.get(option) === 'string' || config.properties.get(option) instanceof ArrayValue
    const wrong = isText ? [names].flat().find(isGiven) : undefined
    if (wrong === undefined || isPart(config.properties.get(option) as Value, wrong)) continue
    const what = { optimizer: 'Optimizer', loss: 'loss', metrics: 'metric' }[option]
    const near = (words[option] as readonly string[]).find(word => word.toLowerCase() === wrong.toLowerCase())
    const help = near ? `did you mean '${near}'?` : `there are ${words[option].join(', ')}`
    return new TfjsError(`Unknown ${what} ${wrong}`, `there is no ${what.toLowerCase()} '${wrong}'; ${help}`, option)
  }
  return undefined
}

/** Whether the name is that of a function of `tf.metrics` or the like, which needs no word. */
function isPart(value: Value, name: string): boolean {
  if (!(value instanceof ArrayValue)) return false
  return value.elements.some(
    part => part instanceof HostValue && part.object instanceof TrainingPart && part.object.name === name,
  )
}

/** What `model.compile({ optimizer, loss, metrics })` says. */
export function trainingOf(config: Value, site: CallSite): Training | undefined {
  const span = callSpan(site)
  if (!(config instanceof ObjectValue)) return config instanceof Unknown ? { span } : undefined
  const part = (name: string) => config.properties.get(name) as Value
  const loss = namesOf(part('loss'))
  const optimizer = part('optimizer')
  const made = optimizer instanceof HostValue && optimizer.object instanceof TrainingPart ? optimizer.object : undefined
  const name = typeof optimizer === 'string' ? optimizer : made?.name
  const metrics = namesOf(part('metrics'))
  const lossNode = configNodes(site.argumentNodes).get('loss')
  return {
    span,
    ...(loss === undefined ? {} : { loss }),
    ...(name === undefined ? {} : { optimizer: name }),
    ...(made?.learningRate === undefined ? {} : { learningRate: made.learningRate }),
    ...(metrics === undefined ? {} : { metrics: typeof metrics === 'string' ? [metrics] : metrics }),
    ...(lossNode ? { lossSpan: spanOf(lossNode) } : {}),
  }
}

/** A name or names; those of a record come in its order. Undefined where one of them is not known. */
function namesOf(value: Value): string | readonly string[] | undefined {
  if (typeof value === 'string') return value
  if (value instanceof HostValue && value.object instanceof TrainingPart) return value.object.name
  if (!(value instanceof ObjectValue) || value.contentsUnknown) return undefined
  const parts = value instanceof ArrayValue ? value.elements : [...value.properties.values()]
  const names = parts.map(part => namesOf(part as Value))
  return names.length > 0 && names.every(name => typeof name === 'string') ? (names as string[]) : undefined
}
