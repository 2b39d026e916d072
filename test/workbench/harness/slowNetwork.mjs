import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Writes a network, called Slow, of which a thousand passes take a while on any processor.
 *
 * @param {string} folder
 * @param {string} file
 */
export function writeSlowNetwork(folder, file) {
  writeFileSync(
    join(folder, file),
    `import { input, model } from 'convolens'

const image = input(96, 96, 1)
const maps = image.conv2d(24, 3).relu().conv2d(32, 3).relu().conv2d(48, 3).relu()
export default model('Slow', image, maps.globalAveragePool2d().dense(3))
`,
  )
}
