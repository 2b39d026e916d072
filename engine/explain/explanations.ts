import type { Explanation } from './explanation'
import * as methods from './index'

/** Every explanation, by its name. */
export const explanations: ReadonlyMap<string, Explanation> = new Map(
  Object.values(methods).map(explanation => [explanation.name, explanation]),
)
