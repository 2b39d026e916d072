import { isNear } from '../../builder/node'

/** A command that is called in a wrong way; the message says how. */
export class UsageError extends Error {}

/** Splits arguments into paths and options, each with its values; `known` says of each option whether a value follows it. */
export function readArguments(args: readonly string[], known: Readonly<Record<string, boolean>>) {
  const paths: string[] = []
  const options = new Map<string, string[]>()
  for (let index = 0; index < args.length; index += 1) {
    const [name, attached] = splitOnce(args[index])
    if (!name.startsWith('-')) paths.push(args[index])
    else if (!Object.hasOwn(known, name)) throw new UsageError(`there is no option ${name}; ${cure(name, known)}`)
    else if (!known[name]) options.set(name, [])
    else {
      const value = attached ?? args[(index += 1)]
      if (value === undefined) throw new UsageError(`${name} needs a value`)
      options.set(name, [...(options.get(name) ?? []), value])
    }
  }
  return { paths, options }
}

function cure(name: string, known: Readonly<Record<string, boolean>>): string {
  const near = Object.keys(known).find(option => isNear(option, name))
  return near ? `did you mean ${near}?` : 'try convolens --help'
}

function splitOnce(argument: string): [string, string | undefined] {
  const at = argument.startsWith('-') ? argument.indexOf('=') : -1
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)]
}
