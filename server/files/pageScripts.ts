import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/**
 * The JavaScript of a page's inline scripts, everything else blank, so that every place in it is the place in the page.
 * Scripts of one page see each other's globals, as one program in the order of the page.
 */
export function pageScripts(html: string): string {
  let scripts = ''
  const take = (node: Tree.Node): void => {
    if ('tagName' in node && node.tagName === 'script' && isJavaScript(node)) {
      for (const text of node.childNodes) {
        const place = text.sourceCodeLocation
        if (!place) continue
        scripts += blank(html.slice(scripts.length, place.startOffset)) + html.slice(place.startOffset, place.endOffset)
      }
    } else if ('childNodes' in node) for (const child of node.childNodes) take(child)
  }
  take(parse(html, { sourceCodeLocationInfo: true }))
  return scripts + blank(html.slice(scripts.length))
}

function isJavaScript({ attrs }: Tree.Element): boolean {
  const attribute = (wanted: string) => attrs.find(({ name }) => name === wanted)?.value
  if (attribute('src') !== undefined) return false
  const type = attribute('type')?.trim().toLowerCase() ?? ''
  return type === '' || type === 'module' || /^(text|application)\/(x-)?(java|ecma)script$/.test(type)
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}
