import { dispose, keep, type Tensor } from '@tensorflow/tfjs-core'
import type { Graph } from '../../builder/graph'
import type { Feed } from '../inputs/feed'
import type { Network } from '../network'
import type { ExplanationMap, Requests } from '../requests'
import { ask, type Context } from './ask'
import { drawEvidence } from './drawEvidence'
import { readScores, type Score } from './score'

/**
 * Answers a request to explain one image by one method. `inputs` are the network's for it, made of what is in `feed`.
 *
 * Throws {@link EngineError} as {@link ask} does, and as the method does.
 */
export async function explain(
  network: Network,
  inputs: Readonly<Record<string, Tensor>>,
  feed: Feed,
  request: Requests['explain'],
  context: Context = {},
): Promise<Omit<ExplanationMap, 'trained'>> {
  const { explanation, question } = ask(network, inputs, request, context)
  const { graph } = network
  const { score, options, layer: own, inputName, input } = question
  const known: Record<string, Tensor> = { ...inputs }
  const given = feed.get(inputName)
  const [, height, width] = input.shape
  const size = typeof given === 'object' ? given : { height, width }
  try {
    const evidence = await explanation.run({
      ...question,
      observe(from, { layer }, output) {
        if (from === input && layer === score.edge.layer && givesOne(graph, layer))
          known[layer] ??= keep(output.clone())
      },
    })
    const { map, signed, picture, facts = {} } = evidence
    return {
      ...{ method: explanation.name, input: inputName, label: score.label, map, signed, facts },
      ...{ width: evidence.width, height: evidence.height },
      ...(own === '' ? {} : { layer: own }),
      ...(picture ? { picture } : {}),
      cost: explanation.cost(graph, own, options, inputName),
      isShare: score.output.layer !== score.edge.layer,
      ...(await readNumbers(network, known, score, question.signal)),
      ...(await drawEvidence(evidence, size)),
    }
  } finally {
    for (const [name, tensor] of Object.entries(known)) if (!Object.hasOwn(inputs, name)) tensor.dispose()
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
