import ts from 'typescript'
import type { Random } from './random'
import { tricks } from './tricks'

/** A program with one to six damages: tokens lost, doubled, exchanged or put in, runs of them moved, random bytes, huge literals, deep nesting, and tricks. */
export function mutateProgram(text: string, others: readonly string[], random: Random): string {
  let damaged = text
  for (let count = 1 + random.below(random.chance(0.5) ? 2 : 6); count > 0; count--) {
    damaged = random.pick(damages)(damaged, others, random)
    if (damaged.length > 200_000) break
  }
  return damaged
}

type Damage = (text: string, others: readonly string[], random: Random) => string

const damages: readonly Damage[] = [
  withToken(() => ''),
  withToken(token => `${token} ${token}`),
  withToken((token, random) => token + random.pick(tricks.punctuation)),
  withToken((_, random) => random.pick(tricks.names)),
  withToken((token, random) =>
    /^[\w'"`]/.test(token) ? random.pick(tricks.literals) : random.pick(tricks.punctuation),
  ),
  withToken((token, random) => wrapDeeply(token, random)),
  withToken((_, random) => hugeLiteral(random)),
  // A run of tokens lost, doubled, or moved to another place.
  (text, _, random) => {
    const tokens = tokensOf(text)
    if (tokens.length === 0) return text
    const first = random.below(tokens.length)
    const last = Math.min(tokens.length - 1, first + random.below(20))
    const [start, end] = [tokens[first]!.start, tokens[last]!.end]
    const run = text.slice(start, end)
    const rest = text.slice(0, start) + text.slice(end)
    const at = random.pick(tokensOf(rest).map(token => token.start))
    return random.pick([
      rest,
      `${text.slice(0, end)} ${run}${text.slice(end)}`,
      rest.slice(0, at) + run + rest.slice(at),
    ])
  },
  (text, _, random) => {
    const tokens = tokensOf(text)
    if (tokens.length < 2) return text
    const [a, b] = [random.pick(tokens), random.pick(tokens)].sort((x, y) => x.start - y.start)
    if (a!.end > b!.start) return text
    const [first, second] = [text.slice(a!.start, a!.end), text.slice(b!.start, b!.end)]
    return text.slice(0, a!.start) + second + text.slice(a!.end, b!.start) + first + text.slice(b!.end)
  },
  // A line lost, doubled, or taken from another program.
  (text, others, random) => {
    const lines = text.split('\n')
    const at = random.below(lines.length)
    const line = random.pick(['', `${lines[at]}\n${lines[at]}`, random.pick(random.pick(others).split('\n'))])
    return lines.with(at, line).join('\n')
  },
  // A statement put somewhere.
  (text, _, random) => {
    const lines = text.split('\n')
    return lines.toSpliced(random.below(lines.length + 1), 0, random.pick(tricks.statements)).join('\n')
  },
  (text, _, random) => {
    const at = random.below(text.length + 1)
    return text.slice(0, at) + random.pick(tricks.characters).repeat(1 + random.below(3)) + text.slice(at)
  },
  (text, _, random) => {
    const at = random.below(text.length + 1)
    const garbage = String.fromCharCode(...random.bytes(1 + random.below(12)))
    return text.slice(0, at) + garbage + text.slice(at + random.below(12))
  },
  // Bytes that are no text in UTF-8, and what an editor makes of them.
  (text, _, random) => {
    const bytes = new TextEncoder().encode(text)
    for (let count = 1 + random.below(20); count > 0 && bytes.length > 0; count--)
      bytes[random.below(bytes.length)] = random.below(256)
    return new TextDecoder().decode(bytes)
  },
  (text, _, random) => text.slice(0, random.below(text.length + 1)),
  (text, _, random) => {
    const at = random.below(text.length + 1)
    return text.slice(at, at + random.below(text.length)) + text.slice(0, at)
  },
]

/** A damage of one token. */
function withToken(change: (token: string, random: Random) => string): Damage {
  return (text, _, random) => {
    const tokens = tokensOf(text)
    if (tokens.length === 0) return text
    const { start, end } = random.pick(tokens)
    return text.slice(0, start) + change(text.slice(start, end), random) + text.slice(end)
  }
}

function tokensOf(text: string): { start: number; end: number }[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.JSX, text)
  const tokens: { start: number; end: number }[] = []
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken)
    tokens.push({ start: scanner.getTokenStart(), end: scanner.getTokenEnd() })
  return tokens
}

/** A number, text, list, object or call of very many parts. */
function hugeLiteral(random: Random): string {
  const count = random.pick([50, 700, 5_000, 30_000])
  const parts = (part: (index: number) => string) => Array.from({ length: count }, (_, index) => part(index)).join()
  return random.pick([
    () => random.pick(tricks.digits).repeat(count),
    () => `'${'a'.repeat(count)}'`,
    () => `[${parts(() => '1')}]`,
    () => `[${parts(index => String(index))}]`,
    () => `{ ${parts(index => `k${index}: ${index}`)} }`,
    () => `\`${'${1}'.repeat(count)}\``,
    () => `f(${parts(() => 'x')})`,
    () => `(${parts(() => '2')})`,
    () =>
      Array(count)
        .fill('1')
        .join(random.pick([' + ', ' * ', ' ** ', ' ?? ', ' && '])),
  ])()
}

function wrapDeeply(token: string, random: Random): string {
  const depth = random.pick([3, 60, 400, 3_000])
  const [before, after] = random.pick(tricks.wrappings)
  return before!.repeat(depth) + token + after!.repeat(depth)
}
