import type { Graph, ModelInfo } from '../../builder/graph'
import { buildGraph, Model } from '../../builder/model'
import type { NodeOutput } from '../../builder/node'
import { isProblem } from '../../builder/problem'
import type { Evaluation } from '../evaluate/evaluation'
import type { CallSite, HostObject } from '../evaluate/host'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  ObjectValue,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../evaluate/values'
import { isTensor } from './builderTensor'
import type { Recording } from './recording'

/** `model(name, inputs, outputs, info)`: builds the graph as the builder does and records it. */
export function callModel(
  [name, inputs, outputs, info]: Value[],
  site: CallSite,
  recording: Recording,
  context: Evaluation,
): Value {
  const ends = [inputs, outputs].map(tensorsIn)
  const unknown = ends.find(end => end instanceof Unknown)
  if (unknown) return unknown
  const [given, results] = ends
  if (given === undefined || results === undefined) {
    return mistake(
      'invalid-argument',
      `model needs its ${given ? 'outputs' : 'inputs'}: a tensor or an array of tensors`,
    )
  }
  const title = typeof name === 'string' ? name : 'model'
  const built = buildGraph(title, given as NodeOutput[], results as NodeOutput[], infoOf(info))
  if (isProblem(built)) return mistake(built.rule, built.message)
  context.charge(built.graph.layers.length, site.node)
  if (!recording.addModel({ ...built, site }, context))
    return new Unknown('there are too many layers in models already', site.node)
  return new HostValue(new ModelObject(built.graph))

  function mistake(rule: string, message: string): Unknown {
    recording.mistakes.push({ rule, message, node: site.nameNode, site })
    return new Unknown(message, site.node)
  }
}

/** The builder's `Model` in the user's program. */
export class ModelObject implements HostObject {
  constructor(readonly graph: Graph) {}

  get(name: string): Value | undefined {
    if (name === 'name') return this.graph.name
    if (name === 'graph') return new Unknown('is data about the network')
    if (name === 'summary') return native(() => new Model(this.graph).summary())
    return name === 'toJSON' ? native(() => new Unknown('is data about the network')) : undefined
  }
}

function native(call: () => Value): HostValue {
  return new HostValue({ get: () => undefined, call })
}

/** The tensors; undefined where it is something else. */
function tensorsIn(value: Value): readonly NodeOutput[] | Unknown | undefined {
  if (value instanceof Unknown) return value
  if (isTensor(value)) return [value.object]
  if (!(value instanceof ArrayValue)) return undefined
  // Also what is left out between two commas is an element, and no tensor.
  const elements = Array.from(value.elements)
  const unknown = value.contentsUnknown ?? elements.find(element => element instanceof Unknown)
  if (unknown instanceof Unknown) return unknown
  return elements.every(isTensor) ? elements.map(({ object }) => object) : undefined
}

function infoOf(value: Value): ModelInfo {
  return value instanceof ObjectValue ? ((data(value) ?? {}) as ModelInfo) : {}
}

/** Plain data of what is known; undefined for the rest, which JSON leaves out: getters, what holds itself. */
function data(value: Value | Accessor, within: readonly Value[] = []): unknown {
  if (value instanceof Accessor || within.includes(value)) return undefined
  const around = value instanceof ObjectValue ? [...within, value] : within
  if (value instanceof ArrayValue) {
    const parts = value.elements.map(element => data(element, around))
    return value.contentsUnknown || parts.includes(undefined) ? undefined : parts
  }
  const isOpaque = [HostValue, FunctionValue, Symbolic, SymbolKey, Unknown].some(type => value instanceof type)
  if (isOpaque || typeof value === 'bigint') return undefined
  if (!(value instanceof ObjectValue)) return value
  const known: Record<string, unknown> = {}
  for (const [name, part] of value.properties) {
    const content = typeof name === 'string' && name !== '__proto__' ? data(part, around) : undefined
    if (content !== undefined) known[name as string] = content
  }
  return known
}
