/**
 * What a canvas or an image shows, as RGBA bytes from the top left, row by row.
 *
 * @param {import('playwright-core').Locator} locator
 * @returns {Promise<{ width: number, height: number, data: number[] }>}
 */
export function readPixels(locator) {
  return locator.evaluate(element => {
    // A copy, because a canvas gives its pixels only through the kind of context it was drawn with.
    const width = element.naturalWidth ?? element.width
    const height = element.naturalHeight ?? element.height
    const context = new OffscreenCanvas(width, height).getContext('2d')
    context.drawImage(element, 0, 0)
    return { width, height, data: [...context.getImageData(0, 0, width, height).data] }
  })
}

/** How many colours occur; 1 for an empty or uniform picture. */
export function countColours({ data }) {
  const colours = new Set()
  for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2])
  return colours.size
}

/** Mean difference of two pictures of the same size, 0 to 255 a channel. */
export function meanDifference(a, b) {
  if (a.data.length !== b.data.length) throw new Error('pictures of different sizes')
  return a.data.reduce((sum, value, index) => sum + Math.abs(value - b.data[index]), 0) / a.data.length
}
