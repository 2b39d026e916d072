import { checkComputation } from '../checks/checkComputation'
import { stochasticDepth } from './stochasticDepth'

checkComputation(stochasticDepth, [{ options: { rate: 0.5 }, inputs: [[4, 5, 3]], naive: ([map]) => [...map.values] }])
