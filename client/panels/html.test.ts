import { expect, test } from 'vitest'
import { panelHtml } from './html'

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
