import ts from 'typescript'
import { type Analysis, analyse } from './analysis'

/** What tests' code may use without saying so. */
export const PREAMBLE = "import { input, layers, model, type Tensor } from 'convolens'\n"

/** Analyses a test's code, with {@link PREAMBLE} before it; there are no other files. */
export function analyseText(code: string): Analysis {
  const sourceFile = ts.createSourceFile('/test.ts', PREAMBLE + code, ts.ScriptTarget.Latest, true)
  return analyse(sourceFile, { resolve: () => undefined, parse: () => undefined })
}
