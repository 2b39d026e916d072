import { inputKind } from '../../../builder/input'
import { describedNode } from '../../../builder/node'
import type { Evaluation } from '../../evaluate/evaluation'
import type { CallSite } from '../../evaluate/host'
import { type Config, isList, isSize, type Setting, sizeOf, UnknownSetting } from './config'
import type { Program } from './program'
import { type MaybeShape, UnknownRank } from './shapes'
import { SymbolicTensor } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import { TfjsLayer, withoutBatch } from './tfjsLayer'

/** An `InputLayer`, which is applied from the start. */
export class InputLayer extends TfjsLayer {
  constructor(
    program: Program,
    site: CallSite,
    name: string,
    shape: MaybeShape,
    context: Evaluation,
    /** False for the one that tfjs-layers adds before a first layer with an inputShape. */
    isWritten: boolean,
    isBroken = false,
  ) {
    super('InputLayer', [], program, site, { name, built: true, trainable: false, batchInputShape: shape }, isBroken)
    const node = describedNode(inputKind, { shape: withoutBatch(shape) }, [], {
      name,
      outputShapes: [withoutBatch(shape)],
    })
    if (isWritten) program.recordLayer(this, node, site, true)
    const tensor = new SymbolicTensor(node, 0, shape, this, 0, program.nulls, isBroken)
    this.write(context, { applications: [{ inputs: [], outputs: [tensor] }] })
  }

  get tensor(): SymbolicTensor {
    return this.state.applications[0]!.outputs[0]!
  }

  override applyTo(_inputs: readonly SymbolicTensor[], site: CallSite): readonly SymbolicTensor[] {
    const error = new TfjsError(
      `Cannot pass any input to an InputLayer's apply() method. InputLayer name: ${this.state.name}`,
      'an input layer is not applied to anything: it gives the first tensor itself',
      undefined,
      'not-an-input',
    )
    this.program.mistake(error, site.nameNode, site)
    return [this.tensor]
  }
}

/** The shape with batch axis that a layer's options give for its input; undefined where they give none. */
export function batchInputShapeOf(config: Config, program: Program, context: Evaluation): MaybeShape | undefined {
  const whole = config.get('batchInputShape')
  if (whole !== undefined && !(whole instanceof UnknownSetting && !config.has('batchInputShape'))) {
    return shapeOf(whole, program, context, true)
  }
  const shape = config.get('inputShape')
  if (shape === undefined || (shape instanceof UnknownSetting && !config.has('inputShape'))) return undefined
  const batch = config.get('batchSize')
  const sizes = shapeOf(shape, program, context, false)
  if (sizes instanceof UnknownRank || batch === undefined || !isSize(batch)) return sizes
  return [batch instanceof UnknownSetting ? batch.dimension : sizeOf(batch), ...sizes.slice(1)]
}

/** A shape as the program gives it, with or without the batch axis. */
export function shapeOf(setting: Setting, program: Program, context: Evaluation, withBatch: boolean): MaybeShape {
  if (setting instanceof UnknownSetting) return new UnknownRank(setting.reason)
  // `[null].concat(28)` is what tfjs-layers does with a number.
  const list = isList(setting) ? setting : [setting]
  const rank = list.length + (withBatch ? 0 : 1)
  const { text } = context.frame.file
  const sizes = list.map((part, index) => {
    const axis = withBatch ? index : index + 1
    if (part === null || part === undefined)
      return axis === 0 ? program.nulls.batch : program.nulls.open(axis, rank, text)
    return isSize(part) ? sizeOf(part) : Number.NaN
  })
  return withBatch ? sizes : [program.nulls.batch, ...sizes]
}
