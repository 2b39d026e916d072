import ts from 'typescript'
import type { Fix, LayerSite } from '../analysis'
import { tfjsLayers } from './tfjsText'

type Edit = Fix['edits'][number]

/** Where a call of `tf.layers` hands its layer on. */
type Place =
  | { readonly form: 'element'; readonly array: ts.ArrayLiteralExpression }
  | { readonly form: 'add'; readonly add: ts.CallExpression; readonly statement: ts.Statement }
  | { readonly form: 'apply'; readonly apply: ts.CallExpression; readonly given: ts.Expression }

/** Puts layers, written as the builder's chain, in front of a call's or behind it; undefined where that is not clear. */
export function insertTfjs(
  { call, optionNodes }: LayerSite,
  chain: string,
  where: 'before' | 'after',
): Edit | undefined {
  const place = placeOf(call)
  const prefix = prefixOf(call)
  const layers = tfjsLayers(chain)?.map(layer => `${prefix}${layer}`)
  if (!place || !layers || prefix === undefined) return undefined
  if (where === 'before' && takesInput(optionNodes)) return undefined
  if (place.form === 'apply') {
    const inner = where === 'before' ? place.given : place.apply
    const text = layers.reduce((given, layer) => `${layer}.apply(${given})`, inner.getText())
    return { span: { start: inner.getStart(), end: inner.getEnd() }, text }
  }
  if (place.form === 'element') {
    const gap = place.array.getText().includes('\n') ? `,${indentOf(call)}` : ', '
    const text = where === 'before' ? layers.map(layer => layer + gap) : layers.map(layer => gap + layer)
    return at(where === 'before' ? call.getStart() : call.getEnd(), text.join(''))
  }
  const { add, statement } = place
  const receiver = (add.expression as ts.PropertyAccessExpression).expression.getText()
  const end = statement.getText().endsWith(';') ? ';' : ''
  const statements = layers.map(layer => `${receiver}.add(${layer})${end}`)
  const gap = indentOf(statement)
  return where === 'before'
    ? at(statement.getStart(), statements.map(text => text + gap).join(''))
    : at(statement.getEnd(), statements.map(text => gap + text).join(''))
}

/** Takes a call's layer out of the model; undefined where that is not clear, or where the model would lose its input. */
export function removeTfjs({ call, optionNodes }: LayerSite): Edit | undefined {
  const place = placeOf(call)
  if (!place || takesInput(optionNodes)) return undefined
  if (place.form === 'add') return withoutStatement(place.statement)
  if (place.form === 'apply') return withoutApplication(place.apply, place.given)
  const { elements } = place.array
  const index = elements.indexOf(call as ts.Expression)
  if (elements.length === 1) return { span: { start: call.getStart(), end: call.getEnd() }, text: '' }
  const [start, end] =
    index === 0 ? [call.getStart(), elements[1].getStart()] : [elements[index - 1].getEnd(), call.getEnd()]
  return { span: { start, end }, text: '' }
}

/** Puts a layer, written as the builder's call, in the place of a call's; undefined where the model would lose its input. */
export function replaceTfjs({ call, optionNodes }: LayerSite, method: string): Edit | undefined {
  const prefix = prefixOf(call)
  const [layer, ...others] = tfjsLayers(method) ?? []
  if (prefix === undefined || !layer || others.length > 0 || takesInput(optionNodes)) return undefined
  return { span: { start: call.getStart(), end: call.getEnd() }, text: prefix + layer }
}

function withoutApplication(apply: ts.CallExpression, given: ts.Expression): Edit {
  const assignment = apply.parent
  const isIdle =
    ts.isBinaryExpression(assignment) &&
    ts.isExpressionStatement(assignment.parent) &&
    assignment.left.getText() === given.getText()
  if (isIdle) return withoutStatement(assignment.parent as ts.Statement)
  return { span: { start: apply.getStart(), end: apply.getEnd() }, text: given.getText() }
}

function withoutStatement(statement: ts.Statement): Edit {
  const start = statement.getStart()
  const { length } = /\r?\n?[ \t]*$/.exec(statement.getSourceFile().text.slice(0, start))![0]
  return { span: { start: start - length, end: statement.getEnd() }, text: '' }
}

function placeOf(call: ts.CallExpression | ts.NewExpression): Place | undefined {
  const { parent } = call
  if (ts.isArrayLiteralExpression(parent)) return { form: 'element', array: parent }
  if (ts.isCallExpression(parent) && parent.arguments[0] === call && nameOf(parent) === 'add') {
    const statement = parent.parent
    const isAlone =
      ts.isExpressionStatement(statement) && (ts.isBlock(statement.parent) || ts.isSourceFile(statement.parent))
    return isAlone ? { form: 'add', add: parent, statement } : undefined
  }
  const apply = parent.parent
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== call || !ts.isCallExpression(apply))
    return undefined
  const [given, ...others] = apply.arguments
  const isPlain = apply.expression === parent && parent.name.text === 'apply' && given && others.length === 0
  return isPlain && !ts.isArrayLiteralExpression(given) ? { form: 'apply', apply, given } : undefined
}

function nameOf({ expression }: ts.CallExpression): string | undefined {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : undefined
}

/** What stands before the layer's name: `tf.layers.`. */
function prefixOf({ expression }: ts.CallExpression | ts.NewExpression): string | undefined {
  if (!ts.isPropertyAccessExpression(expression)) return undefined
  return expression.getText().slice(0, expression.name.getStart() - expression.getStart())
}

/** The first layer of a sequential model says what the model is given. */
function takesInput(options: LayerSite['optionNodes']): boolean {
  return options.has('inputShape') || options.has('batchInputShape')
}

function indentOf(node: ts.Node): string {
  const before = node.getSourceFile().text.slice(0, node.getStart())
  return /\r?\n[ \t]*$/.exec(before)?.[0] ?? ' '
}

function at(offset: number, text: string): Edit {
  return { span: { start: offset, end: offset }, text }
}
