import type { Graph, Preprocessing } from '../../builder/graph'
import { preprocessingProblem } from '../preprocessingProblem'
import { imageInputs } from './imageInputs'
import { type NetworkInput, networkInputs } from './networkInputs'

export interface Preparation {
  readonly preprocessing: Preprocessing
  /** Whether mean and standard deviation are left out, which are told for another input with other channels. */
  readonly scalesOnly: boolean
}

/**
 * How a picture is prepared for one of the inputs: as the model says. Where a model has several inputs and tells means for the
 * channels of one, another with other channels is brought to its size and scaled, and nothing more.
 */
export function preparation(graph: Graph, input: string): Preparation {
  const preprocessing = graph.info.preprocessing ?? {}
  const fits = ({ shape }: NetworkInput) => preprocessingProblem(preprocessing, Number(shape[2])) === undefined
  const own = networkInputs(graph).find(({ name }) => name === input)!
  if (fits(own) || !imageInputs(graph).some(fits)) return { preprocessing, scalesOnly: false }
  const { mean, standardDeviation, ...rest } = preprocessing
  return { preprocessing: rest, scalesOnly: true }
}
