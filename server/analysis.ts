import type ts from 'typescript'
import type { GraphCosts, LayerCosts } from '../builder/costs'
import type { Graph, Layer } from '../builder/graph'
import type { LayerKind } from '../builder/layerKind'
import type { LayerNode } from '../builder/node'
import type { ReceptiveField } from '../builder/receptiveField'
import type { Shape } from '../builder/shape'
import { BuilderDialect } from './dialects/builder'
import { ReactDialect } from './dialects/react'
import { Recording } from './dialects/recording'
import { TfjsDialect } from './dialects/tfjs/tfjs'
import { evaluateModule } from './evaluate/evaluateModule'
import type { Limits } from './evaluate/limits'
import type { CallMemory } from './evaluate/memory/callMemory'
import { isNestedTooDeeply } from './files/parseProgram'
import { gatherLayers } from './gatherLayers'
import { gatherProblems } from './gatherProblems'
import { reachesModels } from './reachesModels'
import type { Location, Span } from './span'

/** What one file yields. Everything in it refers to the text of {@link sourceFile}, the version analysed. */
export interface Analysis {
  readonly file: string
  readonly sourceFile: ts.SourceFile
  /** Every file the evaluation read, by name, this one among them. */
  readonly files: ReadonlyMap<string, ts.SourceFile>
  /** The models made by calls in this file, in the order of the text. */
  readonly models: readonly AnalysedModel[]
  /** Every call in this file that made layers, in the order of the text, with all the layers it made. */
  readonly sites: readonly LayerSite[]
  /** Layers made in this file that reach no model. */
  readonly loose: readonly LayerInstance[]
  /** What the evaluation and the builder found wrong; design rules add theirs later. */
  readonly problems: readonly Finding[]
}

export interface AnalysedModel {
  readonly name: string
  readonly graph: Graph
  readonly costs: GraphCosts
  readonly fields: ReadonlyMap<string, ReceptiveField>
  /** The call that makes the model. */
  readonly span: Span
  /** The function it was made in, null at module level. */
  readonly function: string | null
  /** False where that function was never called and was evaluated with symbols for its parameters. */
  readonly called: boolean
  readonly training?: Training
  /** Which way through that function makes it, where there are several: `modelType = 'cnn'`. */
  readonly assuming?: string
  /** In the order of the graph. */
  readonly instances: readonly LayerInstance[]
}

/** One call in the text that makes layers: `conv2d(64, 3)` in `x.conv2d(64, 3)`. */
export interface LayerSite {
  /** In which library's words the call is written. */
  readonly dialect: 'builder' | 'tfjs'
  readonly kind: LayerKind
  /** The layer's name in the text. */
  readonly nameSpan: Span
  /** From the layer's name to the closing parenthesis. */
  readonly callSpan: Span
  readonly call: ts.CallExpression | ts.NewExpression
  /** Where each option stands in the text, by name: the value's expression. */
  readonly optionNodes: ReadonlyMap<string, ts.Expression>
  /** Each layer the call made: several in a loop or a function that is called several times. */
  readonly instances: readonly LayerInstance[]
  /** For rules: the call whose option this activation is; no call of the text makes it alone. */
  readonly activationOf?: LayerSite
}

/** What a program says about the training of a model; what is not known is left out. */
export interface Training {
  /** As the program names it, in TensorFlow.js's words: `categoricalCrossentropy`; one for each output, where it says so. */
  readonly loss?: string | readonly string[]
  readonly optimizer?: string
  readonly learningRate?: number
  readonly metrics?: readonly string[]
  /** The call of `compile`. */
  readonly span: Span
  /** The value of the loss, where it stands in the call. */
  readonly lossSpan?: Span
  /** The value of the metrics, likewise. */
  readonly metricsSpan?: Span
  /** The learning rate, in the call that makes the optimizer. */
  readonly learningRateSpan?: Span
}

/** One layer, made at one call reached by one chain of calls. */
export interface LayerInstance {
  readonly site: LayerSite
  readonly node: LayerNode
  /** Unique among the layers of its model, or among the loose ones. */
  readonly name: string
  readonly layer: Layer
  readonly inputShapes: readonly Shape[]
  readonly costs: LayerCosts
  readonly field: ReceptiveField
  /** The model it belongs to; undefined for a loose layer. */
  readonly model?: AnalysedModel
  /** The calls that led to the site, innermost first; empty at module level. */
  readonly stack: readonly Location[]
  /** Whether it stands in a loop of unknown length, so that there may be more or fewer of it. */
  readonly repeated: boolean
  /** False where it stands in a function nobody calls, which was evaluated with symbols for its parameters. */
  readonly called: boolean
  /** Which way through that function it stands in, where there are several: `modelType = 'cnn'`. */
  readonly assuming?: string
}

/** Something to tell the user about a place in the text. */
export interface Finding {
  /** Kebab-case name of the defect: the diagnostic's code and the name of its documentation page. */
  readonly rule: string
  readonly severity: 'error' | 'warning' | 'information' | 'hint'
  /** Lower case, no full stop, with the network's own numbers. */
  readonly message: string
  readonly span: Span
  readonly related?: readonly { readonly location: Location; readonly message: string }[]
  readonly fixes: readonly Fix[]
  /** What can be run to show the defect; absent where nothing of it can. */
  readonly shown?: ShownDefect
}

/** The layers of a model that make a defect, one, or the first and the last of a row. */
export interface ShownDefect {
  readonly model: string
  readonly layers: readonly string[]
}

export interface Fix {
  /** Imperative: `Move the dropout after the last convolution`. */
  readonly title: string
  /** Whether the network stays as it was meant, for certain: such fixes may be made all at once. */
  readonly safe?: true
  readonly edits: readonly { readonly span: Span; readonly text: string }[]
}

/** The other files of a workspace. */
export interface ModuleFiles {
  /** The parsed file, with parent pointers; undefined where there is none. */
  parse(file: string): ts.SourceFile | undefined
  /** The file that a specifier means; undefined for packages and for what does not exist. */
  resolve(specifier: string, from: string): string | undefined
  /** Whether that, or the file's text, is not known yet because the disk takes its time. */
  isAwaited?(specifier: string, from: string): boolean
}

export interface AnalysisOptions {
  readonly limits?: Partial<Limits>
  readonly isCancelled?: () => boolean
  /** What calls came to in analyses before this one, which need not be followed again. */
  readonly memory?: CallMemory
  /** Milliseconds, for the limits. */
  readonly now?: () => number
}

/**
 * Evaluates a file, what it imports and the functions in it that nobody calls, without running anything, and gathers the
 * networks it makes. Never throws for what the user wrote.
 */
export function analyse(sourceFile: ts.SourceFile, modules: ModuleFiles, options: AnalysisOptions = {}): Analysis {
  const file = sourceFile.fileName
  const files = new Map([[file, sourceFile]])
  const read: ModuleFiles = {
    resolve: modules.resolve,
    isAwaited: modules.isAwaited,
    parse(name) {
      const source = name === file ? sourceFile : modules.parse(name)
      if (source) files.set(name, source)
      return source
    },
  }
  const nothing = { file, sourceFile, files, models: [], sites: [], loose: [] }
  if (isNestedTooDeeply(sourceFile)) return { ...nothing, problems: [TOO_DEEP] }
  if (!reachesModels(sourceFile, read)) return { ...nothing, problems: [] }
  const recording = new Recording()
  const dialects = [new BuilderDialect(recording), new TfjsDialect(recording), new ReactDialect()]
  const { problems: evaluation } = evaluateModule(file, { ...options, ...read, dialects })
  const problems = gatherProblems({ mistakes: recording.mistakes, evaluation, sourceFile, modules })
  return { file, sourceFile, files, ...gatherLayers(recording, file), problems }
}

const TOO_DEEP: Finding = {
  ...{ rule: 'beyond-bounds', severity: 'information', fixes: [] },
  message: 'this file is nested too deeply to be read',
  span: { start: 0, end: 0 },
}
