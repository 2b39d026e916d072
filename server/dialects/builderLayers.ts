import ts from 'typescript'
import { unknownDimension } from '../../builder/dimension'
import { eitherKind } from '../../builder/either'
import { inputKind } from '../../builder/input'
import type { LayerKind } from '../../builder/layerKind'
import { createNode, type LayerNode, type NodeOutput, UnknownOption, unknownNode } from '../../builder/node'
import { isProblem, type Problem } from '../../builder/problem'
import { type Shape, unknownShape } from '../../builder/shape'
import type { CallSite } from '../evaluate/host'
import { optionNodes } from './builderArguments'
import type { Recording } from './recording'

/** What makes a layer, besides the call. */
export interface LayerRequest {
  readonly kind: LayerKind
  readonly options: Readonly<Record<string, unknown>>
  readonly inputs: readonly NodeOutput[]
  readonly weightsOf?: LayerNode
  /** Why some of the inputs are not known. */
  readonly unknownInput?: string
  readonly site: CallSite
  readonly application?: CallSite
}

/**
 * Makes a layer with the real builder and records it. Where it does not fit, that is recorded too, and a layer of which
 * as much is known as the mistake allows takes its place.
 */
export function makeLayer(recording: Recording, request: LayerRequest): LayerNode {
  const { kind, options, inputs, weightsOf, unknownInput, site, application } = request
  const made =
    unknownInput === undefined
      ? createNode(kind, options, inputs, weightsOf)
      : unknownNode(kind, inputs, inputs[0].node.outputShapes[inputs[0].output].length, unknownInput)
  if (!isProblem(made)) {
    settleRanks(recording, request)
    return record(made)
  }
  if (!restsOnMadeUpRank(recording, inputs)) {
    recording.mistakes.push({
      rule: made.rule,
      message: made.message,
      node: nodeAtFault(kind, made, site),
      site,
      application,
    })
    return record(nodeInstead(kind, options, inputs, made))
  }
  // A parameter that another layer is given, such as boxes beside their map, is the first to be something else.
  const others = [1, 2, 4].map(rank => [inputs[0], ...ofRank(inputs.slice(1), recording, rank)])
  const all = [1, 2, 4].map(rank => ofRank(inputs, recording, rank))
  const fitting = [...others, ...all].map(attempt => createNode(kind, options, attempt))
  const fits = fitting.find(node => !isProblem(node))
  return record(fits ? { ...(fits as LayerNode), inputs } : nodeInstead(kind, options, inputs, made))

  function record(node: LayerNode): LayerNode {
    recording.layers.push({ node, site, application })
    return node
  }
}

/** A layer that takes maps alone settles that the parameters it reads are maps. */
function settleRanks({ madeUp }: Recording, { kind, options, inputs }: LayerRequest): void {
  for (const { node } of inputs) {
    if (madeUp.has(node) && isProblem(createNode(kind, options, ofRank(inputs, { madeUp }, 1)))) madeUp.delete(node)
  }
}

/** Whether a parameter that nobody supplied, and that need not be the map it is taken for, decides the rank of an input. */
function restsOnMadeUpRank({ madeUp }: Pick<Recording, 'madeUp'>, inputs: readonly NodeOutput[]): boolean {
  if (madeUp.size === 0) return false
  return inputs.some(({ node }) => {
    if (madeUp.has(node)) return true
    return !RANK_SETTLING.has(node.kind.kind) && restsOnMadeUpRank({ madeUp }, node.inputs)
  })
}

const RANK_SETTLING: ReadonlySet<string> = new Set(['flatten', 'globalAveragePool2d', 'globalMaxPool2d', 'reshape'])

/** The inputs, with tensors of another rank in the place of parameters nobody supplied. */
function ofRank(inputs: readonly NodeOutput[], { madeUp }: Pick<Recording, 'madeUp'>, rank: number): NodeOutput[] {
  return inputs.map(input => {
    if (!madeUp.has(input.node)) return input
    return { node: parameterNode(unknownShape(rank, 'a parameter nobody supplies')), output: 0 }
  })
}

/** The tensor after a branch of which only one path is taken, or undefined where they have nothing in common. */
export function eitherOf(a: NodeOutput, b: NodeOutput): LayerNode | undefined {
  const [first, second] = [a, b].map(({ node, output }) => node.outputShapes[output])
  if (first.length !== second.length) return undefined
  const condition = new UnknownOption('depends on a condition that is not known')
  const node = createNode(eitherKind, { condition }, [a, b])
  return isProblem(node) ? undefined : node
}

/** An input of the given shape that no call in the text makes: a parameter nobody supplied. */
export function parameterNode(shape: Shape): LayerNode {
  const node = createNode(inputKind, { shape }, [])
  return isProblem(node) ? unknownNode(inputKind, [], shape.length, node.message) : node
}

function nodeAtFault(kind: LayerKind, { rule, option }: Problem, site: CallSite): ts.Node {
  const value = option === undefined ? undefined : optionNodes(kind, site.argumentNodes).get(option)
  if (value === undefined) return site.nameNode
  return rule === 'unknown-option' && ts.isPropertyAssignment(value.parent) ? value.parent.name : value
}

/** Leaves out what is wrong: first the option at fault, then all options, then the inputs. */
function nodeInstead(
  kind: LayerKind,
  options: Readonly<Record<string, unknown>>,
  inputs: readonly NodeOutput[],
  { option, message }: Problem,
): LayerNode {
  const unknown = new UnknownOption(message)
  const unknowns = Object.fromEntries(Object.keys(kind.options).map(name => [name, unknown]))
  const known = Object.fromEntries(Object.entries(options).filter(([name]) => Object.hasOwn(kind.options, name)))
  // A misspelt option may be any of those that are not given.
  let repaired: Readonly<Record<string, unknown>> = { ...unknowns, ...known }
  if (option !== undefined && Object.hasOwn(kind.options, option)) {
    const value = options[option]
    // A list keeps its length, which may decide the rank.
    const parts = Array.isArray(value) && value.flat().map(part => (part > 0 ? part : unknownDimension(message)))
    repaired = { ...options, [option]: parts || unknown }
  }
  const list = option !== undefined && repaired[option]
  const open = Array.isArray(list) ? { ...repaired, [option!]: list.map(() => unknownDimension(message)) } : repaired
  for (const attempt of [repaired, open, { ...repaired, ...(option && { [option]: unknown }) }, unknowns]) {
    const node = createNode(kind, attempt, inputs)
    if (!isProblem(node)) return node
  }
  for (const rank of [3, 1]) {
    const outputShapes = inputs.map(() => unknownShape(rank, message))
    const generic = inputs.map((_, output) => ({ node: { ...inputs[0].node, outputShapes }, output }))
    const node = createNode(kind, unknowns, generic)
    if (!isProblem(node)) return unknownNode(kind, inputs, node.outputShapes[0].length, message)
  }
  return unknownNode(kind, inputs, 3, message)
}
