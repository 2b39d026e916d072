import { readdirSync, readFileSync } from 'node:fs'

/** Resident memory of a process in MiB (on Linux). */
export function megabytesOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
}

/** Files, pipes and sockets that a process has open (on Linux). */
export function openFilesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}
