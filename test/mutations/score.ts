import { corpus } from './corpus'
import { judge, knownFindings, type Verdict } from './judge'

/** How well one rule does on damaged networks. */
export interface Score {
  readonly rule: string
  /** Networks damaged in a way that this rule must find, and in how many of them it did. */
  readonly cases: number
  readonly found: number
  /** New warnings and errors of this rule in all damaged networks, and how many of them were right. */
  readonly told: number
  readonly right: number
  /** Fixes offered for the damages, and how many of them mended. */
  readonly fixes: number
  readonly mended: number
}

export interface Scores {
  readonly scores: readonly Score[]
  /** Everything that went wrong, in words. */
  readonly faults: readonly string[]
}

/** Damages networks, has all rules judge them, and counts. `onCase` hears of every case that is done. */
export function score(seed: number, share: number, onCase: (done: number, of: number) => void = () => {}): Scores {
  const { undamaged, cases } = corpus(seed, share)
  const known = new Map<string, ReadonlySet<string>>()
  const faults: string[] = []
  const verdicts = cases.map((each, index) => {
    const { network, mutation } = each
    if (!known.has(network)) known.set(network, knownFindings(undamaged.get(network)!))
    const verdict = judge(each, known.get(network)!)
    const about = `${network}: ${mutation.does} (${[...each.places].slice(0, 3).join(', ')})`
    if (!verdict.isFound) faults.push(`not found: ${mutation.rule} in ${about}`)
    for (const { rule, message, places } of verdict.wrong) {
      faults.push(`not expected: ${rule} at ${places.slice(0, 3).join(', ')} in ${about}: ${message}`)
    }
    for (const { title, fault } of verdict.fixes) {
      if (fault !== undefined) faults.push(`not mended: ${mutation.rule} by "${title}" in ${about}: ${fault}`)
    }
    onCase(index + 1, cases.length)
    return { rule: mutation.rule, ...verdict }
  })
  const rules = new Set(verdicts.flatMap(({ rule, wrong, right }) => [rule, ...right, ...wrong.map(each => each.rule)]))
  return { scores: [...rules].sort().map(rule => scoreOf(rule, verdicts)), faults }
}

function scoreOf(rule: string, verdicts: readonly (Verdict & { rule: string })[]): Score {
  const own = verdicts.filter(verdict => verdict.rule === rule)
  const right = verdicts.flatMap(verdict => verdict.right).filter(each => each === rule).length
  const wrong = verdicts.flatMap(verdict => verdict.wrong).filter(each => each.rule === rule).length
  const fixes = own.flatMap(verdict => verdict.fixes)
  return {
    rule,
    cases: own.length,
    found: own.filter(({ isFound }) => isFound).length,
    told: right + wrong,
    right,
    fixes: fixes.length,
    mended: fixes.filter(({ fault }) => fault === undefined).length,
  }
}
