// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are programs

/** A number generator of 32 bits that gives the same row for the same seed (Mulberry32). */
function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Kind = 'number' | 'text' | 'list' | 'object' | 'map' | 'set'
const kinds: readonly Kind[] = ['number', 'text', 'list', 'object', 'map', 'set']

/** A program of JavaScript made at random, which ends, and whose variable `result` holds all it computed; for tests alone. */
export function randomProgram(seed: number): string {
  const random = generator(seed)
  const below = (count: number) => Math.floor(random() * count)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  let made = 0
  const fresh = (prefix: string) => `${prefix}${made++}`
  type Names = Record<Kind, string[]>
  const functions: string[] = []
  const generators: string[] = []
  const classes: string[] = []

  const inner = (names: Names): Names =>
    Object.fromEntries(kinds.map(kind => [kind, [...names[kind]]])) as unknown as Names

  function number(names: Names, depth: number): string {
    const more = depth > 0
    const n = () => number(names, depth - 1)
    const options: (() => string)[] = [
      () => String(below(20) - 5),
      () => pick(names.number),
      () => pick(names.number),
      ...(more
        ? [
            () => `(${n()} ${pick(['+', '-', '*', '%', '|', '&', '^', '<<', '>>', '/'])} ${n()})`,
            () => `(${condition(names, depth - 1)} ? ${n()} : ${n()})`,
            () => `(${n()} ${pick(['||', '&&', '??'])} ${n()})`,
            () => `${list(names, depth - 1)}.length`,
            () => `${list(names, depth - 1)}.${pick(['indexOf', 'lastIndexOf', 'at'])}(${n()})`,
            () => `${list(names, depth - 1)}.reduce((a, b) => a ${pick(['+', '-', '*'])} b, ${n()})`,
            () => `(${list(names, depth - 1)}[${n()}] ?? ${n()})`,
            () => `${list(names, depth - 1)}.findLastIndex(v => v > ${n()})`,
            () => `Math.${pick(['max', 'min', 'abs', 'floor', 'sign', 'hypot'])}(${n()}, ${n()})`,
            () => `${text(names, depth - 1)}.length`,
            () => `${object(names)}.${pick(['x', 'y', 'sum'])}`,
            () => `${pick(names.map)}.size`,
            () => `(${pick(names.map)}.get(${text(names, 0)}) ?? ${n()})`,
            () => `${pick(names.set)}.size`,
            () => `+${text(names, 0)}`,
            () => `(${pick(['-', '~', '+'])} ${n()})`,
            () => `parseInt(${text(names, depth - 1)}, 10)`,
            () => (functions.length > 0 ? `${pick(functions)}(${n()}, ${n()})` : n()),
            () => (classes.length > 0 ? `new ${pick(classes)}(${n()}).${pick(['value', 'twice()', 'part'])}` : n()),
            () => (generators.length > 0 ? `[...${pick(generators)}(${below(5)})].length` : n()),
          ]
        : []),
    ]
    return pick(options)()
  }

  function text(names: Names, depth: number): string {
    const t = () => text(names, depth - 1)
    const n = () => number(names, depth - 1)
    const options: (() => string)[] = [
      () => pick(["'ab'", "'x'", "''", "'12'", "'a,b'", "'Zed'"]),
      () => pick(names.text),
      ...(depth > 0
        ? [
            () => `(${t()} + ${n()})`,
            () => `\`\${${n()}}-\${${t()}}\``,
            () =>
              `${t()}.${pick(['toUpperCase()', 'trim()', 'slice(1)', 'slice(-2)', 'repeat(2)', "padStart(4, '*')", "replace('a', 'b')", 'replace(/[a-f]/g, "#")', 'at(0) + ""', 'substring(2, 1)', 'charAt(1)'])}.slice(0, 12)`,
            () => `String(${n()})`,
            () => `${list(names, depth - 1)}.join('${pick(['-', '', ','])}').slice(0, 12)`,
            () => `typeof ${pick(names[pick(kinds)])}`,
            () => `JSON.stringify(${pick([...names.list, ...names.object])}).slice(0, 12)`,
            () => `[...${t()}].reverse().join('')`,
            () => `Object.keys(${object(names)}).join()`,
          ]
        : []),
    ]
    return pick(options)()
  }

  function list(names: Names, depth: number): string {
    const n = () => number(names, depth - 1)
    const l = () => list(names, depth - 1)
    const options: (() => string)[] = [
      () => pick(names.list),
      () => `[${Array.from({ length: below(4) }, () => number(names, 0)).join(', ')}]`,
      ...(depth > 0
        ? [
            () => `${l()}.map((v, i) => ${pick(['v + i', 'v * 2', '-v', 'i', 'v ?? 0'])})`,
            () => `${l()}.filter(v => v ${pick(['>', '<=', '!==', '%'])} ${below(6) + 1})`,
            () => `${l()}.slice(${below(5) - 2})`,
            () => `[...${l()}, ${n()}].slice(0, 8)`,
            () => `${l()}.concat(${l()}).slice(-8)`,
            () => `${l()}.toSorted(${pick(['', '(a, b) => a - b', '(a, b) => b - a'])})`,
            () => `${l()}.flatMap(v => [v, ${below(3)}]).slice(0, 8)`,
            () => `Array.from({ length: ${below(4)} }, (_, i) => i * ${below(5)})`,
            () => `[...${pick(names.set)}].slice(0, 8)`,
            () => `[...${pick(names.map)}.values()].slice(0, 8)`,
            () => `Object.values(${object(names)}).filter(v => typeof v === 'number')`,
            () => (generators.length > 0 ? `[...${pick(generators)}(${below(5)})]` : l()),
            () => `((a, ...rest) => rest)(...${l()})`,
            () => `${l()}.with?.(0, 1) ?? []`,
          ].map(make => () => {
            const code = make()
            // An index outside is an error of the program's, which is tried elsewhere.
            return code.includes('.with?.') ? l() : code
          })
        : []),
    ]
    return pick(options)()
  }

  const object = (names: Names) => pick(names.object)

  function condition(names: Names, depth: number): string {
    const n = () => number(names, depth - 1)
    const options: (() => string)[] = [
      () => `${n()} ${pick(['<', '>', '<=', '>=', '===', '!==', '=='])} ${n()}`,
      () => `${text(names, depth - 1)} ${pick(['<', '===', '!='])} ${text(names, depth - 1)}`,
      () =>
        `${list(names, depth - 1)}.${pick(['includes', 'some', 'every'])}(${pick(['2', 'v => v > 1'])})`.replace(
          /(some|every)\(2\)/,
          '$1(Boolean)',
        ),
      () => `${pick(['x', 'sum', 'q'].map(key => `'${key}'`))} in ${object(names)}`,
      () => `${pick(names.set)}.has(${n()})`,
      () => `/[a-c]\\d?/.test(${text(names, depth - 1)})`,
      () => pick(names.number),
      () => `!(${condition(names, 0)})`,
    ]
    return depth > 0 ? pick(options)() : `${pick(names.number)} ${pick(['<', '>'])} ${below(6)}`
  }

  function block(names: Names, depth: number, count: number, inLoop: string | undefined): string {
    const own = inner(names)
    return `{ ${Array.from({ length: count }, () => statement(own, depth, inLoop)).join('; ')} }`
  }

  function statement(names: Names, depth: number, inLoop: string | undefined): string {
    const n = () => number(names, 2)
    const b = (loop = inLoop) => block(names, depth - 1, 1 + below(3), loop)
    const simple: (() => string)[] = [
      () => `${pick(names.number)} ${pick(['=', '+=', '-=', '*=', '??=', '||=', '&&=', '%='])} ${n()}`,
      () => `${pick(names.number)}${pick(['++', '--'])}`,
      () => `${pick(names.text)} = ${text(names, 2)}.slice(0, 20)`,
      () => `${pick(names.list)}.${pick(['push', 'unshift'])}(${n()}); ${pick(names.list)}.splice(8)`,
      () => `${pick(names.list)} = ${list(names, 2)}`,
      () =>
        `${pick(names.list)}.${pick(['reverse()', 'sort()', 'pop()', 'shift()', 'splice(1, 1)', 'fill(3, 1, 2)', 'copyWithin(0, 1)', 'sort((a, b) => a - b)'])}`,
      () => `${pick(names.list)}[${below(6)}] = ${n()}`,
      () => `${object(names)}.${pick(['x', 'y', 'z', 'sum'])} = ${n()}`,
      () => `delete ${object(names)}.${pick(['z', 'y'])}`,
      () => `${pick(names.map)}.${pick([`set(${text(names, 1)}, ${n()})`, `delete(${text(names, 0)})`])}`,
      () => `${pick(names.set)}.${pick(['add', 'delete'])}(${n()})`,
      () => `[${pick(names.number)}, ${pick(names.number)} = ${below(9)}] = ${list(names, 1)}`,
      () => `({ x: ${pick(names.number)} = 1, ...${pick(names.object)} } = ${object(names)})`,
      () => `log.push(${pick([n(), text(names, 1)])})`,
      () => {
        const name = fresh('n')
        const code = `let ${name} = ${n()}`
        names.number.push(name)
        return code
      },
      () => {
        const [first, second] = [fresh('n'), fresh('n')]
        const code = `let { x: ${first} = ${below(5)}, y: { length: ${second} } = 'abc' } = { x: ${pick(['undefined', '4'])} }`
        names.number.push(first, second)
        return code
      },
    ]
    const nested: (() => string)[] = [
      () => `if (${condition(names, 2)}) ${b()}${random() < 0.5 ? ` else ${b()}` : ''}`,
      () => {
        const [label, i] = [fresh('l'), fresh('i')]
        return `${label}: for (let ${i} = 0; ${i} < ${1 + below(4)}; ${i}++) { log.push(${i}); ${statement(inner(names), depth - 1, label)} }`
      },
      () =>
        `${fresh('l')}: for (const v of ${list(names, 1)}) { ${pick(names.number)} += v; ${statement(inner(names), depth - 1, 'for')} }`.replace(
          /^(l\d+): (.*)$/s,
          '$2',
        ),
      () => `for (const k in ${object(names)}) { log.push(k); ${statement(inner(names), depth - 1, 'for')} }`,
      () => `for (const [k, v] of ${pick(names.map)}) { log.push(k); ${pick(names.number)} -= v }`,
      () => {
        const w = fresh('w')
        return `let ${w} = ${1 + below(4)}; while (${w}-- > 0) ${block(names, depth - 1, 1 + below(2), 'while')}`
      },
      () => {
        const w = fresh('w')
        return `let ${w} = 0; do ${block(names, depth - 1, 1, 'while')} while (++${w} < ${1 + below(3)})`
      },
      () =>
        `switch (${pick([`${n()} % 3`, `typeof ${pick(names.number)}`, `${pick(names.list)}.length`])}) { case 0: ${statement(inner(names), depth - 1, inLoop)}; case 1: ${statement(inner(names), depth - 1, inLoop)}; break; default: ${statement(inner(names), depth - 1, inLoop)}; case 2: log.push('two') }`,
      () =>
        `try { ${statement(inner(names), depth - 1, inLoop)}; if (${condition(names, 1)}) throw ${pick([n(), "new Error('bad')", "new TypeError('t')"])}; ${statement(inner(names), depth - 1, inLoop)} } catch (e) { log.push(e instanceof Error ? e.name + e.message : e) }${random() < 0.5 ? ` finally ${b()}` : ''}`,
      () =>
        inLoop
          ? `if (${condition(names, 1)}) ${inLoop.startsWith('l') && random() < 0.5 ? `${pick(['break', 'continue'])} ${inLoop}` : pick(['break', 'continue'])}`
          : b(),
    ]
    return (depth > 0 && random() < 0.5 ? pick(nested) : pick(simple))()
  }

  function declare(names: Names): string {
    const name = fresh('f')
    const own: Names = { ...inner(names), number: [...names.number, 'a', 'b'] }
    const body = () => block(own, 1, 1 + below(3), undefined).slice(1, -1)
    const options: (() => string)[] = [
      () => {
        const depth = '{ if (++calls > 60) return 1; '
        const code = `${pick(['function ', 'var '])}`
        const text =
          code === 'var '
            ? `var ${name} = (a, b = ${below(9)}) => ${depth}${body()}; return ${number(own, 2)} }`
            : `function ${name}(a, b = a) ${depth}${body()}; try { if (${condition(own, 1)}) return ${number(own, 1)} } finally { log.push('f') } return ${number(own, 2)} }`
        functions.push(name)
        return text
      },
      () => {
        const text = `function* ${name}(a) { let b = 0; while (b < a) { if (++calls > 60) return; ${pick(['yield b', 'const got = yield b * 2; log.push(typeof got)', 'yield* [b, a]', 'try { yield b } finally { log.push("y") }'])}; b++; ${body()} } }`
        generators.push(name)
        return text
      },
      () => {
        const base = classes.length > 0 && random() < 0.5 ? pick(classes) : undefined
        const text = `class ${name}${base ? ` extends ${base}` : ''} { static made = 0; #p = ${below(5)}; part = ${below(9)}; constructor(a) { ${base ? 'super(a); ' : ''}this.value = a; this.#p += a; ${name}.made++ } get sum() { return this.#p + this.part } set sum(v) { this.part = v } twice() { return ${base ? 'super.twice() + ' : ''}this.sum * 2 } static of(a) { return new this(a) } }`
        classes.push(name)
        return text
      },
    ]
    return pick(options)()
  }

  const names: Names = {
    number: ['n_a', 'n_b'],
    text: ['t_a', 't_b'],
    list: ['l_a', 'l_b'],
    object: ['o_a', 'o_b'],
    map: ['m_a'],
    set: ['s_a'],
  }
  const lines = [
    'let calls = 0; const log = []',
    `let n_a = ${below(9)}, n_b = ${below(9) - 4}, t_a = 'start', t_b = ''`,
    `let l_a = [${below(9)}, ${below(9)}, 3], l_b = []`,
    'let o_a = { x: 1, y: 2, get sum() { return this.x + this.y }, set sum(v) { this.x = v } }, o_b = { x: 5, 3: 1 }',
    "const m_a = new Map([['ab', 1], ['x', 2]]), s_a = new Set([1, 2, 3])",
  ]
  for (let count = 1 + below(3); count > 0; count--) lines.push(declare(names))
  for (let count = 3 + below(6); count > 0; count--) {
    lines.push(
      `try { ${statement(inner(names), 3, undefined)} } catch (e) { log.push(e instanceof Error ? e.name : e) }`,
    )
  }
  for (const of of classes) lines.push(`log.push(${of}.made, ${of}.of(2).sum)`)
  lines.push('const result = [n_a, n_b, t_a, t_b, l_a, l_b, { ...o_a }, { ...o_b }, m_a, s_a, log, calls]')
  return lines.join(';\n')
}
