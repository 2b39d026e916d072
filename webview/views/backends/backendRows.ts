import { formatTime } from '../../format'
import type { BackendName, BackendReport, BackendSetup } from '../../protocol'
import { strings } from '../../strings/strings'

/** What is known of every backend, in the order of the table; undefined while it is not. */
export type Reports = ReadonlyMap<BackendName, BackendReport | undefined>

/** Those that run in a panel, fastest first. */
export const PANEL_BACKENDS = ['webgpu', 'webgl', 'wasm', 'cpu'] as const

/** Those that run in a Node process beside the extension. */
export const NODE_BACKENDS = ['tfjs-node-gpu', 'tfjs-node'] as const

export const BACKEND_COLUMNS = ['backend', 'runs', 'version', 'device', 'time', 'reason'] as const

/** The cells of a backend, in the order of {@link BACKEND_COLUMNS}. */
export function backendRow(name: BackendName, report: BackendReport | undefined): string[] {
  const text = strings.backends
  if (report === undefined) return [name, text.trying, '', '', '', '']
  const { version = '', device = '', milliseconds, reason } = report
  const time = milliseconds === undefined ? '' : formatTime(milliseconds)
  return [
    name,
    reason === undefined ? text.yes : text.no,
    version,
    device,
    time,
    reason === undefined ? '' : strings.told(reason),
  ]
}

/** The backend that a panel would run on: the one that is set, or the fastest of the panel's own. None, where it does not run. */
export function chosenBackend(reports: Reports, setting: BackendSetup['backend']): BackendName | undefined {
  const candidates: readonly BackendName[] = setting === 'auto' ? PANEL_BACKENDS : [setting]
  return candidates.find(name => reports.get(name) !== undefined && reports.get(name)!.reason === undefined)
}

/** The table for a bug report. */
export function backendsMarkdown(reports: Reports): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const head = [
    line(BACKEND_COLUMNS.map(column => strings.backends[column])),
    `|${'---|'.repeat(BACKEND_COLUMNS.length)}`,
  ]
  return `${[...head, ...[...reports].map(([name, report]) => line(backendRow(name, report)))].join('\n')}\n`
}
