import { dispose, keep, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { Network } from '../network'
import type { ExplanationMap, Image, Requests } from '../requests'
import { ask, type Context } from './ask'
import { drawEvidence } from './drawEvidence'
import { readScores, type Score } from './score'

/**
 * Answers a request to explain one image by one method. `input` is the image as the network takes it.
 *
 * Throws {@link EngineError} as {@link ask} does, and as the method does.
 */
export async function explain(
  network: Network,
  input: { readonly name: string; readonly value: Tensor4D },
  image: Image,
  request: Requests['explain'],
  context: Context = {},
): Promise<Omit<ExplanationMap, 'trained'>> {
  const { explanation, question } = ask(network, input, request, context)
  const { graph } = network
  const { score, options, layer: own } = question
  const given: Record<string, Tensor> = { [input.name]: input.value }
  try {
    const evidence = await explanation.run({
      ...question,
      observe(from, { layer }, output) {
        if (from === input.value && layer === score.edge.layer && givesOne(graph, layer))
          given[layer] ??= keep(output.clone())
      },
    })
    const { map, width, height, signed, picture, facts = {} } = evidence
    return {
      ...{ method: explanation.name, label: score.label, map, width, height, signed, facts },
      ...(own === '' ? {} : { layer: own }),
      ...(picture ? { picture } : {}),
      cost: explanation.cost(graph, own, options),
      isShare: score.output.layer !== score.edge.layer,
      ...(await readNumbers(network, given, score, question.signal)),
      ...(await drawEvidence(evidence, image)),
    }
  } finally {
    for (const [name, tensor] of Object.entries(given)) if (name !== input.name) tensor.dispose()
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
