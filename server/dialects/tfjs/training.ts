import ts from 'typescript'
import { isNear } from '../../../builder/node'
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
    readonly learningRate?: { readonly value: number; readonly node: ts.Expression },
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

/** A word that `compile` throws for: its option, and where it stands, if it is written out there. */
export interface UnknownWord {
  readonly error: TfjsError
  readonly node?: ts.Expression
}

export function unknownTrainingWord(config: Value, site: CallSite): UnknownWord | undefined {
  if (!(config instanceof ObjectValue)) return undefined
  for (const option of ['optimizer', 'loss', 'metrics'] as const) {
    const given = config.properties.get(option) as Value
    const known: readonly string[] = words[option]
    const isText = typeof given === 'string' || given instanceof ArrayValue
    const wrong = isText ? [namesOf(given) ?? []].flat().find(name => !known.includes(name)) : undefined
    if (wrong === undefined || isPart(given, wrong)) continue
    const what = { optimizer: 'Optimizer', loss: 'loss', metrics: 'metric' }[option]
    const near = nearestWord(wrong, known)
    const help = near ? `did you mean ${near}?` : `there are ${known.join(', ')}`
    const plainer = `there is no ${what.toLowerCase()} ${wrong}; ${help}`
    const value = configNodes(site.argumentNodes).get(option)
    const word = value && wordNode(value, wrong)
    const replacement = word && near
    const error = new TfjsError(`Unknown ${what} ${wrong}`, plainer, option, 'unknown-training-name', replacement)
    return { error, node: word ?? value }
  }
  return undefined
}

const OTHERWISE: Readonly<Record<string, string>> = {
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  mse: 'meanSquaredError',
  softmaxcrossentropy: 'categoricalCrossentropy',
}

/** The same letters in Keras's way to write them, else a word that a slip leads from. */
function nearestWord(name: string, known: readonly string[]): string | undefined {
  const letters = (word: string) => word.toLowerCase().replace(/[^a-z]/g, '')
  const other = known.find(word => word === OTHERWISE[letters(name)])
  return other ?? known.find(word => letters(word) === letters(name)) ?? known.find(word => isNear(word, name))
}

/** The word itself, in the value of an option or in its list. */
function wordNode(value: ts.Expression, word: string): ts.Expression | undefined {
  const parts = ts.isArrayLiteralExpression(value) ? value.elements : [value]
  return parts.find(part => ts.isStringLiteralLike(part) && part.text === word)
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
  const nodes = configNodes(site.argumentNodes)
  const [lossNode, metricsNode] = [nodes.get('loss'), nodes.get('metrics')]
  const { value: learningRate, node: rateNode } = made?.learningRate ?? {}
  const isHere = rateNode?.getSourceFile().fileName === site.file
  return {
    span,
    ...(loss === undefined ? {} : { loss }),
    ...(name === undefined ? {} : { optimizer: name }),
    ...(learningRate === undefined ? {} : { learningRate }),
    ...(rateNode && isHere ? { learningRateSpan: spanOf(rateNode) } : {}),
    ...(metrics === undefined ? {} : { metrics: typeof metrics === 'string' ? [metrics] : metrics }),
    ...(lossNode ? { lossSpan: spanOf(lossNode) } : {}),
    ...(metricsNode ? { metricsSpan: spanOf(metricsNode) } : {}),
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
