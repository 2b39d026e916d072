import { isNear } from '../../../builder/node'
import type { Evaluation } from '../../evaluate/evaluation'
import { callValue } from '../../evaluate/functions'
import type { CallSite, HostObject } from '../../evaluate/host'
import { HostValue, ObjectValue, PromiseValue, Unknown, type Value } from '../../evaluate/values'
import { Config } from './config'
import { CustomLayer, classNameAt, constructionOf } from './customLayer'
import { byClassName, byFunction } from './layerClasses'
import { makeInputLayer, makeLayer, nameOf } from './makeLayer'
import { initializers, NamedObject } from './named'
import type { Program } from './program'
import { SequentialModel } from './sequentialModel'
import { SymbolicTensor } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import { native, TfjsLayer } from './tfjsLayer'
import { FunctionalModel, TfjsModel } from './tfjsModel'
import { TrainingPart } from './training'

type Call = (args: Value[], site: CallSite, context: Evaluation) => Value

/** `tf`: what a program imports from TensorFlow.js, or finds as a global. */
export class Namespace implements HostObject {
  private readonly members: ReadonlyMap<string, Value>

  constructor(private readonly program: Program) {
    const layers = new HostValue(new LayersNamespace(program))
    const sequential: Call = (args, site, context) => makeSequential(program, args, site, context)
    const model: Call = (args, site, context) => makeModel(program, args, site, context)
    const input: Call = ([config], site, context) =>
      new HostValue(makeInputLayer(program, Config.of(config), site, context).tensor)
    this.members = new Map<string, Value>([
      ['layers', layers],
      ['sequential', native(sequential)],
      ['model', native(model)],
      ['input', native(input)],
      ['Input', native(input)],
      ['Sequential', classOf(sequential, object => object instanceof SequentialModel)],
      ['LayersModel', classOf(model, object => object instanceof TfjsModel)],
      ['Model', classOf(model, object => object instanceof TfjsModel)],
      [
        'SymbolicTensor',
        classOf(
          () => new Unknown('tensors are made by layers'),
          object => object instanceof SymbolicTensor,
        ),
      ],
      ['tidy', native((args, site, context) => tidy(args, site, context))],
      ['initializers', new HostValue(new NamedObjects('initializer', [...initializers.keys()]))],
      ['regularizers', new HostValue(new NamedObjects('regularizer', ['l1', 'l2', 'l1l2']))],
      ['constraints', new HostValue(new NamedObjects('constraint', ['maxNorm', 'minMaxNorm', 'nonNeg', 'unitNorm']))],
      ['losses', new HostValue(new TrainingNamespace('tf.losses', program, false))],
      ['metrics', new HostValue(new TrainingNamespace('tf.metrics', program, false))],
      ['train', new HostValue(new TrainingNamespace('tf.train', program, true))],
      ['loadLayersModel', native((args, site, context) => loaded(program, args, site, context))],
      ['serialization', new HostValue(new Quiet('tf.serialization'))],
    ])
  }

  get(name: string): Value | undefined {
    if (this.members.has(name)) return this.members.get(name)
    const { program } = this
    if (byClassName.has(name) || Object.values(special).includes(name)) return layerClass(program, name)
    if (name === 'Layer') return customBase(program)
    if (byFunction.has(name) && !coreNames.has(name)) return layerFunction(program, name)
    return mayBeAsked(name) ? undefined : new HostValue(new Outside(`tf.${name}`, program))
  }

  keys(): string[] {
    return [...this.members.keys()]
  }
}

/** Functions of tfjs-core that have the names of functions of `tf.layers`. */
const coreNames = new Set(
  `add avgPool3d conv1d conv2d conv2dTranspose conv3d conv3dTranspose depthwiseConv2d separableConv2d dot dropout elu maximum
  minimum prelu reshape softmax maxPool3d avgPool1d avgPool2d maxPool1d maxPool2d multiply activation`.split(/\s+/),
)

/** `tf.layers`. */
class LayersNamespace implements HostObject {
  constructor(private readonly program: Program) {}

  get(name: string): Value | undefined {
    const { program } = this
    if (Object.hasOwn(special, name)) return layerFunction(program, name)
    if (name === 'Layer') return customBase(program)
    if (name === 'input') {
      return native(
        ([config], site, context) => new HostValue(makeInputLayer(program, Config.of(config), site, context).tensor),
      )
    }
    if (byFunction.has(name)) return layerFunction(program, name)
    return mayBeAsked(name) ? undefined : new HostValue(new UnknownLayerFunction(name, program))
  }

  keys(): string[] {
    return [...Object.keys(special), 'input', 'Layer', ...byFunction.keys()]
  }
}

/** Functions that make layers which hold others, or have no behaviour of their own. */
const special: Readonly<Record<string, string>> = {
  inputLayer: 'InputLayer',
  timeDistributed: 'TimeDistributed',
  bidirectional: 'Bidirectional',
  rnn: 'RNN',
}

/** `tf.layers.Layer`, from which a program derives layers of its own. */
function customBase(program: Program): Value {
  return classOf(
    ([given], site, context) => {
      const config = Config.of(given)
      const construction = constructionOf(site)
      const name = nameOf(config, program, classNameAt(construction), context)
      return new HostValue(new CustomLayer(classNameAt(construction), [], program, construction, { name }))
    },
    object => object instanceof TfjsLayer,
  )
}

function layerFunction(program: Program, name: string): Value {
  const className = special[name] ?? byFunction.get(name)!.className
  return native((args, site, context) => new HostValue(makeLayer(program, className, args, site, context)))
}

function layerClass(program: Program, className: string): Value {
  const make: Call = (args, site, context) => new HostValue(makeLayer(program, className, args, site, context))
  return classOf(make, object => 'className' in object && object.className === className)
}

/** A function that `tf.layers` does not have; it is a mistake when it is called. */
class UnknownLayerFunction implements HostObject {
  constructor(
    private readonly name: string,
    private readonly program: Program,
  ) {}

  get(): undefined {}

  call(_args: Value[], site: CallSite): Value {
    const near = [...byFunction.keys()].find(known => isNear(known, this.name))
    const error = new TfjsError(
      `tf.layers.${this.name} is not a function`,
      `tf.layers has no ${this.name}${near ? `; did you mean ${near}?` : ''}`,
      undefined,
      'unknown-layer',
    )
    this.program.recording.mistakes.push({
      rule: error.rule,
      message: error.message,
      node: site.nameNode,
      site,
      replacement: near,
    })
    return new Unknown(error.plainer, site.node)
  }
}

/** What is only known when the program runs: operations on tensors, files, the browser. */
class Outside implements HostObject {
  constructor(
    private readonly path: string,
    private readonly program: Program,
  ) {}

  get(name: string): Value | undefined {
    return mayBeAsked(name) ? undefined : new HostValue(new Outside(`${this.path}.${name}`, this.program))
  }

  call(args: Value[], site: CallSite, context: Evaluation): Value {
    return this.program.outside(this.path, args, site, context)
  }

  construct(args: Value[], site: CallSite, context: Evaluation): Value {
    return this.program.outside(this.path, args, site, context)
  }
}

/** What has no effect on models: registering classes. */
class Quiet implements HostObject {
  constructor(private readonly path: string) {}

  get(name: string): Value | undefined {
    return mayBeAsked(name) ? undefined : new HostValue(new Quiet(`${this.path}.${name}`))
  }

  call(): Value {
    return undefined
  }

  construct(): Value {
    return new HostValue(this)
  }
}

/** `tf.initializers`, `tf.regularizers`, `tf.constraints`. */
class NamedObjects implements HostObject {
  constructor(
    private readonly family: NamedObject['family'],
    private readonly names: readonly string[],
  ) {}

  get(name: string): Value | undefined {
    if (!this.names.includes(name)) return undefined
    return native(([config]) => new HostValue(new NamedObject(this.family, name, Config.of(config))))
  }

  keys(): string[] {
    return [...this.names]
  }
}

/** `tf.losses`, `tf.metrics` and `tf.train`: parts of what `compile` takes. */
class TrainingNamespace implements HostObject {
  constructor(
    private readonly path: string,
    private readonly program: Program,
    private readonly isOptimizer: boolean,
  ) {}

  get(name: string): Value | undefined {
    if (mayBeAsked(name)) return undefined
    const { path, program, isOptimizer } = this
    return new HostValue(
      new TrainingPart(name, undefined, (args, site, context) =>
        isOptimizer
          ? new HostValue(new TrainingPart(name, rateOf(args[0], site)))
          : program.outside(`${path}.${name}`, args, site, context),
      ),
    )
  }
}

/** The learning rate that an optimizer is made with, where it is known. */
function rateOf(value: Value, { argumentNodes: [node] }: CallSite): TrainingPart['learningRate'] {
  return typeof value === 'number' && node ? { value, node } : undefined
}

/** `tf.tidy(name?, fn)`: the value of its callback. */
function tidy(args: Value[], site: CallSite, context: Evaluation): Value {
  const callback = args.find(argument => typeof argument === 'object' && argument !== null)
  return callback === undefined ? undefined : callValue(context, callback, undefined, [], site)
}

function makeSequential(program: Program, [given]: Value[], site: CallSite, context: Evaluation): Value {
  const config = given instanceof ObjectValue ? given : undefined
  program.uid('Sequential', context)
  program.uid('sequential', context)
  const name = config?.properties.get('name')
  const own = typeof name === 'string' ? name : `sequential_${program.uid('sequential_', context)}`
  const model = new SequentialModel(program, site, own)
  program.models.push(model)
  model.addAll(given instanceof Unknown ? given : (config?.properties.get('layers') as Value), site, context)
  return new HostValue(model)
}

function makeModel(program: Program, [given]: Value[], site: CallSite, context: Evaluation): Value {
  if (given instanceof Unknown) return given
  const config = given instanceof ObjectValue ? given : undefined
  const [inputs, outputs] = ['inputs', 'outputs'].map(name => program.tensorsOf(config?.properties.get(name) as Value))
  const own = config?.properties.get('name')
  program.uid('Model', context)
  const name = typeof own === 'string' ? own : `model${program.uid('model', context)}`
  if (inputs === undefined || outputs === undefined) {
    const what = inputs === undefined ? 'inputs' : 'outputs'
    const error = new TfjsError(
      `Cannot read properties of undefined (reading 'sourceLayer')`,
      `the model needs its ${what}: a tensor or an array of tensors`,
      undefined,
      'invalid-argument',
    )
    program.mistake(error, site.nameNode, site)
    return new Unknown(error.plainer, site.node)
  }
  const ends = [inputs, outputs].map(end => (end instanceof Unknown ? [program.unknownTensor(end.reason)] : end))
  const model = new FunctionalModel(program, site, name, ends[0]!, ends[1]!)
  program.models.push(model)
  return new HostValue(model)
}

/** `await tf.loadLayersModel(url)`: a model whose layers are in a file that is not read. */
function loaded(program: Program, args: Value[], site: CallSite, context: Evaluation): Value {
  const unknown = program.outside('tf.loadLayersModel', args, site, context) as Unknown
  return new PromiseValue(unknown)
}

function classOf(construct: Call, holds: (object: HostObject) => boolean): HostValue {
  const host: HostObject & { holds: typeof holds } = {
    get: () => undefined,
    construct: (args, site, context) => construct(args, site, context),
    holds,
  }
  return new HostValue(host)
}

/** Programs ask any object for these, to see what it is. */
function mayBeAsked(name: string): boolean {
  return name in Array.prototype || ['then', 'toJSON', 'default', '__esModule', 'prototype'].includes(name)
}
