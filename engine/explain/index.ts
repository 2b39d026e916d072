/** The explanations, in the order in which they are offered. A new one is a file beside this one and a line here. */
export { gradCam } from './gradCam'
