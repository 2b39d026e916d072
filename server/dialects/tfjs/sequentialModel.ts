import type { Evaluation } from '../../evaluate/evaluation'
import type { CallSite } from '../../evaluate/host'
import { runBranches } from '../../evaluate/join'
import { ArrayValue, Unknown, type Value } from '../../evaluate/values'
import { checkContainer, layersBehind, usesBehind } from './container'
import { InputLayer } from './inputLayer'
import type { Program } from './program'
import { UnknownRank } from './shapes'
import type { SymbolicTensor } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import { type InitialState, layerIn, native, type TfjsLayer } from './tfjsLayer'
import { TfjsModel } from './tfjsModel'

/** `tf.sequential()`. */
export class SequentialModel extends TfjsModel {
  constructor(
    program: Program,
    site: CallSite,
    name: string,
    /** Whether the model comes from elsewhere, so that layers may be in it already. */
    private readonly isForeign = false,
  ) {
    super('Sequential', [], program, site, { name, layers: [], inputs: [], outputs: [] } as InitialState)
  }

  override get(name: string, context: Evaluation, receiver: Value): Value | undefined {
    if (name === 'add') return native(([layer], site, within) => this.callAdd(layer, site, within))
    if (name === 'pop') return native((_, site, within) => this.pop(site, within))
    return super.get(name, context, receiver)
  }

  callAdd(value: Value, site: CallSite, context: Evaluation): Value {
    const layer = layerIn(value)
    if (layer) this.add(layer, site, context)
    else if (value instanceof Unknown) this.addEither(value, site, context)
    else {
      const reason = "Cannot read properties of undefined (reading 'inboundNodes')"
      const error = new TfjsError(
        reason,
        'add takes a layer, such as tf.layers.dense({ units: 10 })',
        undefined,
        'invalid-argument',
      )
      this.program.mistake(error, site.argumentNodes[0] ?? site.nameNode, site)
    }
    return undefined
  }

  /** The layers of `tf.sequential({ layers })`. */
  addAll(value: Value, site: CallSite, context: Evaluation): void {
    if (value === undefined || value === null) return
    if (!(value instanceof ArrayValue)) {
      if (value instanceof Unknown) this.addUnknown(value, context)
      return
    }
    for (const layer of value.elements) this.callAdd(layer, site, context)
    if (value.contentsUnknown) this.addUnknown(value.contentsUnknown, context)
  }

  /** One of several layers: each is added on a path of its own. */
  private addEither(value: Unknown, site: CallSite, context: Evaluation): void {
    const layers = (value.candidates ?? []).flatMap(candidate => layerIn(candidate) ?? [])
    if (layers.length === 0) {
      this.addUnknown(value, context)
      return
    }
    const branches = layers.map(layer => () => {
      this.add(layer, site, context)
      return undefined
    })
    runBranches(context, value, branches)
  }

  private addUnknown(unknown: Unknown, context: Evaluation): void {
    const tensor = this.program.unknownTensor(unknown.reason)
    const inputs = this.state.inputs.length > 0 ? this.state.inputs : [tensor]
    this.write(context, { outputs: [tensor], inputs, uncertain: unknown })
  }

  /** `Sequential.add` of tfjs-layers. */
  add(layer: TfjsLayer, site: CallSite, context: Evaluation): void {
    const problem =
      this.state.outputs.length === 0 ? this.addFirst(layer, site, context) : this.addNext(layer, site, context)
    this.write(context, { layers: [...this.state.layers, layer], built: false })
    if (problem && !layer.isBroken) this.program.mistake(problem, site.nameNode, site, layer.state.name)
  }

  private addFirst(layer: TfjsLayer, site: CallSite, context: Evaluation): TfjsError | undefined {
    let problem = layer instanceof TfjsModel ? singleEnded(layer) : undefined
    if (layer.state.applications.length === 0 && !(layer instanceof TfjsModel && layer.state.outputs.length > 0)) {
      let shape = layer.state.batchInputShape
      if (!shape && !this.isForeign && !layer.isBroken && !layer.isUncertain) {
        problem ??= new TfjsError(
          'The first layer in a Sequential model must get an `inputShape` or `batchInputShape` argument.',
          'the first layer of a model needs inputShape: the sizes of one input, such as [28, 28, 1]',
          undefined,
          'missing-option',
        )
      }
      shape ??= new UnknownRank(problem?.plainer ?? 'the input shape is not known')
      const isBroken = problem !== undefined || layer.isBroken
      const input = new InputLayer(this.program, site, `${layer.state.name}_input`, shape, context, false, isBroken)
      layer.applyTo([input.tensor], site, context)
    }
    if (layer instanceof TfjsModel && layer.state.outputs.length > 0) {
      this.write(context, { outputs: layer.state.outputs.slice(0, 1), inputs: layer.state.inputs })
      return problem
    }
    const [application] = layer.state.applications
    if (layer.state.applications.length > 1) {
      problem ??= new TfjsError(
        `A layer added to a Sequential model must not already be connected somewhere else. LayersModel received layer ${layer.state.name} which has ${layer.state.applications.length} pre-existing inbound connections.`,
        'the layer is already applied to something else; a first layer must be new',
        undefined,
        'invalid-argument',
      )
    }
    problem ??= this.checkOutputs(application?.outputs ?? []) ?? checkShape(layer)
    const [output] = application?.outputs ?? []
    this.write(context, { outputs: output ? [output] : [], inputs: output ? sourcesOf(output) : [] })
    return problem
  }

  private addNext(layer: TfjsLayer, site: CallSite, context: Evaluation): TfjsError | undefined {
    if (layer instanceof InputLayer) {
      return new TfjsError(
        `Cannot pass any input to an InputLayer's apply() method. InputLayer name: ${layer.state.name}`,
        'an input layer can only be the first layer of a model',
        undefined,
        'not-an-input',
      )
    }
    const wrong = layer instanceof TfjsModel ? singleEnded(layer) : undefined
    const outputs = layer.applyTo(this.state.outputs.slice(0, 1), site, context)
    const isBroken = outputs.some(tensor => tensor.isBroken)
    const problem = isBroken ? undefined : (wrong ?? this.checkOutputs(outputs) ?? checkShape(layer))
    this.write(context, { outputs: outputs.slice(0, 1) })
    return problem
  }

  private checkOutputs({ length }: readonly SymbolicTensor[]): TfjsError | undefined {
    return length === 1 ? undefined : multipleOutputs(length)
  }

  private pop(site: CallSite, context: Evaluation): Value {
    const layers = this.state.layers.slice(0, -1)
    if (this.state.layers.length === 0 && !this.state.uncertain) {
      const error = new TfjsError(
        'There are no layers in the model.',
        'the model has no layer to take off',
        undefined,
        'invalid-argument',
      )
      this.program.mistake(error, site.nameNode, site)
    }
    const last = layers[layers.length - 1]
    const output = last instanceof TfjsModel ? last.state.outputs[0] : last?.state.applications.at(-1)?.outputs[0]
    this.write(context, { layers, outputs: output ? [output] : [] })
    return undefined
  }

  /** `Sequential.build` of tfjs-layers, which everything that uses the model begins with. */
  protected override complete(site: CallSite): void {
    const { inputs, outputs, uncertain } = this.state
    if (uncertain || this.isForeign || outputs.some(({ isBroken }) => isBroken)) return
    try {
      if (outputs.length === 0) {
        throw new TfjsError(
          'Sequential model cannot be built: model is empty. Add some layers first.',
          'the model is empty: add layers first',
          undefined,
          'invalid-argument',
        )
      }
      checkContainer(inputs, outputs, layersBehind(outputs))
    } catch (error) {
      if (!(error instanceof TfjsError)) throw error
      this.program.mistake(error, site.nameNode, site)
    }
  }
}

function singleEnded({ state }: TfjsModel): TfjsError | undefined {
  if (state.uncertain) return undefined
  if (state.outputs.length !== 1) return multipleOutputs(state.outputs.length)
  if (state.inputs.length === 1) return undefined
  return new TfjsError(
    'All layers in a Sequential model should have a single input tensor. For multi-input layers, use the functional API.',
    `every layer of a sequential model takes one tensor, and this model takes ${state.inputs.length}: use tf.model`,
    undefined,
    'wrong-inputs',
  )
}

function multipleOutputs(count: number): TfjsError {
  return new TfjsError(
    'All layers in a Sequential model should have a single output tensor. For multi-output layers, use the functional API.',
    `every layer of a sequential model gives one tensor, and this one gives ${count}: use tf.model`,
    undefined,
    'wrong-inputs',
  )
}

/** As tfjs-layers does, it looks at the layer's first use. */
function checkShape({ state }: TfjsLayer): TfjsError | undefined {
  const [use] = state.applications
  const shape = use?.outputs[0]?.shape
  if (!shape || shape instanceof UnknownRank || !shape.some(size => typeof size === 'number' && size < 0))
    return undefined
  const input = use.inputs[0]?.shape
  const shown =
    !input || input instanceof UnknownRank
      ? '?'
      : input
          .slice(1)
          .map(size => (typeof size === 'number' ? size : '?'))
          .join('×')
  return new TfjsError(
    `Negative dimension size caused by adding layer ${state.name} with input shape [${shown.replaceAll('×', ',')}]`,
    `its window is larger than its ${shown} input, so that the output has a negative size`,
    undefined,
    'window-larger-than-input',
  )
}

/** The inputs that a tensor rests on. */
function sourcesOf(tensor: SymbolicTensor): readonly SymbolicTensor[] {
  return usesBehind([tensor]).flatMap(({ application }) => (application.inputs.length === 0 ? application.outputs : []))
}
