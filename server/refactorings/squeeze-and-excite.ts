import ts from 'typescript'
import { BUILDER_MODULE } from '../dialects/builder'
import { dataflow } from '../rules/dataflow'
import { methodCall } from '../rules/edits'
import { isMap } from '../rules/layerRoles'
import { defineRefactoring } from './refactoring'

/**
 * Weighs the channels of a map by what the whole image shows.
 *
 * Source: Hu, Shen, Sun 2018, Squeeze-and-Excitation Networks, §3, https://arxiv.org/abs/1709.01507
 */
export const squeezeAndExcite = defineRefactoring({
  id: 'squeeze-and-excite',

  propose(site, analysis) {
    if (!ENDS.has(site.kind.kind) || !methodCall(site)) return undefined
    const flow = dataflow(analysis)
    const isEnd = site.instances.every(
      ({ node }) => isMap(node.outputShapes[0]) && !flow.consumers(node).some(({ kind }) => GOES_ON.has(kind.kind)),
    )
    const channels = site.instances.map(({ node }) => node.outputShapes[0]?.[2])
    if (!isEnd || channels.some(count => typeof count !== 'number' || count < REDUCTION)) return undefined
    const imported = importOfBlocks(analysis.sourceFile)
    if (!imported) return undefined
    const { start, end } = { start: site.call.getStart(), end: site.call.getEnd() }
    const edits = [
      ...imported,
      { span: { start, end: start }, text: 'blocks.squeezeExcite(' },
      { span: { start: end, end }, text: ')' },
    ]
    return { title: 'Put squeeze-and-excite behind', edits }
  },
})

/** How many channels share one unit; the block's own default. */
const REDUCTION = 16

const ENDS: ReadonlySet<string> = new Set([
  'conv2d',
  'depthwiseConv2d',
  'separableConv2d',
  'batchNorm',
  'relu',
  'relu6',
  'swish',
  'hardSwish',
])
/** Layers that belong to the same step of the network as what they read. */
const GOES_ON: ReadonlySet<string> = new Set([
  'batchNorm',
  'relu',
  'relu6',
  'swish',
  'hardSwish',
  'leakyRelu',
  'elu',
  'gelu',
  'prelu',
])

/** The edit that imports `blocks`, none where it is imported; undefined where the builder is not imported by names. */
function importOfBlocks(sourceFile: ts.SourceFile) {
  for (const statement of sourceFile.statements) {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier !== undefined) continue
    if ((statement.moduleSpecifier as ts.StringLiteral).text !== BUILDER_MODULE) continue
    const bindings = statement.importClause?.namedBindings
    if (!bindings || !ts.isNamedImports(bindings) || bindings.elements.length === 0) continue
    if (bindings.elements.some(({ name, propertyName }) => name.text === 'blocks' && !propertyName)) return []
    const at = bindings.elements.at(-1)!.getEnd()
    return [{ span: { start: at, end: at }, text: ', blocks' }]
  }
  return undefined
}
