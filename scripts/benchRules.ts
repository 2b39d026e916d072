import { type Score, score } from '../test/mutations/score'

const [seed = '1', share = '1'] = process.argv.slice(2)
const { scores, faults } = score(Number(seed), Number(share), (done, of) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} damaged networks`)
})

for (const fault of faults) console.log(fault)
console.log()
const rows = [...scores, totalOf(scores)].map(({ rule, cases, found, told, right, fixes, mended }) => [
  rule,
  `${cases}`,
  percent(found, cases),
  `${told}`,
  percent(right, told),
  `${fixes}`,
  percent(mended, fixes),
])
const table = [['rule', 'networks', 'recall', 'new findings', 'precision', 'fixes', 'mended'], ...rows]
const widths = table[0].map((_, column) => Math.max(...table.map(row => row[column].length)))
for (const row of table) console.log(row.map((cell, column) => pad(cell, widths[column], column)).join('  '))

function totalOf(all: readonly Score[]): Score {
  const sum = (of: (each: Score) => number) => all.reduce((total, each) => total + of(each), 0)
  return {
    rule: 'all',
    cases: sum(({ cases }) => cases),
    found: sum(({ found }) => found),
    told: sum(({ told }) => told),
    right: sum(({ right }) => right),
    fixes: sum(({ fixes }) => fixes),
    mended: sum(({ mended }) => mended),
  }
}

function percent(part: number, of: number): string {
  return of === 0 ? '' : `${((100 * part) / of).toFixed(1)} %`
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width)
}
