import type ts from 'typescript'
import type { Evaluation } from '../../evaluate/evaluation'
import type { Dialect, HostObject } from '../../evaluate/host'
import { HostValue, Unknown, type Value } from '../../evaluate/values'
import { eitherOf } from '../builderLayers'
import type { Recording } from '../recording'
import { joinShapes } from './inference'
import { Namespace } from './namespace'
import { isTensorFlow } from './packages'
import { Program } from './program'
import { SequentialModel } from './sequentialModel'
import { SymbolicTensor, tensorIn } from './symbolicTensor'

/**
 * TensorFlow.js Layers as the evaluator sees it: programs that build models with `tf.sequential`, `tf.model` and
 * `tf.layers` yield the same layers as the builder's, with the names, shapes and mistakes of TensorFlow.js.
 */
export class TfjsDialect implements Dialect {
  private readonly program: Program
  private readonly namespace: Namespace

  constructor(recording: Recording) {
    this.program = new Program(recording)
    this.namespace = new Namespace(this.program)
  }

  module(specifier: string): HostObject | undefined {
    return isTensorFlow(specifier) ? this.namespace : undefined
  }

  /** A page's script tag brings `tf` in without an import. */
  global(name: string, context: Evaluation): Value | undefined {
    if (name === 'tf') return new HostValue(this.namespace)
    const isWindow = name === 'window' || name === 'globalThis' || name === 'self'
    if (!isWindow || !new RegExp(`\\b${name}\\s*\\.\\s*tf\\b`).test(context.frame.file.text)) return undefined
    return new HostValue({
      get: property =>
        property === 'tf'
          ? new HostValue(this.namespace)
          : new Unknown(`\`${name}.${property}\` is not run by Convolens`),
    })
  }

  parameter(typeText: string, name: string, context: Evaluation): Value | undefined {
    const type = /^(?:\w+\.)?(SymbolicTensor|Sequential)$/.exec(typeText.trim())?.[1]
    if (type === 'SymbolicTensor') {
      return new HostValue(this.program.unknownTensor(`\`${name}\` is a parameter nobody supplies`))
    }
    return type === 'Sequential' ? this.foreignModel(context) : undefined
  }

  /** A parameter is a model when layers are added to it. */
  unknownReceiver(method: string, parameterName: string, context: Evaluation): Value | undefined {
    if (method !== 'add' || !/^[\w$.]+$/.test(parameterName)) return undefined
    const pattern = `\\b${parameterName.replace(/[$.]/g, '\\$&')}\\s*\\.\\s*add\\s*\\(\\s*(\\w+\\s*\\.\\s*)?layers\\s*\\.`
    return new RegExp(pattern).test(context.frame.file.text) ? this.foreignModel(context) : undefined
  }

  join(a: Value, b: Value): Value | undefined {
    const [x, y] = [tensorIn(a), tensorIn(b)]
    if (!x || !y) return undefined
    if (x.node === y.node && x.output === y.output) return a
    const node = eitherOf(x, y)
    if (!node) return undefined
    const [shape] = joinShapes([x.shape], [y.shape])
    return new HostValue(
      new SymbolicTensor(node, 0, shape!, x.layer, x.use, this.program.nulls, x.isBroken || y.isBroken),
    )
  }

  mark(uncalled: ts.Node): () => void {
    return this.program.mark(uncalled)
  }

  finish(context: Evaluation): void {
    this.program.finish(context)
  }

  private foreignModel(context: Evaluation): Value {
    const site = context.frame.site ?? context.site(context.uncalled ?? context.frame.file)
    return new HostValue(new SequentialModel(this.program, site, 'model', true))
  }
}
