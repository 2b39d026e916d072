import { NOTHING_THERE } from '../features/agentTool'
import { hover } from '../features/hover'
import { offsetOf } from '../features/offsetOf'
import { UsageError } from './commandArguments'
import { commandLine, type Terminal } from './commandLine'
import { analyseFiles } from './sourceFiles'

/** The version of the protocol that is spoken where the client asks for one that is not known. */
const PROTOCOL = '2025-06-18'
const KNOWN_PROTOCOLS = new Set(['2024-11-05', '2025-03-26', PROTOCOL])

interface Tool {
  readonly description: string
  readonly parameters: Readonly<Record<string, { readonly type: 'string' | 'integer'; readonly description: string }>>
  /** The answer as text. Throws {@link UsageError} for what the caller can mend. */
  readonly run: (values: Readonly<Record<string, unknown>>, terminal: Terminal) => string
}

const FILE = {
  type: 'string',
  description: 'TypeScript or JavaScript file, absolute or from the working folder',
} as const
const MODEL = {
  type: 'string',
  description:
    "FILE that makes one model, FILE#NAME, FILE@git for the last commit, or zoo:NAME as in 'zoo:resNet?depth=18'",
} as const

/** What an agent may ask. */
const tools: Readonly<Record<string, Tool>> = {
  summary: {
    description:
      'Layers of every model that a file makes: shapes, receptive fields, parameters, multiply-adds, memory, and findings.',
    parameters: { file: FILE },
    run: ({ file }, terminal) => printed(['summary', String(file), '--json'], terminal),
  },
  check: {
    description: 'Design mistakes in a file, or in every file of a folder, with rule, place and titles of fixes.',
    parameters: { path: { type: 'string', description: 'File, folder or pattern' } },
    run: ({ path }, terminal) => printed(['check', String(path), '--format', 'json'], terminal),
  },
  layer_at: {
    description:
      'What is known of the layer, option or model at a place in a file: the hover of the editor, in Markdown.',
    parameters: {
      file: FILE,
      line: { type: 'integer', description: 'Line, the first is 1' },
      column: { type: 'integer', description: 'Column, the first is 1' },
    },
    run: layerAt,
  },
  diff: {
    description:
      'In what two models differ: layers added, removed and changed, parameters, multiply-adds, memory, receptive field.',
    parameters: { before: MODEL, after: MODEL },
    run: ({ before, after }, terminal) => printed(['diff', String(before), String(after), '--json'], terminal),
  },
}

/**
 * Answers one message of the Model Context Protocol, a line of JSON; nothing where none is wanted. Files are read anew for every
 * question, and nothing in them is run.
 *
 * Source  Model Context Protocol, https://modelcontextprotocol.io/specification/2025-06-18; JSON-RPC 2.0, §5.1
 */
export function answerMcp(line: string, terminal: Terminal): string | undefined {
  let message: Message
  try {
    message = JSON.parse(line)
  } catch {
    return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'the message is no JSON' } })
  }
  if (typeof message !== 'object' || message === null || typeof message.method !== 'string') {
    return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'the message is no request' } })
  }
  // Notifications want no answer.
  if (message.id === undefined) return undefined
  return JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answerTo(message, terminal) })
}

interface Message {
  readonly id?: string | number
  readonly method: string
  readonly params?: Readonly<Record<string, unknown>>
}

type Answer = { readonly result: unknown } | { readonly error: { readonly code: number; readonly message: string } }

function answerTo({ method, params = {} }: Message, terminal: Terminal): Answer {
  if (method === 'initialize') {
    const asked = String(params.protocolVersion)
    const protocolVersion = KNOWN_PROTOCOLS.has(asked) ? asked : PROTOCOL
    return {
      result: { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'convolens', version: '0.1.0' } },
    }
  }
  if (method === 'ping') return { result: {} }
  if (method === 'tools/list') return { result: { tools: Object.entries(tools).map(described) } }
  if (method === 'tools/call') return callTool(params, terminal)
  return { error: { code: -32601, message: `there is no method ${method}` } }
}

function described([name, { description, parameters }]: [string, Tool]) {
  const inputSchema = { type: 'object', properties: parameters, required: Object.keys(parameters) }
  return { name, description, inputSchema, annotations: { readOnlyHint: true } }
}

function callTool({ name, arguments: given }: Readonly<Record<string, unknown>>, terminal: Terminal): Answer {
  const tool = Object.hasOwn(tools, String(name)) ? tools[String(name)] : undefined
  if (!tool) return { error: { code: -32602, message: `there is no tool ${name}` } }
  const values = (given ?? {}) as Readonly<Record<string, unknown>>
  for (const [parameter, { type }] of Object.entries(tool.parameters)) {
    const fits = type === 'integer' ? Number.isInteger(values[parameter]) : typeof values[parameter] === 'string'
    if (!fits) return { error: { code: -32602, message: `${name} needs ${parameter}: ${type}` } }
  }
  try {
    return { result: { content: [{ type: 'text', text: tool.run(values, terminal) }] } }
  } catch (error) {
    if (error instanceof UsageError)
      return { result: { content: [{ type: 'text', text: error.message }], isError: true } }
    return { error: { code: -32603, message: `${name} failed: ${error instanceof Error ? error.message : error}` } }
  }
}

/** What a command of the command line prints. */
function printed(args: readonly string[], terminal: Terminal): string {
  const lines: string[] = []
  const errors: string[] = []
  const print = (line: string) => lines.push(line)
  const status = commandLine(args, { ...terminal, colours: false, print, printError: line => errors.push(line) })
  if (status === 2) throw new UsageError(errors.join('\n'))
  return lines.join('\n')
}

function layerAt({ file, line, column }: Readonly<Record<string, unknown>>, terminal: Terminal): string {
  const [{ analysis }] = analyseFiles([String(file)], terminal).analysed
  const offset = offsetOf(analysis.sourceFile, Number(line), Number(column))
  if (offset === undefined) {
    throw new UsageError(`${file} has ${analysis.sourceFile.getLineStarts().length} lines, not ${line}`)
  }
  return hover(analysis, offset)?.markdown ?? NOTHING_THERE
}
