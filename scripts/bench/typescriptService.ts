import { join } from 'node:path'
import ts from 'typescript'

/** TypeScript's language service in a project's folder, as an editor runs it. */
export class TypescriptService {
  private readonly service: ts.LanguageService
  private version = 0

  /** `text` is that of the open file, whose text counts and not the disk's. */
  constructor(
    folder: string,
    private readonly file: string,
    private text: string,
  ) {
    const settings = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile).config
    const { options, fileNames } = ts.parseJsonConfigFileContent(settings, ts.sys, folder)
    const texts = new Map<string, ts.IScriptSnapshot>()
    this.service = ts.createLanguageService({
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => options,
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      getScriptFileNames: () => fileNames,
      getScriptVersion: name => (name === file ? String(this.version) : '0'),
      getScriptSnapshot: name => {
        if (name === file) return ts.ScriptSnapshot.fromString(this.text)
        const known = texts.get(name)
        if (known) return known
        const content = ts.sys.readFile(name)
        if (content === undefined) return undefined
        const snapshot = ts.ScriptSnapshot.fromString(content)
        texts.set(name, snapshot)
        return snapshot
      },
    })
  }

  /** What TypeScript's own server tells after an edit. */
  edit(text: string): readonly ts.Diagnostic[] {
    this.text = text
    this.version++
    return [...this.service.getSyntacticDiagnostics(this.file), ...this.service.getSemanticDiagnostics(this.file)]
  }
}
