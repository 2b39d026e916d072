import { BUDGETS, LEVELS, PROFILES } from '../server/configuration/configurationFile'
import type { Rule } from '../server/rules/rule'
import { ruleUrl } from '../server/rules/ruleUrl'
import { ruleDocumentation } from './ruleDocumentation'

/** The JSON schema of `convolens.config.json`, which editors complete and explain it with. */
export function configurationSchema(rules: readonly Rule[]): string {
  const levels = rules.map(rule => [
    rule.id,
    {
      enum: LEVELS,
      default: rule.strict ? 'off' : rule.severity,
      markdownDescription: `Finds ${ruleDocumentation(rule).finds} [More](${ruleUrl(rule.id)})`,
    },
  ])
  const budgets = Object.entries(BUDGETS).map(([name, description]) => [
    name,
    { type: 'number', minimum: 0, description },
  ])
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Convolens',
    description: 'Which findings of Convolens are told in a project, and the budgets of its models.',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      profile: {
        enum: PROFILES,
        default: 'recommended',
        description:
          'recommended: what most projects want to know; strict: also advice that many good networks do not follow; off: only the rules that are set.',
      },
      rules: {
        type: 'object',
        additionalProperties: false,
        description: 'How much single rules matter.',
        properties: Object.fromEntries(levels),
      },
      budgets: {
        type: 'object',
        additionalProperties: false,
        description: 'What a model may take; more is an error at the model.',
        properties: Object.fromEntries(budgets),
      },
      exclude: {
        type: 'array',
        items: { type: 'string' },
        description: 'Patterns of files that nothing is told of, relative to the folder of this file.',
      },
    },
  }
  return `${JSON.stringify(schema, null, 2)}\n`
}
