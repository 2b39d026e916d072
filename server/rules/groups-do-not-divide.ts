import { isProblem } from '../../builder/problem'
import type { LayerSite } from '../analysis'
import { attempt, optionsOf } from './attempt'
import { divisorsOf } from './divisorsOf'
import { setOption } from './edits'
import { inLayers } from './inLayers'
import { defineRule } from './rule'

/**
 * Finds a number of groups that does not divide the channels that come in, or the filters that go out.
 *
 * Why: a grouped convolution, a group normalisation or a shuffle splits its channels into groups of one size; with a remainder
 * there is no such split, and the network cannot be built.
 *
 * Do: take a number of groups that divides both, or change the filters.
 *
 * @example
 * const image = input(32, 32, 3)
 * model('grouped', image, image.conv2d(32, 3).conv2d(48, 3, { groups: 12 }))
 *
 * Source: Xie et al. 2017, Aggregated Residual Transformations for Deep Neural Networks, §3.3, https://arxiv.org/abs/1611.05431
 */
export const groupsDoNotDivide = defineRule({
  id: 'groups-do-not-divide',
  severity: 'error',

  fixes(_finding, site) {
    const options = site.instances.map(optionsOf)
    const groups = options[0]?.groups ?? site.kind.options.groups?.defaultInput
    if (typeof groups !== 'number') return []
    // Only numbers of groups that divide known filters are sure to fit.
    if ('filters' in site.kind.options && options.some(({ filters }) => typeof filters !== 'number')) return []
    return nearestDivisors(site, groups).flatMap(choice => {
      const edit = setOption(site, 'groups', String(choice))
      return edit
        ? [{ title: `Use ${choice} ${choice === 1 ? 'group' : 'groups'}${inLayers(site)}`, edits: [edit] }]
        : []
    })
  },
})

/** The nearest numbers of groups below and above that fit every instance, the nearer first. */
function nearestDivisors(site: LayerSite, groups: number): number[] {
  const fits = (choice: number) => site.instances.every(instance => !isProblem(attempt(instance, { groups: choice })))
  const counts = site.instances.flatMap(instance => [
    instance.inputShapes[0]?.at(-1),
    optionsOf(instance).filters ?? [],
  ])
  const known = counts.flat().filter(count => typeof count === 'number')
  if (known.length < counts.flat().length) return []
  const divisors = divisorsOf(known)
  const below = divisors.findLast(choice => choice < groups && fits(choice))
  const above = divisors.find(choice => choice > groups && fits(choice))
  const choices = [below, above].filter(choice => choice !== undefined)
  return choices.sort((a, b) => Math.abs(a - groups) - Math.abs(b - groups))
}
