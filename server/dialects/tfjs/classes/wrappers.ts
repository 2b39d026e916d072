import { multiply } from '../../../../builder/dimension'
import type { Config } from '../config'
import { LayerBehaviour, type Surroundings, type TfjsWeight } from '../layerBehaviour'
import type { TfjsShape } from '../shapes'
import { TfjsError } from '../tfjsError'
import type { Recurrent } from './recurrent'

/** What a wrapper sees of the layer that it wraps. */
export interface Wrapped {
  readonly behaviour: LayerBehaviour
  readonly weights: readonly TfjsWeight[] | undefined
}

/** `TimeDistributed`: a layer applied at every step. */
export class TimeDistributed extends LayerBehaviour {
  override readonly kind = 'timeDistributed'

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    private readonly inner: Wrapped,
  ) {
    super(className, config, surroundings)
  }

  override get keepsOwnWeights(): boolean {
    return false
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    const input = this.single(inputs)
    if (input.length < 3) {
      throw new TfjsError(
        `TimeDistributed layer expects an input shape >= 3D, but received input shape [${this.shown(input)}]`,
        `takes a sequence, of rank 3 or more with the batch axis, not [${this.shown(input)}]`,
        undefined,
        'wrong-rank',
      )
    }
    const shape = input.map(size => (this.isNull(size) ? undefined : size))
    this.inputSpec = [{ shape }]
    return this.inner.weights ?? this.inner.behaviour.build([this.step(input)])
  }

  private step(input: TfjsShape): TfjsShape {
    return [input[0]!, ...input.slice(2)]
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const input = this.single(inputs)
    const [output, ...others] = this.inner.behaviour.outputShapes([this.step(input)])
    if (others.length > 0) {
      throw new TfjsError(
        'All layers in a Sequential model should have a single output tensor.',
        `a layer that is applied at every step must give one tensor, not ${others.length + 1}`,
        'layer',
        'wrong-inputs',
      )
    }
    return [[output![0]!, input[1]!, ...output!.slice(1)]]
  }
}

/** `Bidirectional`: a recurrent layer, and another one that reads the sequence backwards. */
export class Bidirectional extends LayerBehaviour {
  override readonly kind = 'bidirectional'
  private readonly mergeMode: string | undefined

  constructor(
    className: string,
    config: Config,
    surroundings: Surroundings,
    private readonly forward: Recurrent,
    private readonly backward: Recurrent,
  ) {
    super(className, config, surroundings)
    this.mergeMode = config.isNull('mergeMode')
      ? undefined
      : (this.word('mergeMode', 'BidirectionalMergeMode', ['concat', 'sum', 'mul', 'ave']) ?? 'concat')
    this.inputSpec = forward.inputSpec
  }

  override get keepsOwnWeights(): boolean {
    return false
  }

  override build(inputs: readonly TfjsShape[]): readonly TfjsWeight[] {
    return [this.forward, this.backward].flatMap(layer => layer.build(inputs))
  }

  override specsFor(specs: LayerBehaviour['inputSpec'], inputs: readonly TfjsShape[]): LayerBehaviour['inputSpec'] {
    return this.forward.specsFor(specs, inputs)
  }

  override outputShapes(inputs: readonly TfjsShape[]): readonly TfjsShape[] {
    const [output, ...states] = this.forward.outputShapes(inputs) as [TfjsShape, ...TfjsShape[]]
    const last = output[output.length - 1]!
    if (this.mergeMode === 'concat') return [[...output.slice(0, -1), multiply(last, 2)], ...states, ...states]
    // With states, tfjs-layers leaves the second sequence out.
    if (this.mergeMode === undefined) return [output, output, ...states, ...states]
    return [output, ...states, ...states]
  }
}
