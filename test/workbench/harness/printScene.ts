/** Prints what is in a scene of examples/scenes/, by its number there, as JSON. */
import { makeScene, pixelClasses, SCENE_SIZE } from '../../../scripts/train/scenes'

const scene = makeScene(`held out ${Number(process.argv[2]) - 1}`)
console.log(JSON.stringify({ size: SCENE_SIZE, classes: [...pixelClasses(scene)], objects: scene.objects }))
