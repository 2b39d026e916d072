import { fusedInto } from '../../builder/activation'
import { unknownReason } from '../../builder/dimension'
import { type LayerNode, latestSerial, type NodeOutput, nodeLike } from '../../builder/node'
import { CallSite, type FollowedCall, type HostObject, type Made } from '../evaluate/host'
import { TensorObject } from './builderTensor'
import type { RecordedBlock, RecordedLayer, Recording } from './recording'

/**
 * Notes what a call makes of the builder. Undefined where parameters that nobody supplies are taken for maps: what the call
 * makes may settle whether they are.
 */
export function followCall(recording: Recording, site: CallSite): FollowedCall | undefined {
  if (recording.madeUp.size > 0) return undefined
  const { layers, models, mistakes } = recording
  const latest = latestSerial()
  const [before, modelsBefore, mistakesBefore] = [layers, models, mistakes].map(({ length }) => length)
  return {
    made(given, results) {
      if (models.length > modelsBefore || mistakes.length > mistakesBefore || recording.madeUp.size > 0)
        return undefined
      if (!results.every(isTensorObject)) return undefined
      return new MadeLayers({
        recorded: layers.slice(before),
        given: given.filter(isTensorObject),
        results,
        latest,
        root: site,
      })
    },
  }
}

/** Makes anew what a call made; undefined where that cannot be, or would be more layers than are followed. */
export function repeatCall(
  recording: Recording,
  made: Made,
  given: readonly HostObject[],
  site: CallSite,
  mostLayers: number,
): readonly HostObject[] | undefined {
  if (!(made instanceof MadeLayers) || recording.layers.length + made.size > mostLayers) return undefined
  return made.pattern && repeatPattern(made.pattern, recording, given.filter(isTensorObject), site)
}

function isTensorObject(object: HostObject): object is TensorObject {
  return object instanceof TensorObject
}

/** One input or result: a tensor that the call was given, or an output of a layer that it made, by number. */
type Edge = { readonly given: number } | { readonly made: number; readonly output: number }

interface NodePattern {
  /** Without its inputs, so that it holds no other network. */
  readonly like: Omit<LayerNode, 'serial' | 'inputs' | 'weightsOf' | 'fusedInto'>
  readonly inputs: readonly Edge[]
  readonly weightsOf: number | undefined
  readonly fusedInto: number | undefined
}

interface SitePattern {
  readonly site: Pick<CallSite, 'file' | 'node' | 'repeated' | 'conditional'>
  /** Undefined for the call itself. */
  readonly parent: number | undefined
}

interface LayerPattern {
  readonly node: number
  readonly site: number | undefined
  readonly application: number | undefined
  readonly block: number | undefined
}

interface BlockPattern {
  readonly name: string
  readonly inputs: readonly Edge[]
  readonly nodes: readonly number[]
  readonly output: number
}

interface Pattern {
  /** In the order they were made. */
  readonly nodes: readonly NodePattern[]
  /** Every site behind its parent. */
  readonly sites: readonly SitePattern[]
  readonly layers: readonly LayerPattern[]
  readonly blocks: readonly BlockPattern[]
  readonly results: readonly Edge[]
}

/** What a call made, in the evaluation in which it was followed. */
interface FollowedLayers {
  readonly recorded: readonly RecordedLayer[]
  readonly given: readonly TensorObject[]
  readonly results: readonly TensorObject[]
  /** The serial of the latest node before the call. */
  readonly latest: number
  /** The call itself. */
  readonly root: CallSite
}

/** The layers that a call made of the tensors it was given, so that they can be made of others of the same shapes. */
class MadeLayers implements Made {
  readonly size: number
  private followed: FollowedLayers | undefined
  private known: Pattern | undefined

  constructor(followed: FollowedLayers) {
    this.size = followed.recorded.length
    this.followed = followed
  }

  /** Undefined where they rest on more than the given tensors, or on what nobody knows. Most calls are never asked for it. */
  get pattern(): Pattern | undefined {
    if (this.followed) this.known = patternOf(this.followed)
    this.followed = undefined
    return this.known
  }
}

function patternOf({ recorded, given, results, latest, root }: FollowedLayers): Pattern | undefined {
  const nodes = nodesBehind([...recorded.map(({ node }) => node), ...results.map(({ node }) => node)], latest)
  const isUnknown = ({ unknownOptions, outputShapes }: LayerNode) =>
    unknownOptions.length > 0 || outputShapes.some(shape => shape.some(size => unknownReason(size) !== undefined))
  if (nodes.some(isUnknown)) return undefined
  const numbers = new Map(nodes.map((node, index) => [node, index]))
  const sites: SitePattern[] = []
  const siteNumbers = new Map<CallSite, number>()
  let isWhole = true
  const patterns = nodes.map((node): NodePattern => {
    const { kind, name, options, outputShapes, unknownOptions, weights, channelsFirst } = node
    const { inputs, weightsOf, fusedInto } = node
    const like = { kind, name, options, outputShapes, unknownOptions, weights, channelsFirst }
    return { like, inputs: inputs.map(edge), weightsOf: numberOf(weightsOf), fusedInto: numberOf(fusedInto) }
  })
  const blocks = [...new Set(recorded.flatMap(({ block }) => block ?? []))]
  const layers = recorded.map(({ node, site, application, block }) => ({
    node: numbers.get(node)!,
    site: siteNumber(site),
    application: application && siteNumber(application),
    block: block && blocks.indexOf(block),
  }))
  const pattern = { nodes: patterns, sites, layers, blocks: blocks.map(blockPattern), results: results.map(edge) }
  return isWhole ? pattern : undefined

  function edge({ node, output }: NodeOutput): Edge {
    const own = numbers.get(node)
    if (own !== undefined) return { made: own, output }
    const index = given.findIndex(tensor => tensor.node === node && tensor.output === output)
    isWhole &&= index >= 0
    return { given: index }
  }

  function numberOf(node: LayerNode | undefined): number | undefined {
    isWhole &&= node === undefined || numbers.has(node)
    return node && numbers.get(node)
  }

  function siteNumber(site: CallSite): number | undefined {
    if (site === root) return undefined
    const known = siteNumbers.get(site)
    if (known !== undefined) return known
    const { file, node, repeated, conditional, parent } = site
    isWhole &&= parent !== undefined
    const pattern = { site: { file, node, repeated, conditional }, parent: parent && siteNumber(parent) }
    siteNumbers.set(site, sites.push(pattern) - 1)
    return sites.length - 1
  }

  function blockPattern({ name, inputs, nodes: parts, output }: RecordedBlock): BlockPattern {
    const numbered = parts.map(node => numbers.get(node)!)
    return { name, inputs: inputs.map(edge), nodes: numbered, output: numbers.get(output)! }
  }
}

function repeatPattern(
  pattern: Pattern,
  recording: Recording,
  given: readonly TensorObject[],
  root: CallSite,
): readonly HostObject[] {
  const made: LayerNode[] = []
  const edge = (from: Edge): NodeOutput =>
    'given' in from ? given[from.given]! : { node: made[from.made]!, output: from.output }
  const numbered = (number: number | undefined) => (number === undefined ? undefined : made[number])
  for (const { like, inputs, weightsOf, fusedInto: into } of pattern.nodes) {
    const node = nodeLike(like, inputs.map(edge), numbered(weightsOf))
    made.push(into === undefined ? node : fusedInto(made[into]!, node))
  }
  const sites: CallSite[] = []
  for (const { site, parent } of pattern.sites) {
    sites.push(siteWithin(parent === undefined ? root : sites[parent]!, site, root))
  }
  const blocks = pattern.blocks.map(
    ({ name, inputs, nodes, output }): RecordedBlock => ({
      name,
      inputs: inputs.map(edge),
      nodes: nodes.map(number => made[number]!),
      output: made[output]!,
    }),
  )
  for (const { node, site, application, block } of pattern.layers) {
    recording.layers.push({
      node: made[node]!,
      site: site === undefined ? root : sites[site]!,
      application: application === undefined ? undefined : sites[application],
      ...(block === undefined ? {} : { block: blocks[block] }),
    })
  }
  return pattern.results.map(result => {
    const { node, output } = edge(result)
    return new TensorObject(node, output, recording)
  })
}
function siteWithin(parent: CallSite, { file, node, repeated, conditional }: SitePattern['site'], root: CallSite) {
  const { uncalled, assuming, doubtful } = root
  return new CallSite(file, node, parent, repeated, conditional, uncalled, assuming, conditional || doubtful)
}

/** The layers, and what else was made for them behind the node of the given serial, in the order they were made. */
function nodesBehind(ends: readonly LayerNode[], latest: number): LayerNode[] {
  const found = new Set<LayerNode>()
  const waiting = [...ends]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node) || node.serial <= latest) continue
    found.add(node)
    for (const input of node.inputs) waiting.push(input.node)
    if (node.weightsOf) waiting.push(node.weightsOf)
    if (node.fusedInto) waiting.push(node.fusedInto)
  }
  return [...found].sort((a, b) => a.serial - b.serial)
}
