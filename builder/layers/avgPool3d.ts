import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'
import { isProblem } from '../problem'
import { optionalTriple, tripleOr } from './extents'
import { expectVolume } from './ranks'
import { fitsVolume, slideVolume, volumeWindow } from './slidingVolume'

/**
 * Average pooling of a volume: the mean of every window. Border elements are not counted.
 *
 * Input   [depth, height, width, channels]
 * Output  [depth′, height′, width′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Huang et al. 2017, Densely Connected Convolutional Networks, §3, in three dimensions
 */
export const avgPool3d = defineLayer({
  kind: 'avgPool3d',
  summary: 'Gives the mean of every window of a volume.',
  options: {
    poolSize: tripleOr(2, 'Window side in voxels.'),
    strides: optionalTriple('Step between windows in voxels; the window side when absent.'),
    padding: choiceOr(['valid', 'same'], 'valid', "'same' keeps ⌈size / stride⌉; 'valid' adds no border."),
  },
  positional: ['poolSize'],

  infer({ poolSize, strides = poolSize, padding }, [input]) {
    const volume = expectVolume(input)
    if (isProblem(volume)) return volume
    const options = { kernelSize: poolSize, strides, padding }
    const problem = fitsVolume(options, input)
    return problem ? { ...problem, option: 'poolSize' } : [[...slideVolume(options, input), volume[3]]]
  },

  window: volumeWindow,
})
