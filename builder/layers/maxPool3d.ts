import { defineLayer } from '../layerKind'
import { choiceOr } from '../option'
import { isProblem } from '../problem'
import { optionalTriple, tripleOr } from './extents'
import { expectVolume } from './ranks'
import { fitsVolume, slideVolume, volumeWindow } from './slidingVolume'

/**
 * Max pooling of a volume: keeps the largest element of every window.
 *
 * Input   [depth, height, width, channels]
 * Output  [depth′, height′, width′, channels]; ′ as in {@link slide}
 * Params  none
 * MACs    not counted
 * Error   the window does not fit
 * Source  Tran et al. 2015, Learning Spatiotemporal Features with 3D Convolutional Networks, §3
 */
export const maxPool3d = defineLayer({
  kind: 'maxPool3d',
  summary: 'Keeps the maximum of every window of a volume.',
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
