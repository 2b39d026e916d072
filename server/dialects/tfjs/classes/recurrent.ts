import { type Dimension, mayEqual, multiply } from '../../../../builder/dimension'
import { UnknownOption } from '../../../../builder/node'
import type { Config } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { activationOf, checkConstraint, initializerOf, regularizerOf } from '../named'
import type { TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'

/** How many kernels each kind of cell holds beside each other, and how many states it keeps. */
const cells = {
  SimpleRNN: { kind: 'simpleRnn', gates: 1, states: 1 },
  GRU: { kind: 'gru', gates: 3, states: 1 },
  LSTM: { kind: 'lstm', gates: 4, states: 2 },
} as const

export type CellName = keyof typeof cells

/** `SimpleRNNCell`, `GRUCell` and `LSTMCell`: one step of a recurrent layer. */
export class RecurrentCell extends LayerBehaviour {
  readonly units: Dimension
  readonly stateSizes: readonly Dimension[]
  private readonly gates: number
  private readonly useBias: boolean

  constructor(className: string, config: Config, surroundings: Surroundings, cell: CellName) {
    super(className, config, surroundings)
    const { gates, states } = cells[cell]
    this.gates = gates
    if (cell === 'GRU' && config.get('resetAfter') === true) {
      throw new TfjsError(
        'GRUCell does not support reset_after parameter set to true.',
        'resetAfter is not there in TensorFlow.js: leave it out',
        'resetAfter',
      )
    }
    this.units = this.positive('units')
    this.stateSizes = Array.from({ length: states }, () => this.units)
    activationOf(config, 'activation', 'tanh')
    if (cell !== 'SimpleRNN') activationOf(config, 'recurrentActivation', 'hardSigmoid')
    this.useBias = this.flag('useBias', true)
    for (const name of ['kernelInitializer', 'recurrentInitializer', 'biasInitializer']) {
      initializerOf(config, name, 'glorotNormal')
    }
    for (const part of ['kernel', 'recurrent', 'bias']) {
      regularizerOf(config, `${part}Regularizer`)
      checkConstraint(config, `${part}Constraint`)
    }
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    const wide = multiply(this.units, this.gates)
    const weights = [
      this.weight('kernel', [input[input.length - 1]!, wide]),
      this.weight('recurrent_kernel', [this.units, wide]),
    ]
    if (this.useBias) weights.push(this.weight('bias', [wide]))
    return weights
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    return inputs
  }
}

/** `SimpleRNN`, `GRU`, `LSTM`, and `RNN` with cells that the program gives. */
export class Recurrent extends LayerBehaviour {
  override readonly kind: string | undefined
  private readonly returnSequences: boolean
  private readonly returnState: boolean
  private readonly stateful: boolean

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    /** In the order of the steps; one but for stacked cells. */
    private readonly steps: readonly RecurrentCell[],
    private readonly cell?: CellName,
  ) {
    super(className, config, surroundings)
    this.kind = cell && cells[cell].kind
    this.returnSequences = this.flag('returnSequences', false)
    this.returnState = this.flag('returnState', false)
    this.stateful = this.flag('stateful', false)
    this.inputSpec = [{ ndim: 3 }]
  }

  override get keepsOwnWeights(): boolean {
    return false
  }

  /** Another layer of the same options. */
  copy(): Recurrent {
    const { className, config, surroundings, steps, cell } = this
    return new Recurrent(className, config, surroundings, steps, cell)
  }

  /** Whether the layer gives its states beside its output. */
  get givesStates(): boolean {
    return this.returnState
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const [input, ...states] = inputs as [TfjsShape, ...TfjsShape[]]
    const sizes = this.stateSizes
    const misfit =
      states.length > 0 &&
      !(
        states.length === sizes.length &&
        states.every((state, index) => mayEqual(state[state.length - 1]!, sizes[index]!))
      )
    let step: TfjsShape = [input[0]!, ...input.slice(2)]
    const weights: TfjsWeight[] = []
    for (const cell of this.steps) {
      weights.push(...cell.build([step]))
      step = [step[0]!, cell.units]
    }
    if (misfit) {
      throw new TfjsError(
        `An initialState was passed that is not compatible with cell.stateSize. Received stateSpec=[${states.map(state => this.shown(state))}]; However cell.stateSize is ${this.shown(sizes)}`,
        `the initial states do not fit: the layer keeps ${sizes.length} of ${this.shown(sizes)} numbers`,
        undefined,
        'mismatched-merge',
      )
    }
    if (this.stateful && this.isNull(input[0]!)) {
      throw new TfjsError(
        'If an RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors.',
        'a stateful layer must know the batch size: give batchInputShape to the first layer',
        'stateful',
        'unknown-size',
      )
    }
    const batch = this.stateful ? input[0]! : undefined
    const spec = [batch, undefined, ...input.slice(2)].map(size =>
      size === undefined || this.isNull(size) ? undefined : size,
    )
    this.inputSpec = [{ shape: spec, ndim: 3 }]
    return weights
  }

  override specsFor(specs: LayerBehaviour['inputSpec'], inputs: readonly TfjsShape[]): LayerBehaviour['inputSpec'] {
    return [...(specs ?? []).slice(0, 1), ...inputs.slice(1).map(state => ({ ndim: state.length }))]
  }

  private get stateSizes(): readonly Dimension[] {
    // As tfjs-layers keeps them: those of the last cell come first.
    return [...this.steps].reverse().flatMap(cell => cell.stateSizes)
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [input] = inputs as [TfjsShape]
    const [size] = this.stateSizes
    const output = this.returnSequences ? [input[0]!, input[1]!, size!] : [input[0]!, size!]
    return this.returnState ? [output, ...this.stateSizes.map(state => [input[0]!, state])] : [output]
  }

  override options(): Record<string, unknown> {
    const { returnSequences, returnState } = this
    return { units: this.steps[0]!.units, returnSequences, returnState, activation: new UnknownOption('') }
  }
}
