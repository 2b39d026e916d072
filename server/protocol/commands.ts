import type { Connection } from 'vscode-languageserver'
import { type Analyses, compareModels, exportJob, exportModel, importSaved, listZoo, newModel } from '../modelRequests'

/** Answers what the client's commands ask, each with a text to show. */
export function answerCommands(connection: Connection, analyses: Analyses): void {
  connection.onRequest('convolens/zoo', listZoo)
  connection.onRequest('convolens/compare', ({ before, after }) => compareModels(before, after, analyses))
  connection.onRequest('convolens/newModel', ({ name, settings }) => newModel(name, settings))
  connection.onRequest('convolens/export', ({ model, to }) => exportModel(model, to, analyses))
  connection.onRequest('convolens/exportJob', ({ model, format }) => exportJob(model, format, analyses))
  connection.onRequest('convolens/import', ({ text, file }) => importSaved(text, file))
}
