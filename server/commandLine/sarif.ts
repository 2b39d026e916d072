import type ts from 'typescript'
import type { Finding } from '../analysis'
import { uriOf } from '../files/address'
import { rangeOf } from '../report'
import { rules } from '../rules/index'
import { ruleUrl } from '../rules/ruleUrl'
import type { Span } from '../span'
import type { Terminal } from './commandLine'

/** A file and what was found in it. */
export interface Checked {
  readonly name: string
  readonly sourceFile: ts.SourceFile
  /** The other files that findings point to, by name. */
  readonly files: ReadonlyMap<string, ts.SourceFile>
  readonly findings: readonly Finding[]
}

/** The findings in a file as results of a log of the format SARIF 2.1.0 (OASIS), which code hosts and editors read. */
export function sarifResults(
  { name, sourceFile, files, findings }: Checked,
  { workingFolder }: Pick<Terminal, 'workingFolder'>,
): object[] {
  const index = new Map(rules.map(({ id }, position) => [id, position]))
  const artifact = (name: string) =>
    isAbsolute(name)
      ? { uri: uriOf(name) }
      : { uri: name.split('/').map(encodeURIComponent).join('/'), uriBaseId: BASE }
  const named = (file: string) =>
    artifact(file.startsWith(`${workingFolder}/`) ? file.slice(workingFolder.length + 1) : file)
  const place = (name: string, span: Span, source: ts.SourceFile) => ({
    physicalLocation: { artifactLocation: artifact(name), region: regionOf(span, source) },
  })
  return findings.map(({ rule, severity, message, span, related, fixes }) => ({
    ruleId: rule,
    ruleIndex: index.get(rule) ?? -1,
    level: LEVELS[severity],
    message: { text: message },
    locations: [place(name, span, sourceFile)],
    ...(related && related.length > 0
      ? {
          relatedLocations: related.map(({ location, message: text }, id) => ({
            id,
            physicalLocation: {
              artifactLocation: named(location.file),
              region: regionOf(location, files.get(location.file) ?? sourceFile),
            },
            message: { text },
          })),
        }
      : {}),
    ...(fixes.length > 0
      ? {
          fixes: fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: [
              {
                artifactLocation: artifact(name),
                replacements: edits.map(edit => ({
                  deletedRegion: regionOf(edit.span, sourceFile),
                  insertedContent: { text: edit.text },
                })),
              },
            ],
          })),
        }
      : {}),
  }))
}

/** The results of all files as one log. */
export function sarifLog(results: readonly object[], { workingFolder }: Pick<Terminal, 'workingFolder'>) {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'convolens', informationUri: INFORMATION, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE]: { uri: `${uriOf(workingFolder)}/` } },
        results,
      },
    ],
  }
}

const BASE = '%SRCROOT%'
const INFORMATION = 'https://github.com/convolens/convolens'
const LEVELS = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const

function descriptor({ id, severity, strict }: (typeof rules)[number]) {
  return {
    id,
    shortDescription: { text: id.replaceAll('-', ' ') },
    helpUri: ruleUrl(id),
    defaultConfiguration: { level: LEVELS[severity], enabled: strict !== true },
  }
}

function regionOf(span: Span, source: ts.SourceFile) {
  const { start, end } = rangeOf(span, source)
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
}

function isAbsolute(name: string): boolean {
  return /^(\/|[A-Za-z]:)/.test(name)
}
