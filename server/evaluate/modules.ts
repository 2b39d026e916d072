import ts from 'typescript'
import { fromPlain } from './builtins/json'
import { describe } from './convert'
import { type Evaluation, Thrown } from './evaluation'
import { evaluate } from './expressions'
import { hoistFunctionScope } from './functions'
import { exportedNames } from './namespaces'
import { getProperty, ownKeys } from './properties'
import { Frame, ModuleScope, Slot } from './scope'
import { executeList } from './statements'
import { Accessor, HostValue, NamespaceValue, nativeFunction, ObjectValue, Unknown, type Value } from './values'

/** Where the text of modules comes from. */
export interface ModuleSource {
  /** The parsed file, with parent pointers; undefined where there is none. */
  parse(fileName: string): ts.SourceFile | undefined
  /** The file of the workspace that a specifier means; undefined for packages and what does not exist. */
  resolve(specifier: string, fromFile: string): string | undefined
  /** Whether that, or the file's text, is not known yet because the disk takes its time. */
  isAwaited?(specifier: string, fromFile: string): boolean
}

/** One file as it is evaluated. */
export interface Module {
  readonly file: ts.SourceFile
  readonly scope: ModuleScope
  readonly namespace: ObjectValue
  /** `module.exports` of a CommonJS file. */
  readonly commonJs: ObjectValue
}

/** Evaluates files and what they import, each once. */
export class Modules {
  private readonly modules = new Map<string, Module | Value>()

  constructor(
    private readonly context: Evaluation,
    private readonly source: ModuleSource,
  ) {
    context.importModule = (specifier, from, node) => this.import(specifier, from, node)
  }

  /** Evaluates a file; returns its module, or undefined where there is no such file. */
  load(fileName: string): Module | Value {
    if (this.modules.has(fileName)) return this.modules.get(fileName)
    const file = this.source.parse(fileName)
    if (!file) return undefined
    if (fileName.endsWith('.json')) {
      const value = readJson(file)
      this.modules.set(fileName, value)
      return value
    }
    const module = makeModule(file)
    this.modules.set(fileName, module)
    this.run(module)
    return module
  }

  private run(module: Module): void {
    const { context } = this
    const { file, scope } = module
    const caller = context.frame as Frame | undefined
    context.frame = new Frame(caller, file, caller?.site, undefined)
    // Variables of the file come after these and hide them: an ES module may call its own function `module`.
    context.moduleScopes.set(file.fileName, scope)
    scope.declare('module', module.commonJs)
    scope.declare('exports', module.commonJs.properties.get('exports') as Value)
    scope.declare(
      'require',
      nativeFunction('require', (_, __, [specifier], site) =>
        typeof specifier === 'string'
          ? this.import(specifier, file.fileName, site.node)
          : new Unknown('which file is required is not known', site.node),
      ),
    )
    hoistFunctionScope(context, file, file.statements, scope)
    // A cycle may come back here while the imports are evaluated: its own exports must be in place.
    this.linkExports(module)
    for (const statement of file.statements) {
      if (ts.isImportDeclaration(statement)) this.bindImport(module, statement)
      else if (ts.isExportDeclaration(statement)) this.linkExportDeclaration(module, statement)
    }
    const frame = context.frame
    for (let index = 0; index < file.statements.length; index++) {
      try {
        executeList(context, file.statements.slice(index, index + 1), 0, scope)
        this.assignExport(module, file.statements[index]!)
      } catch (error) {
        if (!(error instanceof Thrown)) throw error
        context.frame = frame
        context.calls = 0
        context.nesting = 0
        this.abandon(module, file.statements[index]!, error)
      }
    }
    context.frame = caller!
  }

  /** An error nobody catches: what the statement declares is unknown, the rest of the file goes on. */
  private abandon({ scope }: Module, statement: ts.Statement, error: Thrown): void {
    const { context } = this
    context.problem('thrown', describe(error.value), error.node)
    const reason = new Unknown(`an error was thrown: ${describe(error.value)}`, error.node)
    const visit = (node: ts.Node): void => {
      const declares = ts.isVariableDeclaration(node) || ts.isBindingElement(node) || ts.isClassDeclaration(node)
      if (declares && node.name && ts.isIdentifier(node.name)) {
        const slot = scope.slots.get(node.name.text)
        if (slot && (!slot.initialised || slot.value === undefined)) {
          slot.initialised = true
          slot.value = reason
        }
      }
      if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit)
    }
    visit(statement)
  }

  /** The namespace of a module of the workspace or of a dialect. */
  private import(specifier: string, from: string, node: ts.Node): Value {
    this.context.following?.open()
    for (const dialect of this.context.dialects) {
      const object = dialect.module(specifier, this.context)
      if (object) return new HostValue(object)
    }
    const fileName = this.source.resolve(specifier, from)
    const module = fileName === undefined ? undefined : this.load(fileName)
    if (module === undefined) return new Unknown(`\`${specifier}\` is ${this.whyAbsent(specifier, from)}`, node)
    if (!isModule(module)) return module
    return !ts.isExternalModule(module.file) ? (module.commonJs.properties.get('exports') as Value) : module.namespace
  }

  private whyAbsent(specifier: string, from: string): string {
    if (this.source.isAwaited?.(specifier, from)) return 'still being read from a slow disk'
    return /^[./]/.test(specifier) ? 'not found' : 'not read by Convolens'
  }

  private bindImport({ scope, file }: Module, node: ts.ImportDeclaration): void {
    const clause = node.importClause
    if (!ts.isStringLiteral(node.moduleSpecifier)) return
    const namespace = this.import(node.moduleSpecifier.text, file.fileName, node)
    if (!clause) return
    const bind = (local: string, imported: string, at: ts.Node) => {
      const slot = new Slot(undefined, true)
      slot.alias = () => this.member(namespace, imported, at)
      scope.slots.set(local, slot)
    }
    if (clause.name) bind(clause.name.text, 'default', clause.name)
    const bindings = clause.namedBindings
    if (!bindings) return
    if (ts.isNamespaceImport(bindings)) scope.declare(bindings.name.text, namespace, true)
    else
      for (const element of bindings.elements)
        bind(element.name.text, (element.propertyName ?? element.name).text, element)
  }

  /** An export of a namespace; the whole of it as `default` where a CommonJS or JSON file has no other. */
  private member(namespace: Value, name: string, node: ts.Node): Value {
    if (namespace instanceof Unknown) return namespace
    const value = getProperty(this.context, namespace, name, node)
    if (value !== undefined) return value
    if (name === 'default') return namespace
    const known = namespace instanceof ObjectValue && namespace.properties.has(name)
    return known ? undefined : new Unknown(`\`${name}\` is not exported`, node)
  }

  /** Exports are getters of the namespace, so that they follow their variables and cycles work. */
  private linkExports(module: Module): void {
    const { file } = module
    const link = (name: string, read: () => Value) => linkExport(module, name, read)
    const variable = (name: string) => () => readSlot(this.context, module, name)
    for (const name of exportedNames(file.statements)) link(name, variable(name))
    for (const statement of file.statements) {
      if (isDefault(statement)) {
        const name = (statement as ts.FunctionDeclaration).name?.text ?? 'default'
        link('default', variable(name))
      } else if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
        const { expression } = statement
        if (ts.isIdentifier(expression)) link('default', variable(expression.text))
        else link('default', variable('*default*'))
      }
    }
  }

  private linkExportDeclaration(module: Module, { exportClause, moduleSpecifier }: ts.ExportDeclaration): void {
    const link = (name: string, read: () => Value) => linkExport(module, name, read)
    const specifier = moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined
    const from = specifier === undefined ? undefined : this.import(specifier, module.file.fileName, moduleSpecifier!)
    if (!exportClause) {
      if (from instanceof Unknown) module.namespace.contentsUnknown = from
      else
        for (const name of ownKeys(from)) if (name !== 'default') link(name, () => this.member(from, name, module.file))
      return
    }
    if (ts.isNamespaceExport(exportClause)) link(exportClause.name.text, () => from)
    else {
      for (const { name, propertyName } of exportClause.elements) {
        const own = (propertyName ?? name).text
        link(
          name.text,
          specifier === undefined ? () => readSlot(this.context, module, own) : () => this.member(from, own, name),
        )
      }
    }
  }

  private assignExport({ scope, commonJs }: Module, statement: ts.Statement): void {
    if (!ts.isExportAssignment(statement)) return
    const value = evaluate(this.context, statement.expression, scope, 'default')
    if (statement.isExportEquals) commonJs.properties.set('exports', value)
    else scope.declare('*default*', value, true)
  }
}

function makeModule(file: ts.SourceFile): Module {
  const commonJs = new ObjectValue()
  commonJs.properties.set('exports', new ObjectValue())
  const { fileName } = file
  return { file, scope: new ModuleScope(fileName), namespace: new NamespaceValue(fileName), commonJs }
}

export function isModule(value: Module | Value): value is Module {
  return typeof value === 'object' && value !== null && 'commonJs' in value
}

function linkExport({ namespace }: Module, name: string, read: () => Value): void {
  namespace.properties.set(name, new Accessor(nativeFunction(name, read), undefined))
}

function isDefault(statement: ts.Statement): boolean {
  if (!ts.canHaveModifiers(statement)) return false
  return ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) === true
}

function readSlot(context: Evaluation, { scope, file: node }: Module, name: string): Value {
  const slot = scope.slots.get(name)
  if (!slot) return name === '*default*' ? new Unknown('used before it is made', node) : undefined
  if (slot.alias) return slot.alias()
  if (!slot.initialised) context.throwError('ReferenceError', `Cannot access '${name}' before initialization`, node)
  context.following?.read(node.fileName, name, slot.value)
  return slot.value
}

/** A JSON file as the parser reads it: one expression. */
function readJson(file: ts.SourceFile): Value {
  try {
    return fromPlain(JSON.parse(file.text))
  } catch {
    return new Unknown('the JSON file has a mistake', file)
  }
}
