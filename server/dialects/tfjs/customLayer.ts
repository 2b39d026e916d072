import ts from 'typescript'
import { unknownDimension } from '../../../builder/dimension'
import { type Evaluation, Thrown } from '../../evaluate/evaluation'
import { callValue } from '../../evaluate/functions'
import type { CallSite } from '../../evaluate/host'
import { getProperty } from '../../evaluate/properties'
import { ArrayValue, FunctionValue, ObjectValue, Symbolic, Unknown, type Value } from '../../evaluate/values'
import { isSize, settingOf, sizeOf } from './config'
import type { Outcome } from './inference'
import { makeWeight, type TfjsWeight } from './layerBehaviour'
import { type MaybeShape, UnknownRank } from './shapes'
import { type SymbolicTensor, shapeValue } from './symbolicTensor'
import { TfjsError } from './tfjsError'
import { native, TfjsLayer } from './tfjsLayer'

/** A layer of a class that the program derives from `tf.layers.Layer`: its own methods say shapes and weights. */
export class CustomLayer extends TfjsLayer {
  private added: TfjsWeight[] = []

  override get(name: string, context: Evaluation, receiver: Value): Value | undefined {
    if (receiver instanceof ObjectValue) this.instance = receiver
    if (name === 'addWeight')
      return native(([weight, shape, , , , trainable], site) => this.addWeight(weight, shape, trainable, site))
    if (name === 'computeOutputShape') return native(([shape]) => shape)
    if (name === 'call') return native(([inputs]) => inputs)
    return super.get(name, context, receiver)
  }

  override get isUnknown(): boolean {
    return false
  }

  private addWeight(name: Value, shape: Value, trainable: Value, site: CallSite): Value {
    const setting = settingOf(shape)
    const sizes = Array.isArray(setting) ? setting.map(part => (isSize(part) ? sizeOf(part) : Number.NaN)) : undefined
    const reason = 'the shape of the weight is not known'
    const known = sizes ?? [unknownDimension(reason)]
    try {
      const title = typeof name === 'string' ? name : 'weight'
      this.added.push(makeWeight(title, known, trainable !== false, this.program.nulls))
    } catch (error) {
      if (!(error instanceof TfjsError)) throw error
      this.program.mistake(error, site.nameNode, site)
    }
    return new Unknown('the values of weights are only known when the program runs')
  }

  protected override infer(
    inputs: readonly SymbolicTensor[],
    context: Evaluation,
    site: CallSite,
  ): Omit<Outcome, 'built'> {
    const { nulls } = this.program
    const shapes = inputs.map(({ shape }) => shapeValue(shape, nulls))
    const given = shapes.length === 1 ? shapes[0] : new ArrayValue(shapes)
    if (!this.state.built) {
      this.added = []
      this.callOwn('build', given, site, context)
      this.write(context, { built: true, weights: this.added.map(weight => ({ frozen: false, ...weight })) })
    }
    const result = this.callOwn('computeOutputShape', given, site, context)
    return { shapes: result === NOT_DEFINED ? inputs.map(({ shape }) => shape) : this.shapesIn(result, inputs) }
  }

  private callOwn(name: string, shape: Value, site: CallSite, context: Evaluation): Value | typeof NOT_DEFINED {
    const { instance } = this
    const method = instance && getProperty(context, instance, name, site.node)
    if (!(method instanceof FunctionValue)) return NOT_DEFINED
    try {
      return callValue(context, method, instance, [shape], site)
    } catch (error) {
      if (error instanceof Thrown) return new Unknown(`${name} of the layer throws an error`)
      throw error
    }
  }

  private shapesIn(value: Value, inputs: readonly SymbolicTensor[]): readonly MaybeShape[] {
    const { nulls } = this.program
    if (value instanceof Unknown) return [new UnknownRank(value.reason)]
    if (!(value instanceof ArrayValue)) return [new UnknownRank('computeOutputShape gives no shape')]
    if (value.contentsUnknown) return [new UnknownRank(value.contentsUnknown.reason)]
    if (value.elements[0] instanceof ArrayValue) return value.elements.flatMap(shape => this.shapesIn(shape, inputs))
    const first = inputs[0]?.shape
    return [
      value.elements.map((size, axis) => {
        if (size instanceof Symbolic || size instanceof Unknown || typeof size === 'number') {
          return sizeOf(settingOf(size) as number)
        }
        // What stays open is the same size as the input's, where that is open too.
        const same = first instanceof UnknownRank || first?.length !== value.elements.length ? undefined : first?.[axis]
        if (axis === 0) return nulls.batch
        return same !== undefined && nulls.isNull(same) ? same : nulls.other()
      }),
    ]
  }
}

const NOT_DEFINED = Symbol('not defined')

/** The call that made an instance: `new X(…)`, which may go through several calls of `super`. */
export function constructionOf(site: CallSite): CallSite {
  let outer = site
  while (isSuperCall(outer.node) && outer.parent) outer = outer.parent
  return outer
}

function isSuperCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword
}

/** The name of the class that the construction names. */
export function classNameAt({ node }: CallSite): string {
  const callee = ts.isNewExpression(node) ? node.expression : undefined
  if (callee && ts.isIdentifier(callee)) return callee.text
  return callee && ts.isPropertyAccessExpression(callee) ? callee.name.text : 'Layer'
}
