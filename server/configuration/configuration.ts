import type { Finding } from '../analysis'
import type { Rule } from '../rules/rule'

export type Level = 'off' | Finding['severity']
export type Profile = 'recommended' | 'strict' | 'off'

/** What a project allows its models; what is left out is not limited. */
export interface Budgets {
  /** Trainable and other parameters of a model. */
  readonly maxParameters?: number
  /** Multiply-adds for one image. */
  readonly maxMacs?: number
  /** Bytes of the activations alive at once. */
  readonly maxPeakMemory?: number
  /** Pixels on the shorter axis; a model that sees the whole image always sees enough. */
  readonly minReceptiveField?: number
}

/** What a user says about the rules, in the editor's settings or in the project's file; what is left out is not said. */
export interface Settings {
  readonly profile?: Profile
  readonly rules?: Readonly<Record<string, Level>>
  readonly budgets?: Budgets
  /** Patterns of files that nothing is told of, relative to the folder of the project's file. */
  readonly exclude?: readonly string[]
}

/** How the findings of one file are told. */
export interface Configuration {
  readonly profile: Profile
  readonly rules: Readonly<Record<string, Level>>
  readonly budgets: Budgets
}

export const recommended: Configuration = { profile: 'recommended', rules: {}, budgets: {} }
export const strict: Configuration = { ...recommended, profile: 'strict' }
/** Nothing is told: for files that are excluded. */
export const silent: Configuration = { ...recommended, profile: 'off' }

/** The editor's settings and the project's, of which the project's win. */
export function configurationOf(editor: Settings, project: Settings = {}): Configuration {
  return {
    profile: project.profile ?? editor.profile ?? recommended.profile,
    rules: { ...editor.rules, ...project.rules },
    budgets: { ...editor.budgets, ...project.budgets },
  }
}

/** How much a rule's findings matter in a project; `off` where they are not told, undefined where it is as the finding says. */
export function levelOf({ id, strict: onlyStrict }: Rule, { profile, rules }: Configuration): Level | undefined {
  if (Object.hasOwn(rules, id)) return rules[id]
  if (profile === 'off' || (onlyStrict && profile !== 'strict')) return 'off'
  return undefined
}
