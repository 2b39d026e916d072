import type { Model } from '../../builder/model'
import { NetworkError } from '../../builder/problem'
import { type ZooEntry, zoo } from '../../builder/zoo/index'
import { graphReport } from '../report'
import { modelSource } from '../source/modelSource'
import { readArguments, UsageError } from './commandArguments'

/** `convolens zoo`: lists the networks that come with the builder, or analyses one of them. Returns the exit status. */
export function zooCommand(args: readonly string[], print: (line: string) => void): number {
  const known = { '--json': false, '--input': true, '--classes': true, '--set': true, '--source': false }
  const { paths: names, options } = readArguments(args, known)
  const asJson = options.has('--json')
  if (names.length === 0) list(asJson, print)
  else if (names.length > 1) throw new UsageError(`name one network, not ${names.length}`)
  else {
    const network = networkNamed(names[0], settingsIn(options))
    if (asJson) print(JSON.stringify(graphReport(network.graph, `zoo:${names[0]}`), null, 2))
    else if (options.has('--source')) print(sourceOf(network))
    else print(network.summary())
  }
  return 0
}

function sourceOf({ graph }: Model): string {
  const source = modelSource(graph)
  if (typeof source === 'string') return source.trimEnd()
  throw new UsageError(`${graph.name} cannot be written as a program: ${source.message}`)
}

function list(asJson: boolean, print: (line: string) => void): void {
  const entries = Object.entries(zoo).map(([name, { options }]) => ({ name, options }))
  if (asJson) print(JSON.stringify(entries, null, 2))
  else {
    for (const { name, options } of entries) {
      const values = Object.entries(options).map(([option, value]) => `${option}: ${[value].flat().join('|')}`)
      print(`${name}  ${values.join(', ')}`)
    }
  }
}

function settingsIn(options: ReadonlyMap<string, readonly string[]>): [string, string][] {
  const settings: [string, string][] = (options.get('--set') ?? []).map(setting => {
    const at = setting.indexOf('=')
    if (at < 1) throw new UsageError(`--set needs option=value, not ${setting}`)
    return [setting.slice(0, at), setting.slice(at + 1)]
  })
  for (const name of ['input', 'classes']) {
    for (const value of options.get(`--${name}`) ?? []) settings.push([name, value])
  }
  return settings
}

/** A network of the zoo with options as they are typed. Throws {@link UsageError} for those that do not fit. */
export function networkNamed(name: string, settings: readonly (readonly [string, string])[]): Model {
  if (!Object.hasOwn(zoo, name)) throw new UsageError(`there is no network ${name}; convolens zoo lists them`)
  const { make, options } = zoo[name]
  const given: Record<string, unknown> = {}
  for (const [option, text] of settings) {
    if (!Object.hasOwn(options, option)) {
      throw new UsageError(`${name} has no option ${option}, but ${Object.keys(options).join(', ')}`)
    }
    given[option] = readValue(option, text, options[option])
  }
  try {
    return make(given as never)
  } catch (error) {
    if (error instanceof NetworkError) throw new UsageError(error.message)
    throw error
  }
}

function readValue(option: string, text: string, type: ZooEntry['options'][string]): unknown {
  if (Array.isArray(type)) {
    const value = type.find(choice => String(choice) === text)
    if (value === undefined) throw new UsageError(`${option} is ${type.join(' or ')}, not ${text}`)
    return value
  }
  const numbers = text.split(',').map(part => (part.trim() === '' ? Number.NaN : Number(part)))
  const isOfType =
    type === 'size'
      ? numbers.length === 3 && numbers.every(isCount)
      : numbers.length === 1 && (type === 'integer' ? Number.isInteger(numbers[0]) : Number.isFinite(numbers[0]))
  if (!isOfType)
    throw new UsageError(
      `${option} is ${type === 'size' ? 'H,W,C' : type === 'integer' ? 'an integer' : 'a number'}, not ${text}`,
    )
  return type === 'size' ? numbers : numbers[0]
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 1
}
