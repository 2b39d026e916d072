import {
  type Dimension,
  type Expression,
  formatDimension,
  isExpression,
  symbol,
  unknownDimension,
} from '../../../builder/dimension'
import {
  Accessor,
  ArrayValue,
  FunctionValue,
  HostValue,
  ObjectValue,
  Symbolic,
  SymbolKey,
  Unknown,
  type Value,
} from '../../evaluate/values'
import { dimensionOfSymbolic } from '../dimensionValue'

/** An option whose value cannot be known. */
export class UnknownSetting {
  constructor(
    readonly reason: string,
    readonly parameter?: string,
  ) {}

  /** Where a number is needed: a parameter nobody supplied is a symbol of its name. */
  get dimension(): Expression {
    return (this.parameter === undefined ? unknownDimension(this.reason) : symbol(this.parameter)) as Expression
  }
}

/** An object that is no data: a function, a layer, an initialiser. */
export class Opaque {
  constructor(readonly value: ObjectValue | HostValue) {}
}

/** An option as a program gives it. */
export type Setting =
  | number
  | string
  | boolean
  | null
  | undefined
  | Expression
  | UnknownSetting
  | Opaque
  | readonly Setting[]

/** The options that a program gives to a layer. */
export class Config {
  private constructor(
    private readonly settings: ReadonlyMap<string, Setting>,
    /** Set where there may be options that are not known. */
    private readonly rest: UnknownSetting | undefined,
    /** Whether the program gives anything at all. */
    readonly given: boolean,
  ) {}

  static of(value: Value): Config {
    if (value instanceof Unknown) {
      if (value.refined !== undefined) return Config.of(value.refined)
      return new Config(new Map(), new UnknownSetting(value.reason), true)
    }
    if (!(value instanceof ObjectValue)) return new Config(new Map(), undefined, value !== undefined && value !== null)
    const settings = new Map<string, Setting>()
    let unknown = value.contentsUnknown
    for (let holder: ObjectValue | null | undefined = value; holder; holder = holder.prototype) {
      unknown ??= holder.contentsUnknown
      for (const [name, part] of holder.properties) {
        if (typeof name !== 'string' || settings.has(name)) continue
        settings.set(name, part instanceof Accessor ? new UnknownSetting('comes from a getter') : settingOf(part))
      }
    }
    return new Config(settings, unknown && new UnknownSetting(unknown.reason), true)
  }

  /** The option; null counts as not given. */
  get(name: string): Exclude<Setting, null> {
    return (this.has(name) ? this.settings.get(name) : this.rest) ?? undefined
  }

  /** Whether the program names the option, even as undefined. */
  has(name: string): boolean {
    return this.settings.has(name)
  }

  /** Whether the program gives null for the option, which counts as not given in most places. */
  isNull(name: string): boolean {
    return this.settings.get(name) === null
  }

  /** Whether there may be options that nobody knows. */
  get isUncertain(): boolean {
    return this.rest !== undefined
  }

  /** With one option set. */
  with(name: string, setting: Setting): Config {
    return new Config(new Map([...this.settings, [name, setting]]), this.rest, true)
  }

  /** The names of options that are given. */
  names(): string[] {
    return [...this.settings.keys()]
  }
}

export function settingOf(value: Value): Setting {
  if (value instanceof Unknown) {
    if (value.refined !== undefined) return settingOf(value.refined)
    return new UnknownSetting(value.reason, value.parameter)
  }
  if (value instanceof Symbolic) return dimensionOfSymbolic(value) as Expression
  if (value instanceof SymbolKey) return new UnknownSetting('a symbol is no option')
  if (value instanceof ArrayValue) {
    if (value.contentsUnknown) return new UnknownSetting(value.contentsUnknown.reason)
    return Array.from(value.elements, settingOf)
  }
  if (value instanceof HostValue || value instanceof ObjectValue) return new Opaque(value)
  return typeof value === 'bigint' ? Number(value) : value
}

/** Whether the setting may be a number: it is one, or a symbol, or unknown. */
export function isSize(setting: Setting): setting is number | Expression | UnknownSetting {
  return typeof setting === 'number' || isExpression(setting) || setting instanceof UnknownSetting
}

/** A size as a dimension. */
export function sizeOf(setting: number | Expression | UnknownSetting): Dimension {
  return setting instanceof UnknownSetting ? setting.dimension : setting
}

export function isList(setting: Setting): setting is readonly Setting[] {
  return Array.isArray(setting)
}

/** A setting as JSON shows it in the messages of TensorFlow.js. */
export function shown(setting: Setting): string {
  if (setting === undefined) return 'undefined'
  if (setting instanceof UnknownSetting) return '?'
  if (isExpression(setting)) return formatDimension(setting)
  if (isList(setting)) return `[${setting.map(shown).join(',')}]`
  if (!(setting instanceof Opaque)) return JSON.stringify(setting)
  return setting.value instanceof FunctionValue ? 'a function' : 'an object'
}
