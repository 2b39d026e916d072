import { type Dimension, multiply } from '../../../../builder/dimension'
import { type Config, isSize } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import { activationOf, checkConstraint, initializerOf, regularizerOf } from '../named'
import { convolvedLength, type TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'

/** How many kernels an LSTM holds beside each other. */
const GATES = 4

/** `ConvLSTM2D`: a recurrent layer over maps, whose products are convolutions. */
export class ConvolutionalLstm extends LayerBehaviour {
  override readonly kind = 'convLstm2d'
  private readonly filters: Dimension
  private readonly kernelSize: readonly Dimension[]
  private readonly strides: readonly Dimension[]
  private readonly dilationRate: readonly Dimension[]
  private readonly mode: string
  private readonly format: string
  private readonly useBias: boolean

  constructor(className: string, config: Config, surroundings: Surroundings) {
    super(className, config, surroundings)
    this.filters = this.positive('filters')
    activationOf(config, 'activation', 'tanh')
    activationOf(config, 'recurrentActivation', 'hardSigmoid')
    this.useBias = this.flag('useBias', true)
    for (const part of ['kernel', 'recurrent', 'bias']) {
      initializerOf(config, `${part}Initializer`, 'zeros')
      regularizerOf(config, `${part}Regularizer`)
      checkConstraint(config, `${part}Constraint`)
    }
    this.kernelSize = this.window('kernelSize')
    this.strides = this.window('strides')
    this.mode = this.padding
    this.format = this.dataFormat
    this.dilationRate = this.window('dilationRate')
    if (config.get('unroll') === true) {
      const reason = 'Unrolling is not possible with convolutional RNNs.'
      throw new TfjsError(reason, 'a convolutional recurrent layer cannot be unrolled: leave unroll out', 'unroll')
    }
    this.inputSpec = [{ ndim: 5 }]
  }

  override get isChannelsFirst(): boolean {
    return this.format === 'channelsFirst'
  }

  override get keepsOwnWeights(): boolean {
    return false
  }

  private window(name: string): readonly Dimension[] {
    const setting = this.config.get(name)
    // tfjs-layers takes 0 for not given.
    const isLeftOut = name !== 'kernelSize' && (setting === undefined || setting === 0)
    const sizes = isLeftOut ? [1, 1] : this.perAxis(name, 2)
    for (const size of sizes) if (isSize(size)) this.positive(name, size)
    return sizes
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = inputs[0]!
    const step = [input[0]!, ...input.slice(2)]
    const channels = step[this.isChannelsFirst ? 1 : step.length - 1]!
    if (this.isNull(channels)) {
      throw new TfjsError(
        'The channel dimension of the input should be defined. Found null',
        `the number of channels of the input [${this.shown(input)}] must be known`,
        undefined,
        'unknown-size',
      )
    }
    if (this.flag('stateful', false) && this.isNull(input[0]!)) {
      throw new TfjsError(
        'If an RNN is stateful, it needs to know its batch size. Specify the batch size of your input tensors.',
        'a stateful layer must know the batch size: give batchInputShape to the first layer',
        'stateful',
        'unknown-size',
      )
    }
    const wide = multiply(this.filters, GATES)
    const spec = input.map((size, axis) => (axis < 2 || this.isNull(size) ? undefined : size))
    this.inputSpec = [{ shape: spec, ndim: 5 }]
    return [
      this.weight('kernel', [...this.kernelSize, channels, wide]),
      this.weight('recurrent_kernel', [...this.kernelSize, this.filters, wide]),
      ...(this.useBias ? [this.weight('bias', [wide])] : []),
    ]
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = inputs[0]!
    const first = this.isChannelsFirst ? 3 : 2
    const places = [0, 1].map(axis =>
      convolvedLength(
        input[first + axis]!,
        this.kernelSize[axis]!,
        this.mode,
        this.strides[axis]!,
        this.dilationRate[axis]!,
      ),
    )
    const map = this.isChannelsFirst ? [this.filters, ...places] : [...places, this.filters]
    const output = [input[0]!, ...(this.flag('returnSequences', false) ? [input[1]!] : []), ...map]
    if (!this.flag('returnState', false)) return [output]
    const state = [input[0]!, ...output.slice(-3)]
    return [output, state, state]
  }
}
