import { activated } from '../../builder/activation'
import { unknownReason } from '../../builder/dimension'
import type { LayerKind } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import * as methods from '../../builder/layers/index'
import { isNear, type LayerNode, type NodeOutput } from '../../builder/node'
import type { Evaluation } from '../evaluate/evaluation'
import type { CallSite, HostObject } from '../evaluate/host'
import { ArrayValue, HostValue, Unknown, type Value } from '../evaluate/values'
import { optionInputs } from './builderArguments'
import { type LayerRequest, makeLayer } from './builderLayers'
import { valueOfDimension } from './dimensionValue'
import type { Recording } from './recording'

/** The builder's `Tensor` in the user's program. */
export class TensorObject implements HostObject, NodeOutput {
  constructor(
    readonly node: LayerNode,
    readonly output: number,
    private readonly recording: Recording,
  ) {}

  get(name: string): Value | undefined {
    const shape = this.node.outputShapes[this.output]
    if (name === 'shape') return new ArrayValue(shape.map(valueOfDimension))
    if (name === 'height') return valueOfDimension(shape[0])
    if (name === 'width') return shape.length > 1 ? valueOfDimension(shape[1]) : undefined
    if (name === 'channels') return valueOfDimension(shape[shape.length - 1])
    if (name === 'apply') return new HostValue(new ApplyMethod(this, this.recording))
    const kind = methodKind(name)
    if (kind) return new HostValue(new LayerMethod(kind, this, this.recording))
    return mayBeAsked(name) ? undefined : new HostValue(new UnknownMethod(name, this.recording))
  }

  instanceOf(type: Value): boolean | undefined {
    return type instanceof HostValue && type.object instanceof TensorClass ? true : undefined
  }

  /** Its shape: a layer is made of nothing else that a tensor has. */
  likeness(): { text: string; thing: unknown } | undefined {
    const { node, output } = this
    let text = `tensor ${output} of`
    for (const size of node.outputShapes[output]) {
      if (unknownReason(size) !== undefined) return undefined
      text += ` ${typeof size === 'number' ? size : JSON.stringify(size)}`
    }
    return { text, thing: node }
  }
}

/** `Tensor` itself, for `instanceof`. */
export class TensorClass implements HostObject {
  get(): undefined {}
}

/** `layers`: `layers.conv2d(256, 3)` makes a layer that is applied later, to several tensors. */
export class LayersObject implements HostObject {
  constructor(private readonly recording: Recording) {}

  get(name: string): Value | undefined {
    const kind = methodKind(name)
    if (kind?.inputs !== 'one') return undefined
    const { recording } = this
    return new HostValue({
      get: () => undefined,
      call: (args, site) => new HostValue(new SharedLayerObject(kind, optionInputs(kind, args), site, recording)),
    })
  }

  keys(): string[] {
    return Object.values(methods as Record<string, LayerKind>)
      .filter(kind => kind.inputs === 'one')
      .map(({ kind }) => kind)
  }
}

/** A layer made once, whose applications share their weights. */
class SharedLayerObject implements HostObject {
  private first: LayerNode | undefined

  constructor(
    private readonly kind: LayerKind,
    private readonly options: Readonly<Record<string, unknown>>,
    private readonly site: CallSite,
    private readonly recording: Recording,
  ) {}

  get(name: string): Value | undefined {
    if (name !== 'applyTo') return undefined
    return new HostValue({
      get: () => undefined,
      call: ([tensor], site, context) => this.applyTo(tensor, site, context),
    })
  }

  asOption(): unknown {
    return { kind: this.kind.kind, options: this.options }
  }

  applyTo(tensor: Value, application: CallSite, context: Evaluation): Value {
    if (!isTensor(tensor)) return new Unknown('the tensor is not known', application.node)
    const { kind, options, site, recording } = this
    const request = { kind, options, inputs: [tensor.object], weightsOf: this.first, site, application }
    const made = makeTensors(recording, request, context)
    this.first ??= made.node
    return made.value
  }
}

class ApplyMethod implements HostObject {
  constructor(
    private readonly tensor: TensorObject,
    private readonly recording: Recording,
  ) {}

  get(): undefined {}

  call([layer]: Value[], site: CallSite, context: Evaluation): Value {
    const shared = layer instanceof HostValue && layer.object instanceof SharedLayerObject ? layer.object : undefined
    if (shared) return shared.applyTo(new HostValue(this.tensor), site, context)
    if (!(layer instanceof Unknown)) {
      const message = 'apply needs a layer made by layers, such as layers.conv2d(8, 3)'
      this.recording.mistakes.push({
        rule: 'invalid-argument',
        message,
        node: site.argumentNodes[0] ?? site.nameNode,
        site,
      })
    }
    return new Unknown('the layer that is applied is not known', site.node)
  }
}

class LayerMethod implements HostObject {
  constructor(
    private readonly kind: LayerKind,
    private readonly tensor: TensorObject,
    private readonly recording: Recording,
  ) {}

  get(): undefined {}

  call(args: Value[], site: CallSite, context: Evaluation, self: Value): Value {
    const { kind, recording } = this
    const tensor = isTensor(self) ? self.object : this.tensor
    const others = kind.inputs === 'several' ? args.filter(isTensor).map(({ object }) => object) : []
    const unknown = kind.inputs === 'several' ? args.find(argument => argument instanceof Unknown) : undefined
    const rest = args.filter(argument => !isTensor(argument) && argument !== unknown)
    const options = optionInputs(kind, rest)
    const inputs = [tensor, ...others]
    return makeTensors(recording, { kind, options, inputs, unknownInput: unknown?.reason, site }, context).value
  }
}

/** A method that tensors do not have; it is a mistake when it is called. */
class UnknownMethod implements HostObject {
  constructor(
    private readonly name: string,
    private readonly recording: Recording,
  ) {}

  get(): undefined {}

  call(_args: Value[], site: CallSite): Value {
    const near = Object.keys(methods).find(known => isNear(known, this.name))
    const message = `tensors have no layer ${this.name}${near ? `; did you mean ${near}?` : ''}`
    this.recording.mistakes.push({ rule: 'unknown-layer', message, node: site.nameNode, site, replacement: near })
    return new Unknown(message, site.node)
  }
}

/** Programs ask any object for these, to see what it is. */
function mayBeAsked(name: string): boolean {
  return name in Array.prototype || name === 'then' || name === 'toJSON'
}

export function isTensor(value: Value): value is HostValue & { readonly object: TensorObject } {
  return value instanceof HostValue && value.object instanceof TensorObject
}

/** Makes a layer; its value is what the call returns. Unknown, without a layer, where there are too many already. */
export function makeTensors(
  recording: Recording,
  request: LayerRequest,
  context: Evaluation,
): { value: Value; node?: LayerNode } {
  const most = context.limits.layers
  if (recording.layers.length >= most) {
    const message = `no more than ${most.toLocaleString('en-US')} layers are followed`
    context.problem('bounds', message, request.site.node)
    return { value: new Unknown(message, request.site.node) }
  }
  const node = makeLayer(recording, request)
  return { node, value: outputsOf(node, recording) }
}

/** A tensor, or an array of them for a layer with several outputs. */
export function outputsOf(made: LayerNode, recording: Recording): Value {
  const node = activated(made)
  const tensors = node.outputShapes.map((_, output) => new HostValue(new TensorObject(node, output, recording)))
  if (node.kind.outputs === 'one') return tensors[0]
  const outputs = new ArrayValue(tensors)
  if (node.unknownOptions.length > 0) outputs.contentsUnknown = new Unknown('the number of outputs is not known')
  return outputs
}

/** The kind whose layers a method of tensors makes. */
export function methodKind(name: string): LayerKind | undefined {
  return Object.hasOwn(methods, name) ? layerKinds.get(name) : undefined
}
