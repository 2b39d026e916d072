/** What of the page's styles the drawing needs where the page is not. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'font-size',
  'font-family',
  'font-weight',
  'opacity',
]

/** The whole drawing as a file of its own: every style that the page gives it is written at its element. */
export function standaloneSvg(element: SVGSVGElement, width: number, height: number): string {
  const copy = element.cloneNode(true) as SVGSVGElement
  const originals = element.querySelectorAll('*')
  for (const [index, target] of copy.querySelectorAll('*').entries()) {
    const style = getComputedStyle(originals[index])
    for (const property of PROPERTIES) target.setAttribute(property, style.getPropertyValue(property))
    for (const name of target.getAttributeNames())
      if (/^(class|role|tabindex|aria-|data-)/.test(name)) target.removeAttribute(name)
  }
  const background = document.createElementNS(SVG, 'rect')
  const box = { x: -20, y: -20, width: width + 40, height: height + 40 }
  for (const [name, value] of Object.entries(box)) background.setAttribute(name, String(value))
  background.setAttribute('fill', getComputedStyle(document.body).backgroundColor)
  copy.prepend(background)
  for (const name of copy.getAttributeNames()) copy.removeAttribute(name)
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
  copy.setAttribute('width', String(box.width))
  copy.setAttribute('height', String(box.height))
  // The marks of the rendering library are comments.
  return new XMLSerializer().serializeToString(copy).replace(/<!--[\s\S]*?-->/g, '')
}

const SVG = 'http://www.w3.org/2000/svg'
