import { activated } from '../../../builder/activation'
import { add, type Dimension, equal, multiply, unknownDimension } from '../../../builder/dimension'
import type { LayerKind, Weight } from '../../../builder/layerKind'
import { kindOf, layerKinds } from '../../../builder/layerKinds'
import { describedNode, type LayerNode, type NodeOutput } from '../../../builder/node'
import type { Evaluation } from '../../evaluate/evaluation'
import type { CallSite, HostObject } from '../../evaluate/host'
import { ArrayValue, HostValue, type Mutable, nextBirth, ObjectValue, Unknown, type Value } from '../../evaluate/values'
import { valueOfDimension } from '../dimensionValue'
import { inferApplication, type Outcome, shapesAgain, shapesInstead } from './inference'
import type { LayerBehaviour, TfjsWeight } from './layerBehaviour'
import type { Program } from './program'
import { type MaybeShape, UnknownRank } from './shapes'
import type { Application, LayerState } from './state'
import { SymbolicTensor, shapeValue } from './symbolicTensor'
import { TfjsError } from './tfjsError'

/** What a new layer starts with beside the defaults. */
export type InitialState = Pick<LayerState, 'name'> &
  Partial<Pick<LayerState, 'trainable' | 'built' | 'batchInputShape'>>

export type Join = (a: Value, b: Value) => Value

/** A layer of tfjs-layers in the user's program: made once, applied as often as the program likes. */
export class TfjsLayer implements HostObject, Mutable {
  readonly birth = nextBirth()
  state: LayerState
  /** The instance of the user's class that it is, for a custom layer. */
  instance: ObjectValue | undefined

  /** @param behaviours one, or one for each value of options that are not known; none where nothing is known */
  constructor(
    readonly className: string,
    readonly behaviours: readonly LayerBehaviour[],
    protected readonly program: Program,
    readonly site: CallSite,
    initial: InitialState,
    /** Whether its making was a mistake that was told already. */
    readonly isBroken = false,
    /** Whether there may be options that nobody knows. */
    readonly isUncertain = false,
  ) {
    this.state = {
      trainable: true,
      built: false,
      weights: [],
      specs: behaviours.map(({ inputSpec }) => inputSpec),
      applications: [],
      ...initial,
    }
  }

  /** Whether it stands for a layer of which nothing is known. */
  get isUnknown(): boolean {
    return this.behaviours.length === 0 && this.className === 'Layer'
  }

  /** The layer as the program has it. */
  get value(): Value {
    return this.instance ?? new HostValue(this)
  }

  snapshot(): unknown {
    return this.state
  }

  restore(snapshot: unknown): void {
    this.state = snapshot as LayerState
  }

  merge(a: unknown, b: unknown, _join: Join): unknown {
    const [x, y] = [a as LayerState, b as LayerState]
    const built = x.built ? x : y
    return {
      ...built,
      trainable: x.trainable === y.trainable ? x.trainable : new Unknown('differs between branches'),
      applications: [...new Set([...x.applications, ...y.applications])],
    } satisfies LayerState
  }

  write(context: Evaluation, changes: Partial<LayerState>): void {
    context.willWrite(this)
    this.state = { ...this.state, ...changes }
  }

  get(name: string, _context: Evaluation, _receiver: Value): Value | undefined {
    const { state, program } = this
    const { applications } = state
    switch (name) {
      case 'apply':
        return native((args, site, within) => this.callApply(args, site, within))
      case 'name':
        return state.name
      case 'trainable':
        return state.trainable
      case 'built':
        return state.built
      case 'outputShape':
        return this.shapesAt(tensor => tensor.outputs)
      case 'inputShape':
      case 'batchInputShape':
        return state.batchInputShape ? shapeValue(state.batchInputShape, program.nulls) : undefined
      case 'output':
      case 'input': {
        const tensors = applications[0]?.[name === 'output' ? 'outputs' : 'inputs']
        if (!tensors)
          return this.isBroken
            ? new Unknown('the layer is not made')
            : new Unknown(`the layer ${state.name} is not applied to anything`)
        return tensorsValue(tensors)
      }
      case 'countParams':
        return native(() => this.countParams())
      case 'getClassName':
        return native(() => this.className)
      case 'getOutputAt':
      case 'getInputAt':
        return native(([at]) => {
          const use = typeof at === 'number' ? applications[at] : undefined
          return use
            ? tensorsValue(name === 'getOutputAt' ? use.outputs : use.inputs)
            : new Unknown('not applied as often')
        })
      case 'weights':
      case 'trainableWeights':
      case 'nonTrainableWeights':
        return this.weightsValue(name)
      case 'getWeights':
      case 'getConfig':
      case 'addWeight':
      case 'dispose':
        return native(() => new Unknown(`what ${name} gives is not followed`))
      case 'setWeights':
      case 'addLoss':
      case 'setCallHook':
      case 'build':
      case 'resetStates':
      case 'setFastWeightInitDuringBuild':
        return native(() => undefined)
      default:
        return undefined
    }
  }

  set(name: string, value: Value, context: Evaluation): void {
    if (name === 'trainable') this.setTrainable(value instanceof Unknown ? value : Boolean(value), context)
    else if (name === 'name' && typeof value === 'string') this.write(context, { name: value })
  }

  setTrainable(trainable: boolean | Unknown, context: Evaluation): void {
    // As in tfjs-layers, the weights that are there already are marked one by one.
    this.freeze(trainable, context)
    this.write(context, { trainable })
  }

  /** What `trainable` of a model does to the layers in it. */
  freeze(trainable: boolean | Unknown, context: Evaluation): void {
    if (trainable instanceof Unknown || this.behaviours.some(({ keepsOwnWeights }) => !keepsOwnWeights)) return
    this.write(context, { weights: this.state.weights.map(weight => ({ ...weight, frozen: !trainable })) })
  }

  private shapesAt(of: (use: Application) => readonly SymbolicTensor[]): Value {
    const [first] = this.state.applications
    if (!first) return new Unknown(`the layer ${this.state.name} is not applied to anything`)
    const shapes = of(first).map(({ shape }) => shapeValue(shape, this.program.nulls))
    return shapes.length === 1 ? shapes[0] : new ArrayValue(shapes)
  }

  protected countParams(): Value {
    return this.parameterCount()
  }

  /** The number of weights, trained or not. */
  parameterCount(): Value {
    const { weights } = this.state
    if (!this.state.built) return new Unknown(`the layer ${this.state.name} is not built yet`)
    return valueOfDimension(add(...weights.map(({ shape }) => multiply(...shape))))
  }

  private weightsValue(which: string): Value {
    const { weights } = this.state
    const chosen = weights.filter(
      weight => which === 'weights' || (which === 'trainableWeights') === (this.isLearnt(weight) === true),
    )
    return new ArrayValue(
      chosen.map(({ name, shape }) => {
        const value = new ObjectValue()
        value.properties.set('name', `${this.state.name}/${name}`)
        value.properties.set('shape', new ArrayValue(shape.map(valueOfDimension)))
        return value
      }),
    )
  }

  /** Whether training changes the weight; undefined where that is not known. */
  protected isLearnt(weight: TfjsWeight): boolean | undefined {
    const { trainable } = this.state
    if (!weight.trainable) return false
    if (trainable instanceof Unknown) return undefined
    return trainable && !weight.frozen
  }

  private callApply([given, options]: Value[], site: CallSite, context: Evaluation): Value {
    const { program } = this
    const states = options instanceof ObjectValue ? (options.properties.get('initialState') as Value) : undefined
    const first = program.tensorsOf(given)
    const more = states === undefined ? undefined : program.tensorsOf(states)
    const tensors = first instanceof Unknown || !first || more instanceof Unknown ? first : [...first, ...(more ?? [])]
    if (tensors instanceof Unknown) return this.applyToUnknown(tensors, site, context)
    if (!tensors || tensors.length === 0) {
      this.program.mistake(
        new TfjsError(
          'Arguments to apply() must be all SymbolicTensors or all Tensors',
          `apply takes a tensor or an array of tensors${tensors ? ', not an empty array' : ''}`,
          undefined,
          'invalid-argument',
        ),
        site.argumentNodes[0] ?? site.nameNode,
        site,
      )
      return new Unknown('the tensor is not known', site.node)
    }
    return tensorsValue(this.applyTo(tensors, site, context))
  }

  /** An application to something that is not known: a tensor of unknown shape stands for it. */
  private applyToUnknown(unknown: Unknown, site: CallSite, context: Evaluation): Value {
    return tensorsValue(this.applyTo([this.program.unknownTensor(unknown.reason)], site, context))
  }

  /** Applies the layer; a mistake is recorded at the call, and tensors of unknown shape come out. */
  applyTo(inputs: readonly SymbolicTensor[], site: CallSite, context: Evaluation): readonly SymbolicTensor[] {
    const { program } = this
    const isBroken = this.isBroken || inputs.some(tensor => tensor.isBroken)
    const { problem, shapes } = this.infer(inputs, context, site)
    if (problem && !isBroken) program.mistake(problem, site.nameNode, site, this.state.name)
    const given = inputs.map(({ shape }) => shape)
    const made = shapes ?? shapesInstead(this.behaviours, given, problem!.plainer, program.nulls)
    return this.finish(inputs, made, site, context, problem !== undefined || isBroken)
  }

  /** Makes the layer once more inside a model that is applied: tfjs-layers checks nothing then. */
  again(inputs: readonly SymbolicTensor[], { outputs }: Application, site: CallSite): readonly SymbolicTensor[] {
    const { program } = this
    const given = inputs.map(({ shape }) => shape)
    const shapes =
      shapesAgain(this.behaviours, given, program.nulls) ??
      outputs.map(() => new UnknownRank('the inner layer does not fit'))
    const node = this.makeNode(inputs, shapes)
    program.recordLayer(this, node, site, false)
    return this.tensorsOf(
      node,
      shapes,
      0,
      inputs.some(({ isBroken }) => isBroken),
    )
  }

  protected infer(inputs: readonly SymbolicTensor[], context: Evaluation, _site: CallSite): Omit<Outcome, 'built'> {
    const shapes = inputs.map(({ shape }) => shape)
    const { built, ...outcome } = inferApplication(this.behaviours, this.state, shapes, this.program.nulls)
    this.write(context, { ...built, weights: built.weights.map(weight => ({ frozen: false, ...weight })) })
    const [behaviour] = this.behaviours
    return behaviour?.hasActivityRegularizer && !outcome.problem
      ? { problem: activityRegularizer, shapes: outcome.shapes }
      : outcome
  }

  /** Records the layer and makes its tensors. */
  protected finish(
    inputs: readonly SymbolicTensor[],
    shapes: readonly MaybeShape[],
    site: CallSite,
    context: Evaluation,
    isBroken: boolean,
  ): readonly SymbolicTensor[] {
    const { program } = this
    const use = this.state.applications.length
    const node = this.makeNode(inputs, shapes)
    program.recordLayer(this, node, site, use === 0)
    const outputs = this.tensorsOf(node, shapes, use, isBroken)
    this.write(context, { applications: [...this.state.applications, { inputs, outputs }] })
    return outputs
  }

  private tensorsOf(node: LayerNode, shapes: readonly MaybeShape[], use: number, isBroken: boolean): SymbolicTensor[] {
    const seen = shapes.length === 1 ? activated(node) : node
    return shapes.map(
      (shape, output) => new SymbolicTensor(seen, output, shape, this, use, this.program.nulls, isBroken),
    )
  }

  private makeNode(inputs: readonly NodeOutput[], shapes: readonly MaybeShape[]): LayerNode {
    const [behaviour] = this.behaviours
    const { kind, options } = this.kindAndOptions()
    const first = this.program.firstNodeOf(this)
    return describedNode(kind, options, inputs, {
      name: this.state.name,
      outputShapes: shapes.map(withoutBatch),
      ...(first ? { weightsOf: first } : {}),
      ...(behaviour?.isChannelsFirst ? { channelsFirst: true } : {}),
    })
  }

  protected kindAndOptions(): { kind: LayerKind; options: Record<string, unknown> } {
    const [behaviour] = this.behaviours
    const known = behaviour?.kind === undefined ? undefined : layerKinds.get(behaviour.kind)
    if (known) return { kind: known, options: behaviour!.options() }
    const elementwise = behaviour?.isElementwise === true
    return { kind: layerKinds.get('custom')!, options: { className: this.className, elementwise } }
  }

  /** The weights of one of the layer's nodes as the builder has them, in their final state; undefined where it knows. */
  builderWeights({ kind, options, inputs, channelsFirst, unknownOptions }: LayerNode): readonly Weight[] | undefined {
    const shapes = inputs.map(({ node, output }) => node.outputShapes[output]!)
    const learnt = this.state.weights.map(weight => this.isLearnt(weight))
    const isFollowed = unknownOptions.length === 0
    const known = isFollowed
      ? kindOf({ kind: kind.kind, ...(channelsFirst ? { channelsFirst } : {}) }).weights(options as never, shapes)
      : []
    const isSame =
      known.length === learnt.length &&
      known.every(({ shape }, index) => equal(multiply(...shape), multiply(...this.state.weights[index]!.shape)))
    if (isFollowed && isSame && known.every(({ trainable }, index) => trainable === learnt[index])) return undefined
    return this.state.weights.flatMap(({ name, shape }, index): Weight[] => {
      const own: Weight = isSame ? known[index]! : { name, shape, trainable: true, initializer: 'zeros' }
      const trainable = learnt[index]
      if (trainable !== undefined) return [{ ...own, trainable }]
      const unknown = [unknownDimension('whether the layer is trained is not known')]
      return [true, false].map(either => ({ ...own, shape: unknown, trainable: either }))
    })
  }
}

/** What TensorFlow.js says when a layer with such a regulariser is applied. */
const activityRegularizer = new TfjsError(
  'Layer invocation in the presence of activity regularizer(s) is not supported yet.',
  'layers with an activityRegularizer cannot be applied in TensorFlow.js: leave it out',
  undefined,
)

export function withoutBatch(shape: MaybeShape): readonly Dimension[] {
  return shape instanceof UnknownRank ? [unknownDimension(shape.reason)] : shape.slice(1)
}

/** One tensor, or an array of several, as `apply` gives them. */
export function tensorsValue(tensors: readonly SymbolicTensor[]): Value {
  const values = tensors.map(tensor => new HostValue(tensor))
  return values.length === 1 ? values[0] : new ArrayValue(values)
}

export function native(call: (args: Value[], site: CallSite, context: Evaluation) => Value): HostValue {
  return new HostValue({ get: () => undefined, call: (args, site, context) => call(args, site, context) })
}

export function layerIn(value: Value): TfjsLayer | undefined {
  const host = value instanceof HostValue ? value : value instanceof ObjectValue ? value.host : undefined
  if (!(host?.object instanceof TfjsLayer)) return undefined
  if (value instanceof ObjectValue) host.object.instance = value
  return host.object
}
