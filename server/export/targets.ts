import type { Graph } from '../../builder/graph'
import { toKeras } from './toKeras'
import { toPytorch } from './toPytorch'
import { toTfjs } from './toTfjs'

/** Another library that a network can be written for as a program. */
export interface ExportTarget {
  readonly title: string
  /** Of the program's file. */
  readonly extension: string
  /** Throws ExportError where the library lacks something. */
  readonly write: (graph: Graph) => string
}

/** Every library, by the word of `--to`. */
export const targets = {
  keras: { title: 'Keras 3 (Python)', extension: 'py', write: toKeras },
  pytorch: { title: 'PyTorch (Python)', extension: 'py', write: toPytorch },
  tfjs: { title: 'TensorFlow.js (TypeScript)', extension: 'ts', write: toTfjs },
} as const satisfies Readonly<Record<string, ExportTarget>>
