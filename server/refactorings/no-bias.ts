import { recommended } from '../configuration/configuration'
import { biasBeforeBatchNorm } from '../rules/bias-before-batch-norm'
import { defineRefactoring } from './refactoring'

/** Leaves out a bias that batch normalisation takes away again. */
export const noBias = defineRefactoring({
  id: 'no-bias',

  propose({ nameSpan }, analysis) {
    for (const { span, fixes } of biasBeforeBatchNorm.check!(analysis, recommended)) {
      if (span.start === nameSpan.start && fixes.length > 0) {
        return { title: 'Leave out the bias that batch normalisation takes away', edits: fixes[0].edits }
      }
    }
    return undefined
  },
})
