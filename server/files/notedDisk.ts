import type { Disk } from './fileSystem'

/** For tests: a disk that notes every question, as `readFile /w/net.ts`. */
export function notedDisk(disk: Disk, questions: string[]): Disk {
  const noted =
    <Answer>(kind: string, ask: (path: string) => Answer) =>
    (path: string) => {
      questions.push(`${kind} ${path}`)
      return ask(path)
    }
  return {
    readFile: noted('readFile', disk.readFile),
    fileExists: noted('fileExists', disk.fileExists),
    directoryExists: noted('directoryExists', disk.directoryExists),
    list: noted('list', disk.list),
    realPath: noted('realPath', disk.realPath),
  }
}
