import type ts from 'typescript'
import { Evaluation, type EvaluationProblem, Stop, Thrown } from './evaluation'
import { Globals } from './globals'
import type { Dialect } from './host'
import { defaultLimits, type Limits } from './limits'
import type { CallMemory } from './memory/callMemory'
import { isModule, type ModuleSource, Modules } from './modules'
import { finishJobs } from './promises'
import { getProperty, ownKeys } from './properties'
import { Frame } from './scope'
import { evaluateUncalled } from './uncalled'
import { ObjectValue, type Value } from './values'

export interface EvaluationOptions extends ModuleSource {
  readonly dialects?: readonly Dialect[]
  readonly limits?: Partial<Limits>
  readonly now?: () => number
  readonly isCancelled?: () => boolean
  /** What calls came to in evaluations before this one. */
  readonly memory?: CallMemory
}

export interface ModuleEvaluation {
  /** What the module exports, by name; what its CommonJS `module.exports` holds too. */
  readonly exports: ReadonlyMap<string, Value>
  readonly problems: readonly EvaluationProblem[]
}

/**
 * Evaluates a file, what it imports, and then the functions in it that nobody called, without running anything.
 *
 * Never throws for what the user wrote. What is not known is `Unknown` with its reason; an evaluation that costs too
 * much ends with a problem of kind `runaway` and keeps what it found until then.
 */
export function evaluateModule(fileName: string, options: EvaluationOptions): ModuleEvaluation {
  const limits = { ...defaultLimits, ...options.limits }
  const context = new Evaluation(
    options.dialects ?? [],
    limits,
    options.now ?? (() => performance.now()),
    options.isCancelled ?? (() => false),
    new Globals(),
    options.memory,
  )
  options.memory?.startRun()
  const exports = new Map<string, Value>()
  const parse = (name: string) => parseSafely(options, name)
  const file = parse(fileName)
  if (!file) return { exports, problems: [] }
  const modules = new Modules(context, {
    resolve: options.resolve,
    parse: name => (name === fileName ? file : parse(name)),
  })
  const root = new Frame(undefined, file, undefined, undefined)
  context.frame = root
  guard(context, file, root, () => modules.load(fileName))
  guard(context, file, root, () => {
    const module = modules.load(fileName)
    if (!isModule(module)) return
    collect(context, module.commonJs.properties.get('exports') as Value, file, exports)
    collect(context, module.namespace, file, exports)
  })
  guard(context, file, root, () => evaluateUncalled(context, file, unit => guard(context, file, root, unit)))
  for (const dialect of context.dialects) dialect.finish?.(context)
  return { exports, problems: context.problems }
}

/** The parser recurses, so that text nested very deep overflows it; such a file counts as missing. */
function parseSafely(options: ModuleSource, fileName: string): ts.SourceFile | undefined {
  try {
    return options.parse(fileName)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Runs one part of the work; whatever ends it is noted, and the next part goes on. */
function guard(context: Evaluation, file: ts.SourceFile, root: Frame, work: () => void): void {
  context.startUnit()
  context.frame = root
  try {
    work()
    finishJobs(context)
  } catch (error) {
    const message = 'this is nested too deep to follow'
    if (error instanceof Stop) {
      if (error.message !== undefined) context.problem('runaway', error.message, error.node)
    } else if (error instanceof Thrown) {
      context.problem('thrown', 'an error is thrown', error.node)
    } else if (error instanceof RangeError) {
      // The program's nesting is bounded; this is for what the bounds do not foresee.
      context.problem('runaway', message, file.statements[0] ?? file)
    } else throw error
  }
}

function collect(context: Evaluation, value: Value, node: ts.Node, exports: Map<string, Value>): void {
  if (!(value instanceof ObjectValue)) {
    if (value !== undefined) exports.set('default', value)
    return
  }
  for (const name of ownKeys(value)) {
    try {
      exports.set(name, getProperty(context, value, name, node))
    } catch (error) {
      if (!(error instanceof Thrown)) throw error
    }
  }
}
