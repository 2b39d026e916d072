import type { Mutation } from './mutation'
import { activationMutations } from './operators/activations'
import { headMutations } from './operators/heads'
import { regularizationMutations } from './operators/regularization'
import { structureMutations } from './operators/structure'
import { windowMutations } from './operators/windows'

/** Every way to damage a network. A new one is an entry in the file of its kind. */
export const mutations: readonly Mutation[] = [
  ...activationMutations,
  ...headMutations,
  ...regularizationMutations,
  ...structureMutations,
  ...windowMutations,
]
