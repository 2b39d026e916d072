import type { Training } from '../../analysis'
import { callSpan, spanOf } from '../../callChain'
import type { CallSite, HostObject } from '../../evaluate/host'
import { ArrayValue, HostValue, ObjectValue, Unknown, type Value } from '../../evaluate/values'
import { configNodes } from './configNodes'

/** A loss, metric or optimiser of TensorFlow.js that a program names as `tf.losses.meanSquaredError`, `tf.train.adam(1e-3)` … */
export class TrainingPart implements HostObject {
  constructor(
    readonly name: string,
    readonly learningRate?: number,
    readonly call?: HostObject['call'],
  ) {}

  get(): undefined {}
}

/** The short names of losses, with those that the rules know. */
const losses: Readonly<Record<string, string>> = {
  mse: 'meanSquaredError',
  MSE: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  MAE: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  cosine: 'cosineProximity',
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
    ...(loss === undefined ? {} : { loss: typeof loss === 'string' ? full(loss) : loss.map(full) }),
    ...(name === undefined ? {} : { optimizer: name }),
    ...(made?.learningRate === undefined ? {} : { learningRate: made.learningRate }),
    ...(metrics === undefined ? {} : { metrics: typeof metrics === 'string' ? [metrics] : metrics }),
    ...(lossNode ? { lossSpan: spanOf(lossNode) } : {}),
  }
}

function full(name: string): string {
  return losses[name] ?? name
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
