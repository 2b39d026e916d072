import { checkComputation } from '../checks/checkComputation'
import { spatialDropout2d } from './spatialDropout2d'

checkComputation(spatialDropout2d, [{ options: { rate: 0.5 }, inputs: [[4, 5, 3]], naive: ([map]) => [...map.values] }])
