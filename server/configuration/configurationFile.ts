import ts from 'typescript'
import { isNear } from '../../builder/node'
import type { Finding } from '../analysis'
import { literalValue } from '../rules/edits'
import type { Span } from '../span'
import type { Budgets, Level, Profile, Settings } from './configuration'

/** The name of a project's file. */
export const CONFIGURATION_FILE = 'convolens.config.json'

export const PROFILES: readonly Profile[] = ['recommended', 'strict', 'off']
export const LEVELS: readonly Level[] = ['off', 'hint', 'information', 'warning', 'error']
export const BUDGETS: Readonly<Record<keyof Budgets, string>> = {
  maxParameters: 'Parameters a model may have at most, trainable and others.',
  maxMacs: 'Multiply-adds a model may take at most for one image.',
  maxPeakMemory: 'Bytes of activations a model may keep at once at most.',
  minReceptiveField: 'Pixels that a model has to see at least on the shorter axis, or else the whole image.',
}
const SETTINGS = ['profile', 'rules', 'budgets', 'exclude']

/** What a project's file says, entry by entry, and what is wrong in it. */
export interface ConfigurationFile {
  /** Undefined where the file cannot be read as JSON at all. */
  readonly settings: Settings | undefined
  readonly problems: readonly Finding[]
}

/**
 * Reads a project's file: JSON, in which comments and trailing commas are allowed. An entry that is wrong is left out and
 * told, each at its place.
 */
export function readConfigurationFile(text: string, ruleNames: readonly string[]): ConfigurationFile {
  const { error } = ts.parseConfigFileTextToJson(CONFIGURATION_FILE, text)
  if (error && error.code !== ROOT_IS_NO_OBJECT) {
    const start = Math.min(error.start ?? 0, text.length)
    const span = { start, end: Math.min(start + Math.max(error.length ?? 1, 1), text.length) }
    const message = `${CONFIGURATION_FILE} is no JSON: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`
    return { settings: undefined, problems: [problem(span, message.replace(/\.$/, ''))] }
  }
  const source = ts.parseJsonText(CONFIGURATION_FILE, text)
  const root = source.statements[0]?.expression
  const reader = new Reader(source, ruleNames)
  return { settings: root ? reader.settings(root) : {}, problems: reader.problems }
}

/** What an editor's settings say, entry by entry; what is wrong in them is left out. */
export function readSettings(value: unknown, ruleNames: readonly string[]): Settings {
  return readConfigurationFile(JSON.stringify(value ?? {}), ruleNames).settings ?? {}
}

/** TypeScript's, told here as every other wrong entry is. */
const ROOT_IS_NO_OBJECT = 5092

class Reader {
  readonly problems: Finding[] = []

  constructor(
    private readonly source: ts.JsonSourceFile,
    private readonly ruleNames: readonly string[],
  ) {}

  settings(root: ts.Expression): Settings {
    const settings: { -readonly [Name in keyof Settings]: Settings[Name] } = {}
    for (const [name, { key, value }] of this.entries(root, CONFIGURATION_FILE)) {
      if (name === 'profile') settings.profile = this.oneOf(value, name, PROFILES)
      else if (name === 'rules') settings.rules = this.rules(value)
      else if (name === 'budgets') settings.budgets = this.budgets(value)
      else if (name === 'exclude') settings.exclude = this.patterns(value)
      else if (name !== '$schema') this.unknown(key, 'setting', name, SETTINGS)
    }
    return settings
  }

  private rules(value: ts.Expression): Record<string, Level> {
    const rules: Record<string, Level> = {}
    for (const [id, { key, value: level }] of this.entries(value, 'rules')) {
      if (!this.ruleNames.includes(id)) this.unknown(key, 'rule', id, this.ruleNames)
      else {
        const read = this.oneOf(level, id, LEVELS)
        if (read) rules[id] = read
      }
    }
    return rules
  }

  private budgets(value: ts.Expression): Budgets {
    const budgets: Record<string, number> = {}
    const names = Object.keys(BUDGETS)
    for (const [name, { key, value: limit }] of this.entries(value, 'budgets')) {
      const number = literalValue(limit)
      if (!names.includes(name)) this.unknown(key, 'budget', name, names)
      else if (typeof number === 'number' && number >= 0) budgets[name] = number
      else this.tell(limit, `${name} is a number of at least 0, not ${limit.getText(this.source)}`)
    }
    return budgets
  }

  private patterns(value: ts.Expression): string[] {
    const elements = ts.isArrayLiteralExpression(value) ? value.elements : undefined
    if (!elements) this.tell(value, 'exclude is an array of patterns, such as ["legacy/**"]')
    return (elements ?? []).flatMap(element => {
      if (ts.isStringLiteralLike(element)) return [element.text]
      this.tell(element, `a pattern is a text, such as "legacy/**", not ${element.getText(this.source)}`)
      return []
    })
  }

  private entries(value: ts.Expression, what: string): [string, { key: ts.PropertyName; value: ts.Expression }][] {
    if (!ts.isObjectLiteralExpression(value)) {
      this.tell(value, `${what} holds an object { … }, not ${value.getText(this.source)}`)
      return []
    }
    return value.properties.flatMap(property =>
      ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.name)
        ? [[property.name.text, { key: property.name, value: property.initializer }]]
        : [],
    )
  }

  private oneOf<T extends string>(value: ts.Expression, name: string, words: readonly T[]): T | undefined {
    const word = words.find(word => word === literalValue(value))
    if (word === undefined) this.tell(value, `${name} is ${listed(words)}, not ${value.getText(this.source)}`)
    return word
  }

  private unknown(key: ts.PropertyName, what: string, name: string, known: readonly string[]): void {
    const near = known.find(word => isNear(word, name))
    const cure = near ? `did you mean ${near}?` : what === 'rule' ? 'docs/rules.md lists them' : `use ${listed(known)}`
    this.tell(key, `there is no ${what} ${name}; ${cure}`)
  }

  private tell(node: ts.Node, message: string): void {
    this.problems.push(problem({ start: node.getStart(this.source), end: node.getEnd() }, message))
  }
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function problem(span: Span, message: string): Finding {
  return { rule: 'invalid-configuration', severity: 'error', message, span, fixes: [] }
}
