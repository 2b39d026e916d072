import { languageServer } from './harness/languageServer.mjs'

export const file = 'digits/lenet.ts'
const ended = []

async function endServer() {
  const pid = await languageServer(ended)
  ended.push(pid)
  process.kill(pid, 'SIGKILL')
}

export const tests = {
  'a server that is killed is started again, and knows the text that is not saved': async ({ editor }) => {
    await editor.lineMatching(/conv2d\(6.*28×28×6/)
    await endServer()
    await languageServer(ended)
    const line = (await editor.lines()).findIndex(text => /conv2d\(6/.test(text)) + 1
    await editor.goTo(line, 1)
    await editor.type('/* not saved */ ')
    await editor.lineMatching(/not saved.*conv2d\(6.*28×28×6/)
  },
}
