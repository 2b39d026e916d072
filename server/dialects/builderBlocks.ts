import * as blocks from '../../builder/blocks/index'
import { type LayerNode, latestSerial, type NodeOutput } from '../../builder/node'
import { NetworkError } from '../../builder/problem'
import { Tensor } from '../../builder/tensor'
import { type Evaluation, Stop, Thrown } from '../evaluate/evaluation'
import { callValue } from '../evaluate/functions'
import type { CallSite, HostObject } from '../evaluate/host'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  ObjectValue,
  Symbolic,
  Unknown,
  type Value,
} from '../evaluate/values'
import { isTensor, TensorObject } from './builderTensor'
import type { RecordedBlock, Recording } from './recording'

type Block = (...args: unknown[]) => unknown

const known = blocks as unknown as Readonly<Record<string, Block>>

/** `blocks`: the builder's own blocks, which run natively on arguments that are all known. */
export class BlocksObject implements HostObject {
  constructor(private readonly recording: Recording) {}

  get(name: string): Value | undefined {
    return name in known ? new HostValue(new BlockFunction(name, known[name], this.recording)) : undefined
  }

  keys(): string[] {
    return Object.keys(known)
  }
}

/** Thrown through a native block for an argument that it cannot compute with. */
class NotKnown {
  constructor(readonly reason: string) {}
}

class BlockFunction implements HostObject {
  constructor(
    private readonly name: string,
    readonly block: Block,
    private readonly recording: Recording,
  ) {}

  get(): undefined {}

  call(args: Value[], site: CallSite, context: Evaluation): Value {
    const { name, block, recording } = this
    const given: NodeOutput[] = []
    const conversion = new Conversion(recording, context, site, given)
    const before = { layers: recording.layers.length, serial: latestSerial() }
    try {
      const result = block(...args.map(argument => conversion.native(argument)))
      const value = conversion.value(result)
      record({ name, inputs: given, nodes: [] }, tensorsIn(result), site, recording, before)
      return value
    } catch (error) {
      if (error instanceof Thrown || error instanceof Stop) throw error
      if (error instanceof NotKnown) return new Unknown(error.reason, site.node)
      const problem = error instanceof NetworkError ? error.problem : undefined
      const message = problem ? `${(error as NetworkError).layer}: ${problem.message}` : (error as Error).message
      // A block computes with sizes, which symbols do not allow; that is no mistake.
      if (problem?.rule !== 'unknown-size') {
        recording.mistakes.push({ rule: problem?.rule ?? 'invalid-argument', message, node: site.nameNode, site })
      }
      return new Unknown(message, site.node)
    }
  }
}

/** Between values of the user's program and those a native block takes and returns. */
class Conversion {
  constructor(
    private readonly recording: Recording,
    private readonly context: Evaluation,
    private readonly site: CallSite,
    private readonly given: NodeOutput[],
  ) {}

  native(value: Value): unknown {
    if (value instanceof Unknown) throw new NotKnown(value.reason)
    if (value instanceof Symbolic) throw new NotKnown(`blocks are followed with numbers only, not with ${value}`)
    if (isTensor(value)) {
      this.given.push(value.object)
      return new Tensor(value.object.node, value.object.output)
    }
    if (value instanceof HostValue) return value.object instanceof BlockFunction ? value.object.block : undefined
    if (value instanceof FunctionValue) {
      const { context, site } = this
      return (...args: unknown[]) =>
        this.native(
          callValue(
            context,
            value,
            undefined,
            args.map(argument => this.value(argument)),
            site,
          ),
        )
    }
    if (value instanceof ArrayValue) {
      if (value.contentsUnknown) throw new NotKnown(value.contentsUnknown.reason)
      return value.elements.map(element => this.native(element))
    }
    if (!(value instanceof ObjectValue)) return value
    if (value.contentsUnknown) throw new NotKnown(value.contentsUnknown.reason)
    const entries = [...value.properties].filter(([name]) => typeof name === 'string' && name !== '__proto__')
    return Object.fromEntries(
      entries.map(([name, part]) => {
        if (part instanceof Accessor) throw new NotKnown(`\`${String(name)}\` comes from a getter`)
        return [name, this.native(part)]
      }),
    )
  }

  value(native: unknown): Value {
    if (native instanceof Tensor) return new HostValue(new TensorObject(native.node, native.output, this.recording))
    if (Array.isArray(native)) return new ArrayValue(native.map(part => this.value(part)))
    if (typeof native !== 'object' || native === null) return native as Value
    const object = new ObjectValue()
    for (const [name, part] of Object.entries(native)) object.properties.set(name, this.value(part))
    return object
  }
}

function tensorsIn(native: unknown): Tensor[] {
  if (native instanceof Tensor) return [native]
  return typeof native === 'object' && native !== null ? Object.values(native).flatMap(tensorsIn) : []
}

/**
 * Writes down the layers between the results and the arguments, as made by the block's call.
 *
 * @param before how many layers were recorded, and the serial of the latest node, before the call
 */
function record(
  block: Omit<RecordedBlock, 'output'>,
  results: Tensor[],
  site: CallSite,
  recording: Recording,
  before: { readonly layers: number; readonly serial: number },
): void {
  if (results.length === 0) return
  // Those that functions of the program made within the block are recorded as theirs.
  const seen = new Set(recording.layers.slice(before.layers).map(({ node }) => node))
  const nodes = block.nodes as LayerNode[]
  const waiting = results.map(({ node }) => node)
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (seen.has(node) || node.serial <= before.serial) continue
    seen.add(node)
    if (!node.fusedInto) nodes.push(node)
    waiting.push(...node.inputs.map(input => input.node))
  }
  nodes.sort((a, b) => a.serial - b.serial)
  const recorded: RecordedBlock = { ...block, output: results[0].node.fusedInto ?? results[0].node }
  for (const node of nodes) recording.layers.push({ node, site, block: recorded })
}
