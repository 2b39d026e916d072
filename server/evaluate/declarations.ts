import ts from 'typescript'

/** The names a block or function declares, found once a node. */
export interface Declarations {
  readonly variables: readonly string[]
  readonly lexical: readonly { readonly name: string; readonly constant: boolean }[]
  readonly functions: readonly ts.FunctionDeclaration[]
}

const ofBlocks = new WeakMap<readonly ts.Node[], Declarations>()
const ofBodies = new WeakMap<ts.Node, readonly string[]>()

/** What the statements of one block declare: `let`, `const`, classes, enums, namespaces, functions. */
export function blockDeclarations(statements: readonly ts.Statement[]): Declarations {
  const known = ofBlocks.get(statements)
  if (known) return known
  const lexical: { name: string; constant: boolean }[] = []
  const functions: ts.FunctionDeclaration[] = []
  for (const statement of statements) {
    if (ts.isVariableStatement(statement)) {
      const { flags } = statement.declarationList
      if (!(flags & ts.NodeFlags.BlockScoped)) continue
      const constant = (flags & ts.NodeFlags.Const) !== 0
      for (const name of boundNames(statement.declarationList)) lexical.push({ name, constant })
    } else if (ts.isFunctionDeclaration(statement)) {
      if (statement.body) functions.push(statement)
    } else if (ts.isClassDeclaration(statement) && statement.name) {
      lexical.push({ name: statement.name.text, constant: false })
    }
  }
  const declarations = { variables: [], lexical, functions }
  ofBlocks.set(statements, declarations)
  return declarations
}

/** The names of all `var` declarations in a function's body or a file, also within blocks, and of enums and namespaces. */
export function functionVariables(body: ts.Node): readonly string[] {
  const known = ofBodies.get(body)
  if (known) return known
  const names = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) {
      for (const name of boundNames(node)) names.add(name)
    } else if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
      names.add(node.name.text)
      return
    }
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isTypeNode(node)) return
    if (ts.isExpression(node)) return
    ts.forEachChild(node, visit)
  }
  if (!ts.isExpression(body)) ts.forEachChild(body, visit)
  const list = [...names]
  ofBodies.set(body, list)
  return list
}

export function boundNames(list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap(({ name }) => namesIn(name))
}

/** The names a pattern binds. */
export function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap(element => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)))
}
