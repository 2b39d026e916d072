import { dispose, keep, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import { EngineError } from '../engineError'
import type { Network } from '../network'
import type { ExplanationMap, Image, Requests } from '../requests'
import { drawEvidence } from './drawEvidence'
import { explanations } from './explanations'
import { readScores, type Score, scoreOf } from './score'

/**
 * Answers a request to explain one image by one method. `input` is the image as the network takes it.
 *
 * Throws {@link EngineError} `unknown-method`, `unknown-layer`, those of {@link scoreOf}, and those of the method.
 */
export async function explain(
  network: Network,
  { name: inputName, value: input }: { readonly name: string; readonly value: Tensor4D },
  image: Image,
  { method, layer, target, options = {} }: Requests['explain'],
  { signal, progress }: { readonly signal?: AbortSignal; progress?(message: string): void } = {},
): Promise<Omit<ExplanationMap, 'trained'>> {
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
  const given: Record<string, Tensor> = { [inputName]: input }
  try {
    const evidence = await explanation.run({
      ...{ network, inputName, input, score, layer: own, options, signal },
      progress: (done, all) => progress?.(`${explanation.title}: ${done} of ${all} passes`),
      observe(from, { layer }, output) {
        if (from === input && layer === score.edge.layer && givesOne(graph, layer))
          given[layer] ??= keep(output.clone())
      },
    })
    const { map, width, height, signed, picture, facts = {} } = evidence
    return {
      ...{ method, label: score.label, map, width, height, signed, facts },
      ...(own === '' ? {} : { layer: own }),
      ...(picture ? { picture } : {}),
      cost: explanation.cost(graph, own, options),
      ...(await readNumbers(network, given, score, signal)),
      ...(await drawEvidence(evidence, image)),
    }
  } finally {
    for (const [name, tensor] of Object.entries(given)) if (name !== inputName) tensor.dispose()
  }
}

/** Only such a layer can be given in place of the image. */
function givesOne({ layers }: Graph, layer: string): boolean {
  return layers.find(({ name }) => name === layer)!.outputShapes.length === 1
}

/** The number that is explained, before and behind the last activation; from the logits on, where they are given. */
async function readNumbers(
  network: Network,
  given: Readonly<Record<string, Tensor>>,
  score: Score,
  signal?: AbortSignal,
): Promise<Pick<ExplanationMap, 'logit' | 'score'>> {
  const outputs = await network.forward(given, new Set([score.edge.layer, score.output.layer]), signal)
  const numbers = [score.edge, score.output].map(({ layer, output }) => readScores(score, outputs.get(layer)![output]))
  dispose([...outputs.values()].flat())
  const [[logit], [behind]] = await Promise.all(numbers.map(number => number.data()))
  dispose(numbers)
  return { logit, score: behind }
}
