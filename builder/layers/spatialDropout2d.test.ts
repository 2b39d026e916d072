import { checkLayer } from '../../test/checkLayer'
import { spatialDropout2d } from './spatialDropout2d'

checkLayer(spatialDropout2d, [
  { options: { rate: 0.2 }, inputs: [[7, 5, 8]], output: [7, 5, 8] },
  { options: { rate: 0.2 }, inputs: [[8]], problem: 'needs a map of height×width×channels, got a vector' },
])
