import ts from 'typescript'
import type { Fix, LayerSite } from '../analysis'
import { methodCall, spanOf } from './edits'
import { defineRule } from './rule'

/**
 * Finds a layer whose result nothing keeps: its call is a statement of its own.
 *
 * Why: a layer does not change the tensor it is called on; it returns another one. Without a name for that, the layer is
 * in no network.
 *
 * Do: assign the result, `x = x.relu()`, or remove the call.
 *
 * @example
 * let x = input(32, 32, 3).conv2d(16, 3)
 * x.relu()
 */
export const discardedLayer = defineRule({
  id: 'discarded-layer',
  severity: 'warning',

  *check({ sites }) {
    for (const site of sites) {
      if (site.instances.length === 0) continue
      if (site.dialect === 'tfjs') {
        const apply = applicationOf(site)
        if (!apply || !ts.isExpressionStatement(apply.parent)) continue
        const message = 'apply returns a new tensor, and nothing keeps it'
        yield { span: site.nameSpan, message, fixes: assignment(apply, apply.arguments[0]) }
      } else if (ts.isExpressionStatement(site.call.parent) && methodCall(site)) {
        const message = `${site.kind.kind} returns a new tensor, and nothing keeps it`
        yield { span: site.nameSpan, message, fixes: assignment(site.call, methodCall(site)!.receiver) }
      }
    }
  },
})

/** The call that applies a layer of TensorFlow.js right where it is made. */
function applicationOf({ call: { parent } }: LayerSite): ts.CallExpression | undefined {
  const isApplied = ts.isPropertyAccessExpression(parent) && parent.name.text === 'apply'
  return isApplied && ts.isCallExpression(parent.parent) ? parent.parent : undefined
}

function assignment(call: ts.Expression, given: ts.Expression | undefined): Fix[] {
  let receiver = given
  while (receiver && ts.isCallExpression(receiver) && ts.isPropertyAccessExpression(receiver.expression)) {
    receiver = receiver.expression.expression
  }
  if (!receiver || !ts.isIdentifier(receiver) || !isVariable(receiver)) return []
  const { start } = spanOf(call)
  return [
    { title: `Assign it to ${receiver.text}`, edits: [{ span: { start, end: start }, text: `${receiver.text} = ` }] },
  ]
}

/** Whether the name is declared by `let` or `var`, or as a parameter, in a block around it. */
function isVariable(name: ts.Identifier): boolean {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    const declared = declarationIn(scope, name.text)
    if (declared) return ts.isParameter(declared) || !(declared.parent.flags & ts.NodeFlags.Const)
  }
  return false
}

function declarationIn(scope: ts.Node, name: string): ts.VariableDeclaration | ts.ParameterDeclaration | undefined {
  if (ts.isFunctionLike(scope)) return scope.parameters.find(parameter => parameter.name.getText() === name)
  if (!ts.isBlock(scope) && !ts.isSourceFile(scope)) return undefined
  const lists = scope.statements
    .filter(ts.isVariableStatement)
    .flatMap(statement => [...statement.declarationList.declarations])
  return lists.find(declaration => declaration.name.getText() === name)
}
