/** Numbers that a user wrote, with commas or spaces between, fractions among them: `0.5, 1/255`. Undefined where one is none. */
export function parseNumbers(text: string): number[] | undefined {
  const parts = text.split(/[\s,;，、]+/).filter(part => part !== '')
  const numbers = parts.map(part => {
    const [above, below = '1', ...more] = part.split('/')
    return more.length > 0 || above === '' || below === '' ? Number.NaN : Number(above) / Number(below)
  })
  return numbers.every(Number.isFinite) ? numbers : undefined
}
