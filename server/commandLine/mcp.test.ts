import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { answerMcp } from './mcp'
import { testTerminal } from './testTerminal'

const texts = {
  '/w/net.ts': `import { input, model } from 'convolens'
const image = input(8, 8, 3)
export default model('Small', image, image.conv2d(4, 3))`,
  '/w/bad.ts': "import { input } from 'convolens'\nexport const x = input(8, 8, 3).conv2d(4, 9)\n",
}

function ask(method: string, params?: object, id: number | undefined = 1) {
  const answer = answerMcp(JSON.stringify({ jsonrpc: '2.0', id, method, params }), {
    ...testTerminal(texts),
    writeFile: () => expect.unreachable('nothing is written'),
    print: () => expect.unreachable('standard output belongs to the protocol'),
    printError: () => expect.unreachable('errors are answers'),
  })
  return answer === undefined ? undefined : JSON.parse(answer)
}

const call = (name: string, given: object) => ask('tools/call', { name, arguments: given })
const textOf = (answer: { result: { content: { text: string }[] } }) => answer.result.content[0].text

describe('tools', () => {
  test('are listed with what they take', () => {
    const { tools } = ask('tools/list').result
    expect(tools.map(({ name }: { name: string }) => name)).toEqual(['summary', 'check', 'layer_at', 'diff'])
    expect(tools[2].inputSchema.required).toEqual(['file', 'line', 'column'])
  })

  test('summary', () => {
    const [{ models }] = JSON.parse(textOf(call('summary', { file: 'net.ts' })))
    // (3·3·3 + 1)·4
    expect(models[0].parameters.trainable).toBe(112)
  })

  test('check', () => {
    const [{ problems }] = JSON.parse(textOf(call('check', { path: 'bad.ts' })))
    expect(problems[0].rule).toBe('window-larger-than-input')
  })

  test('layer_at', () => {
    const column = texts['/w/net.ts'].split('\n')[2].indexOf('conv2d') + 2
    expect(textOf(call('layer_at', { file: 'net.ts', line: 3, column }))).toContain('6×6×4')
    expect(textOf(call('layer_at', { file: 'net.ts', line: 1, column: 1 }))).toMatch(/^There is no layer/)
  })

  test('diff', () => {
    const { totals } = JSON.parse(textOf(call('diff', { before: 'net.ts', after: 'zoo:leNet5' })))
    expect(totals.parameters.after.trainable).toBe(61_706)
  })
})

test('the handshake, and notifications that want no answer', () => {
  const { result } = ask('initialize', { protocolVersion: '2025-03-26', capabilities: {} })
  expect(result).toMatchObject({ protocolVersion: '2025-03-26', capabilities: { tools: {} } })
  expect(ask('initialize', { protocolVersion: '1999-01-01' }).result.protocolVersion).toBe('2025-06-18')
  const notification = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })
  expect(answerMcp(notification, undefined as never)).toBeUndefined()
})

describe('mistakes are answers', () => {
  test('of the caller, which it can mend', () => {
    expect(call('summary', { file: 'gone.ts' }).result).toEqual({
      content: [{ type: 'text', text: 'there is no file gone.ts' }],
      isError: true,
    })
    expect(call('summary', {}).error).toEqual({ code: -32602, message: 'summary needs file: string' })
    expect(call('paint', {}).error).toEqual({ code: -32602, message: 'there is no tool paint' })
    expect(textOf(call('layer_at', { file: 'net.ts', line: 9, column: 1 }))).toBe('net.ts has 3 lines, not 9')
  })

  test('of the protocol', () => {
    expect(ask('resources/list').error.code).toBe(-32601)
    expect(JSON.parse(answerMcp('{', undefined as never)!).error.code).toBe(-32700)
    expect(JSON.parse(answerMcp('[]', undefined as never)!).error.code).toBe(-32600)
  })
})

test('the command answers on standard output, a line a message', () => {
  const lines = ['{"jsonrpc":"2.0","id":1,"method":"ping"}', '{"jsonrpc":"2.0","id":"b","method":"tools/list"}']
  const args = ['--import', import.meta.resolve('tsx'), resolve(__dirname, '../cli.ts'), 'mcp']
  const { stdout } = spawnSync(process.execPath, args, { input: `${lines.join('\n')}\n`, encoding: 'utf8' })
  const answers = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual([1, 'b'])
}, 60_000)
