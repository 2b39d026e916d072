import type { Analysis, Finding, Fix, LayerSite } from '../analysis'
import type { Configuration } from '../configuration/configuration'

/**
 * A design rule: what it finds, how much it matters, and how to mend it. Made by {@link defineRule}.
 *
 * Its file's doc comment is its documentation page, with the headings Finds, Why, Do, @example and Source.
 */
export interface Rule {
  /** Kebab-case name of the defect, and of the rule's file. */
  readonly id: string
  readonly severity: Finding['severity']
  /** Told only where the profile `strict` is asked for: sound advice that many good networks do not follow. */
  readonly strict?: true
  /** Left out where the builder itself finds the defect, as a {@link Problem} of this name. */
  check?(analysis: Analysis, configuration: Configuration): Iterable<Found>
  /** Ways to mend what the builder found at a layer's call. */
  fixes?(finding: Finding, site: LayerSite, analysis: Analysis): readonly Fix[]
}

/** A finding before its rule's name is put on it, and its severity where it has none of its own. */
export type Found = Omit<Finding, 'rule' | 'severity'> & Partial<Pick<Finding, 'severity'>>

export function defineRule(rule: Rule): Rule {
  return rule
}
