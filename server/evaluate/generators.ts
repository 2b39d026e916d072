import type ts from 'typescript'
import type { Evaluation } from './evaluation'
import type { Frame } from './scope'
import { Unknown, type Value } from './values'

/** What calling a generator function gives. */
export function makeGenerator(_context: Evaluation, _frame: Frame, body: ts.Block): Value {
  return new Unknown('generators are not followed', body)
}
