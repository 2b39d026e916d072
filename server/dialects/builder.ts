import ts from 'typescript'
import { symbol } from '../../builder/dimension'
import { inputKind, namedSize } from '../../builder/input'
import type { Evaluation } from '../evaluate/evaluation'
import type { CallSite, Dialect, FollowedCall, HostObject, Made } from '../evaluate/host'
import { HostValue, type Value } from '../evaluate/values'
import { plain } from './builderArguments'
import { BlocksObject } from './builderBlocks'
import { followCall, repeatCall } from './builderCalls'
import { eitherOf, parameterNode } from './builderLayers'
import { callModel } from './builderModel'
import { isTensor, LayersObject, makeTensors, methodKind, outputsOf, TensorClass, TensorObject } from './builderTensor'
import type { Recording } from './recording'

/** What user code imports. */
export const BUILDER_MODULE = 'convolens'

/**
 * The module `convolens` as the evaluator sees it. Every call runs the real builder on the evaluated arguments, so that
 * shapes, defaults and mistakes are those of run time; what was made is written into the recording.
 */
export class BuilderDialect implements Dialect {
  private readonly exports: HostObject
  /** How many tensors were made up as parameters, by the function they are parameters of. */
  private readonly parameters = new Map<ts.Node, number>()

  constructor(private readonly recording: Recording) {
    const members: Readonly<Record<string, HostObject>> = {
      input: callable((args, site, context) => this.input(args, site, context)),
      model: callable((args, site, context) => callModel(args, site, recording, context)),
      layers: new LayersObject(recording),
      blocks: new BlocksObject(recording),
      Tensor: new TensorClass(),
      Model: { get: () => undefined },
      NetworkError: { get: () => undefined },
    }
    for (const [name, member] of Object.entries(members)) member.likeness = () => likenessOfExport(name)
    this.exports = {
      get: name => (Object.hasOwn(members, name) ? new HostValue(members[name]) : undefined),
      keys: () => Object.keys(members),
      likeness: () => likenessOfExport('*'),
    }
  }

  module(specifier: string): HostObject | undefined {
    return specifier === BUILDER_MODULE ? this.exports : undefined
  }

  parameter(typeText: string, _name: string, context: Evaluation): Value | undefined {
    return tensorTypes(context.frame.file).has(typeText.trim()) ? this.parameterTensor(context) : undefined
  }

  /**
   * A parameter is taken for a tensor when a layer's method is called on it, in a file that names the builder. Methods
   * that arrays, strings or collections have as well tell nothing.
   */
  unknownReceiver(method: string, _parameterName: string, context: Evaluation): Value | undefined {
    if (!methodKind(method) || !context.frame.file.text.includes(BUILDER_MODULE)) return undefined
    const isCommon = [Array, String, Set, Map, Promise].some(type => method in type.prototype)
    return isCommon ? undefined : this.parameterTensor(context)
  }

  mark(uncalled: ts.Node): () => void {
    this.parameters.delete(uncalled)
    return this.recording.mark()
  }

  follow(site: CallSite): FollowedCall | undefined {
    return followCall(this.recording, site)
  }

  repeat(
    made: Made,
    given: readonly HostObject[],
    site: CallSite,
    { limits }: Evaluation,
  ): readonly HostObject[] | undefined {
    return repeatCall(this.recording, made, given, site, limits.layers)
  }

  join(a: Value, b: Value): Value | undefined {
    if (!isTensor(a) || !isTensor(b)) return undefined
    if (a.object.node === b.object.node && a.object.output === b.object.output) return a
    const node = eitherOf(a.object, b.object)
    return node && outputsOf(node, this.recording)
  }

  private input(sizes: readonly Value[], site: CallSite, context: Evaluation): Value {
    const shape = sizes.map((size, axis) => {
      const given = plain(size)
      const isName = given === null || given === undefined || typeof given === 'string'
      return isName ? namedSize(given ?? null, axis) : given
    })
    return makeTensors(this.recording, { kind: inputKind, options: { shape }, inputs: [], site }, context).value
  }

  /** H×W×C for the first of a function, H2×W2×C2 for the next: nothing says that they are of one size. */
  private parameterTensor({ uncalled, frame }: Evaluation): Value {
    const owner = uncalled ?? frame.file
    const count = (this.parameters.get(owner) ?? 0) + 1
    this.parameters.set(owner, count)
    const shape = ['H', 'W', 'C'].map(axis => symbol(count === 1 ? axis : `${axis}${count}`))
    const node = parameterNode(shape)
    this.recording.madeUp.add(node)
    return new HostValue(new TensorObject(node, 0, this.recording))
  }
}

/** What the builder exports is the same in every evaluation. */
function likenessOfExport(name: string): { text: string; thing: unknown } {
  return { text: `${BUILDER_MODULE} ${name}`, thing: name }
}

function callable(call: NonNullable<HostObject['call']>): HostObject {
  return { get: () => undefined, call }
}

/** The ways a file writes the type of a tensor: `Tensor`, under another name, or through a namespace. */
function tensorTypes(file: ts.SourceFile): Set<string> {
  const names = new Set([`import('${BUILDER_MODULE}').Tensor`, `import("${BUILDER_MODULE}").Tensor`])
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const bindings = statement.importClause?.namedBindings
    if (statement.moduleSpecifier.text !== BUILDER_MODULE || !bindings) continue
    if (ts.isNamespaceImport(bindings)) names.add(`${bindings.name.text}.Tensor`)
    else {
      for (const { name, propertyName } of bindings.elements) {
        if ((propertyName ?? name).text === 'Tensor') names.add(name.text)
      }
    }
  }
  return names
}
