import ts from 'typescript'

const known = new WeakMap<ts.Node, boolean>()

/** Whether `await`, `yield` or `for await` stands in the node itself, functions and classes within it left out. */
export function suspends(node: ts.Node): boolean {
  const seen = known.get(node)
  if (seen !== undefined) return seen
  const answer =
    ts.isAwaitExpression(node) ||
    ts.isYieldExpression(node) ||
    (ts.isForOfStatement(node) && node.awaitModifier !== undefined) ||
    ts.forEachChild(node, suspendsInside) === true
  known.set(node, answer)
  return answer
}

function suspendsInside(child: ts.Node): boolean {
  return !ts.isFunctionLike(child) && !ts.isClassLike(child) && !ts.isTypeNode(child) && suspends(child)
}
