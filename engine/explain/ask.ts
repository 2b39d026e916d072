import type { Tensor } from '@tensorflow/tfjs-core'
import { EngineError } from '../engineError'
import type { Network } from '../network'
import type { Requests, Steps } from '../requests'
import { explained } from './explained'
import { explainedInput } from './explainedInput'
import type { Explanation, Question } from './explanation'
import { explanations } from './explanations'
import { scoreOf } from './score'

/** Where progress is told and cancellation comes from. */
export interface Context {
  readonly signal?: AbortSignal
  progress?(message: string, steps: Steps): void
}

/**
 * The method that a request names, and what it is asked. `inputs` are the network's, for one image.
 *
 * Throws {@link EngineError} `unknown-method`, `unknown-layer`, and those of {@link scoreOf} and {@link explainedInput}.
 */
export function ask(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  { method, layer, target, input, options = {} }: Requests['explain'],
  { signal, progress }: Context,
): { readonly explanation: Explanation; readonly question: Question } {
  const explanation = explanations.get(method)
  if (explanation === undefined) {
    const message = `there is no explanation called ${method}`
    throw new EngineError('unknown-method', message, `Choose one of ${[...explanations.keys()].join(', ')}.`)
  }
  const { graph } = network
  const own = explanation.needs === 'layer' ? (layer ?? '') : ''
  if (explanation.needs === 'layer' && !graph.layers.some(({ name }) => name === own)) {
    const missing = layer === undefined ? `${explanation.title} needs a layer` : `${graph.name} has no layer ${layer}`
    throw new EngineError('unknown-layer', missing, 'Select a layer of the model.')
  }
  const score = scoreOf(graph, target)
  const question = {
    ...explained(inputs, explainedInput(graph, own === '' ? score.edge.layer : own, input)),
    ...{ network, score, layer: own, options, signal },
    progress: (done: number, all: number) =>
      progress?.(`${explanation.title}: ${done} of ${all} passes`, { done, all }),
  }
  return { explanation, question }
}
