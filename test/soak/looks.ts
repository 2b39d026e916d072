import { courseOf, type Quantity } from './growth'

/** What was seen at one look: a number for every quantity. */
export type Look = Readonly<Record<string, number>>

/** One line for a look, as it is taken. */
export function tellLook(quantities: readonly Quantity[], look: Look, minutes: number): void {
  const seen = quantities.map(({ name }) => `${name} ${round(look[name])}`)
  console.log(`${minutes.toFixed(1).padStart(5)} min: ${seen.join(', ')}`)
}

/** A table of the halves, and the exit status 1 where something grows without end. */
export function tellCourses(quantities: readonly Quantity[], looks: readonly Look[]): void {
  console.log(
    `\n${looks.length} looks\n\n| | first half | second half | gain behind the first quarter | |\n|---|--:|--:|--:|---|`,
  )
  for (const { name, slack } of quantities) {
    const { firstHalf, secondHalf, trend, grows } = courseOf(
      looks.map(look => look[name]),
      { slack },
    )
    const cells = [name, ...[firstHalf, secondHalf, trend].map(round), grows ? '**grows**' : 'flat']
    console.log(`| ${cells.join(' | ')} |`)
    if (grows) process.exitCode = 1
  }
}

function round(value: number): string {
  return String(Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value))
}
