import type { FuzzKind } from './fuzzKind'
import { images } from './images'
import { messages } from './messages'
import { programs } from './programs'
import { sessions } from './sessions'
import { weights } from './weights'

/** What is tried, by the word for it on the command line. */
export const kinds = { programs, sessions, messages, weights: weights(), images } as const satisfies Readonly<
  Record<string, FuzzKind>
>
