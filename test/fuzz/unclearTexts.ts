/**
 * The findings in an answer that say nothing to people: what JavaScript makes of values that it cannot print, and of what it
 * cannot hold. (Errors that a user's program throws are told in JavaScript's words, and are clear.)
 */
export function unclearTexts(answer: unknown): string[] {
  const found: string[] = []
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      // What JavaScript makes of an object that is used as a text, which the program then holds.
      const own = value.replaceAll(/(['"])\[object Object\]\1/g, '')
      if (key === 'message' && UNCLEAR.test(own)) found.push(value.slice(0, 160))
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value)) visit(part, Array.isArray(value) ? key : name)
    }
  }
  visit(answer, '')
  return found
}

const UNCLEAR = /\[object |Maximum call stack|Invalid string length|^\s*$/
