import ts from 'typescript'
import type { LayerKind } from '../../builder/layerKind'
import { layerKinds } from '../../builder/layerKinds'
import type { Analysis } from '../analysis'
import { BUILDER_MODULE } from '../dialects/builder'
import { namesTensorFlow } from '../dialects/tfjs/packages'
import type { Hover } from './hover'
import { layerLink } from './links'
import { code } from './markdown'

/**
 * What a layer does that is made, `layers.conv2d(…)` or `tf.layers.conv2d(…)`, but that no tensor goes through at this call: it
 * is inside a wrapper, or applied elsewhere or nowhere. It has no shape, and the hover says where shapes are told.
 */
export function unappliedHover({ sourceFile }: Analysis, offset: number): Hover | undefined {
  const made = layerMadeAt(sourceFile, offset)
  if (!made) return undefined
  const { name, kind } = made
  const span = { start: name.getStart(sourceFile), end: name.getEnd() }
  const wrapper = wrapperOf(name)
  const where = wrapper
    ? `It has no shape by itself: what it gives and costs is told at ${code(wrapper)}.`
    : 'No tensor goes through it here, so it has no shape yet.'
  return { span, markdown: [`**${kind.kind}** — ${kind.summary}`, where, ...layerLink(kind.kind)].join('\n\n') }
}

function layerMadeAt(sourceFile: ts.SourceFile, offset: number): { name: ts.MemberName; kind: LayerKind } | undefined {
  const find = (node: ts.Node): ts.MemberName | undefined => {
    if (offset < node.getStart(sourceFile) || node.getEnd() < offset) return undefined
    const inside = ts.forEachChild(node, find)
    if (inside || !ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return inside
    const { expression, name } = node.expression
    return makesLayers(expression, sourceFile) && name.getStart(sourceFile) <= offset && offset <= name.getEnd()
      ? name
      : undefined
  }
  const name = find(sourceFile)
  const kind = name && kindNamed(name.text)
  return kind ? { name, kind } : undefined
}

/** `layers` in a file of the builder, `tf.layers` in one of TensorFlow.js; other programs have layers too. */
function makesLayers(node: ts.Expression, { text }: ts.SourceFile): boolean {
  if (ts.isIdentifier(node)) return node.text === 'layers' && (text.includes(BUILDER_MODULE) || namesTensorFlow(text))
  if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return false
  return node.name.text === 'layers' && namesTensorFlow(text)
}

/** TensorFlow.js writes some names in other letters, and others out. */
function kindNamed(name: string): LayerKind | undefined {
  const plain = (text: string) => text.toLowerCase().replace('pooling', 'pool').replace('normalization', 'norm')
  return layerKinds.get(name) ?? [...layerKinds.values()].find(({ kind }) => plain(kind) === plain(name))
}

/** The name of the wrapper in whose arguments a layer is made. */
function wrapperOf(name: ts.MemberName): string | undefined {
  for (let node: ts.Node = name.parent.parent.parent; !ts.isStatement(node); node = node.parent) {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) continue
    const called = node.expression.name.text
    if (called === 'timeDistributed' || called === 'bidirectional') return called
  }
  return undefined
}
