import { ACTIVATIONS, INITIALIZERS } from '../../../builder/layers/learned'
import { UnknownOption } from '../../../builder/node'
import { HostValue, type ObjectValue } from '../../evaluate/values'
import { type Config, Opaque, type Setting, shown, UnknownSetting } from './config'
import { TfjsError } from './tfjsError'

/** Every activation that tfjs-layers knows by name. */
const activations = new Set(
  `elu selu relu relu6 linear sigmoid hardSigmoid softplus softsign tanh softmax logSoftmax gelu gelu_new mish
  swish`.split(/\s+/),
)

/** Every initialiser that tfjs-layers knows by name, with its class. */
export const initializers: ReadonlyMap<string, string> = new Map(
  `constant:Constant glorotNormal:GlorotNormal glorotUniform:GlorotUniform heNormal:HeNormal heUniform:HeUniform
  identity:Identity leCunNormal:LeCunNormal leCunUniform:LeCunUniform ones:Ones orthogonal:Orthogonal
  randomNormal:RandomNormal randomUniform:RandomUniform truncatedNormal:TruncatedNormal
  varianceScaling:VarianceScaling zeros:Zeros`
    .split(/\s+/)
    .map(pair => pair.split(':') as [string, string]),
)

const constraints = new Set([
  'maxNorm',
  'minMaxNorm',
  'nonNeg',
  'unitNorm',
  'MaxNorm',
  'MinMaxNorm',
  'NonNeg',
  'UnitNorm',
])
const regularizers = new Set(['l1l2', 'L1L2'])

/** An initialiser, regulariser or constraint that `tf.initializers.heNormal({…})` and the like make. */
export class NamedObject {
  constructor(
    readonly family: 'initializer' | 'regularizer' | 'constraint',
    readonly name: string,
    readonly config: Config,
  ) {}

  get(): undefined {}
}

/** Checks an activation; returns the builder's option. */
export function activationOf(config: Config, name = 'activation', usual = 'linear'): unknown {
  const setting = config.get(name)
  if (setting === undefined) return usual
  if (setting instanceof UnknownSetting) return new UnknownOption(setting.reason)
  if (setting instanceof Opaque) return new UnknownOption('the activation is an object of the program')
  if (typeof setting === 'string' && activations.has(setting)) {
    return (ACTIVATIONS as readonly string[]).includes(setting)
      ? setting
      : new UnknownOption(`${setting} is no activation of the builder's`)
  }
  throw unknownName('activation', name, setting, [...activations])
}

/** Checks an initialiser; returns the builder's option. */
export function initializerOf(config: Config, name: string, usual: string): unknown {
  const setting = config.get(name)
  if (setting === undefined || setting === '' || setting === 0 || setting === false) return usual
  if (setting instanceof UnknownSetting) return new UnknownOption(setting.reason)
  if (setting instanceof Opaque) {
    const made = namedObject(setting.value)
    return made?.family === 'initializer' ? builderInitializer(made.name, made.config) : new UnknownOption('an object')
  }
  const known = typeof setting === 'string' && [...initializers].find(names => names.includes(setting))
  if (known) return builderInitializer(known[0], undefined)
  throw unknownName('initializer', name, setting, [...initializers.keys()])
}

function builderInitializer(name: string, config: Config | undefined): unknown {
  if (name === 'constant') {
    const value = config?.get('value')
    return typeof value === 'number' ? value : new UnknownOption('the constant is not known')
  }
  return (INITIALIZERS as readonly string[]).includes(name)
    ? name
    : new UnknownOption(`${name} is no initialiser of the builder's`)
}

/** Checks a regulariser; returns the builder's option. */
export function regularizerOf(config: Config, name: string): unknown {
  const setting = config.get(name)
  if (setting === undefined) return 'none'
  if (setting instanceof UnknownSetting) return new UnknownOption(setting.reason)
  if (setting instanceof Opaque) {
    const made = namedObject(setting.value)
    return made?.family === 'regularizer' ? made.name : new UnknownOption('an object of the program')
  }
  if (typeof setting === 'string' && regularizers.has(setting)) return 'l1l2'
  throw unknownName('regularizer', name, setting, ['l1l2'], 'use tf.regularizers.l2() for another one')
}

export function checkConstraint(config: Config, name: string): void {
  const setting = config.get(name)
  if (setting === undefined || setting instanceof UnknownSetting || setting instanceof Opaque) return
  if (typeof setting === 'string' && constraints.has(setting)) return
  throw unknownName('constraint', name, setting, [...constraints].slice(0, 4))
}

function unknownName(
  family: string,
  option: string,
  setting: Setting,
  known: readonly string[],
  cure?: string,
): TfjsError {
  const text = typeof setting === 'string' ? setting : shown(setting)
  const like = known.find(
    name => name.toLowerCase().replace(/[^a-z0-9]/g, '') === text.toLowerCase().replace(/[^a-z0-9]/g, ''),
  )
  const help = like ? `did you mean '${like}'?` : (cure ?? `there are ${known.join(', ')}`)
  const what = family === 'initializer' ? 'initialiser' : family === 'regularizer' ? 'regulariser' : family
  return new TfjsError(`Unknown ${family}: ${text}`, `there is no ${what} ${shown(setting)}; ${help}`, option)
}

export function namedObject(value: ObjectValue | HostValue): NamedObject | undefined {
  const host = value instanceof HostValue ? value.object : value.host?.object
  return host instanceof NamedObject ? host : undefined
}
