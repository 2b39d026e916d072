import type { FuzzKind } from './fuzzKind'
import { images } from './images'
import { programs } from './programs'
import { weights } from './weights'

/** What is tried, by the word for it on the command line. */
export const kinds = { programs, weights: weights(), images } as const satisfies Readonly<Record<string, FuzzKind>>
