import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { expect, test } from 'vitest'
import type { Report } from '../../webview/protocol'
import { panelHtml, reportHtml } from './html'

const source = 'https://file.example'
const page = () =>
  panelHtml({
    ...{ cspSource: source, language: 'zh-cn' },
    ...{ script: `${source}/dist/webview.js`, styles: `${source}/dist/webview.css` },
  })

function policy(html: string): Map<string, string[]> {
  const text = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]
  return new Map(text.split('; ').map(directive => [directive.split(' ')[0], directive.split(' ').slice(1)]))
}

test('nothing is allowed that is not named', () => {
  expect(policy(page()).get('default-src')).toEqual(["'none'"])
})

test('nothing inline and no evaluation of text', () => {
  expect(page()).not.toMatch(/unsafe-inline|'unsafe-eval'/)
})

test('nothing comes from elsewhere', () => {
  const sources = [...policy(page()).values()].flat()
  const allowed = /^('none'|'nonce-[\w+/]+=*'|'wasm-unsafe-eval'|blob:|data:)$/
  expect(sources.filter(entry => entry !== source && !allowed.test(entry))).toEqual([])
})

test('only the script with the nonce of the policy runs', () => {
  const html = page()
  const scripts = [...html.matchAll(/<script nonce="([^"]+)" src="([^"]+)"><\/script>/g)]
  expect(scripts.map(([, , src]) => src)).toEqual([`${source}/dist/webview.js`])
  expect(policy(html).get('script-src')).toContain(`'nonce-${scripts[0][1]}'`)
  expect(html.match(/<script/g)).toHaveLength(1)
})

test('every page has a nonce of its own', () => {
  expect(page()).not.toBe(page())
})

test('workers start from blobs only', () => {
  expect(policy(page()).get('worker-src')).toEqual(['blob:'])
})

test('there are no style or event attributes, which the policy would refuse', () => {
  expect(page()).not.toMatch(/\s(style|on\w+)=/)
})

test('the document is in the language of the editor', () => {
  expect(page()).toContain('<html lang="zh-cn">')
})

const NASTY = '<img src=x onerror=alert(1)>"\'&'
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

const report: Report = {
  title: NASTY,
  lines: [NASTY],
  sections: [
    {
      title: NASTY,
      parts: [
        { kind: 'text', text: NASTY },
        { kind: 'picture', text: NASTY, data: Uint8Array.from({ length: 20_000 }, (_, index) => index % 256) },
        { kind: 'drawing', text: NASTY, svg },
        {
          kind: 'table',
          rows: [
            ['Layer', NASTY],
            [NASTY, '1'],
          ],
        },
      ],
    },
  ],
}

/** Every element of the page, as a browser reads it. */
function elements(html: string): Tree.Element[] {
  const all = (node: Tree.Node): Tree.Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(all) : []),
  ]
  return all(parse(html))
}

const attribute = ({ attrs }: Tree.Element, name: string) => attrs.find(one => one.name === name)?.value

const textOf = (node: Tree.Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''

test('in a report, whatever the user named is text', () => {
  const page = elements(reportHtml(report, 'en'))
  for (const tag of ['title', 'h1', 'h2', 'p', 'th', 'td'])
    expect(page.filter(({ tagName }) => tagName === tag).map(textOf), tag).toContain(NASTY)
  const pictures = page.filter(({ tagName }) => tagName === 'img')
  expect(pictures.map(picture => attribute(picture, 'alt'))).toEqual([NASTY, NASTY])
})

test('nothing in a report runs', () => {
  const page = elements(reportHtml(report, '"><script>'))
  expect(
    page.map(({ tagName }) => tagName).filter(tag => /script|iframe|object|embed|link|base|form/.test(tag)),
  ).toEqual([])
  expect(page.flatMap(({ attrs }) => attrs.map(({ name }) => name)).filter(name => name.startsWith('on'))).toEqual([])
})

test('a report needs nothing else: every address in it is data, and its policy allows no other', () => {
  const html = reportHtml(report, 'en')
  const addresses = elements(html).flatMap(({ attrs }) => attrs.filter(({ name }) => /^(src|href|data)$/.test(name)))
  expect(addresses.length).toBe(2)
  expect(addresses.filter(({ value }) => !value.startsWith('data:image/'))).toEqual([])
  expect(html).not.toMatch(/url\(|@import/)
  expect(html.slice(0, html.indexOf('<style>'))).not.toMatch(/https?:/)
  const allowed = [...policy(html).entries()].flatMap(([, sources]) => sources)
  expect(policy(html).get('default-src')).toEqual(["'none'"])
  expect(allowed.filter(source => !["'none'", 'data:', "'unsafe-inline'"].includes(source))).toEqual([])
})

test('the pictures of a report are the bytes that were drawn', () => {
  const [picture, drawing] = elements(reportHtml(report, 'en')).filter(({ tagName }) => tagName === 'img')
  const bytes = (element: Tree.Element) => Buffer.from(attribute(element, 'src')!.split(',')[1], 'base64')
  const [part] = report.sections[0].parts.filter(({ kind }) => kind === 'picture')
  expect(new Uint8Array(bytes(picture))).toEqual((part as { data: Uint8Array }).data)
  expect(bytes(drawing).toString()).toBe(svg)
})
