import ts from 'typescript'

/** The value's expression of each option in the object that a layer is made with. */
export function configNodes([config]: readonly ts.Expression[]): Map<string, ts.Expression> {
  const nodes = new Map<string, ts.Expression>()
  if (!config || !ts.isObjectLiteralExpression(config)) return nodes
  for (const property of config.properties) {
    const name =
      property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
        ? property.name.text
        : undefined
    if (name === undefined) continue
    if (ts.isPropertyAssignment(property)) nodes.set(name, property.initializer)
    if (ts.isShorthandPropertyAssignment(property)) nodes.set(name, property.name)
  }
  return nodes
}
