/** Of a picture's longer side, and of the space around it, in pixels. */
const SIDE = 320
const GAP = 16
const LINE = 28

/** The pictures of a comparison in one, each with its title below, as a PNG; undefined where there are none. */
export async function drawComparison(grid: HTMLElement | null): Promise<Blob | undefined> {
  const pictures = [...(grid?.querySelectorAll<HTMLCanvasElement>('canvas[data-title]') ?? [])]
  if (grid === null || pictures.length === 0) return undefined
  const columns = Math.ceil(Math.sqrt(pictures.length))
  const rows = Math.ceil(pictures.length / columns)
  const canvas = document.createElement('canvas')
  canvas.width = columns * (SIDE + GAP) + GAP
  canvas.height = rows * (SIDE + LINE + GAP) + GAP
  const context = canvas.getContext('2d')!
  const { color, fontFamily } = getComputedStyle(grid)
  context.fillStyle = getComputedStyle(document.body).backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = color
  context.font = `16px ${fontFamily}`
  for (const [index, picture] of pictures.entries()) {
    const x = GAP + (index % columns) * (SIDE + GAP)
    const y = GAP + Math.floor(index / columns) * (SIDE + LINE + GAP)
    const scale = SIDE / Math.max(picture.width, picture.height)
    context.imageSmoothingEnabled = scale < 1
    context.drawImage(picture, x, y, picture.width * scale, picture.height * scale)
    context.fillText(picture.dataset.title ?? '', x, y + picture.height * scale + 20, SIDE)
  }
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/png'))
}
